import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { Block } from './views.ts';

const useStyles = makeStyles({
  page: {
    display: 'grid',
    gap: '12px',
    padding: 'clamp(12px, 4vw, 40px)',
    maxWidth: '794px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow4,
  },
  title: { ...typographyStyles.title3 },
  subtitle: { ...typographyStyles.subtitle2, color: tokens.colorNeutralForeground2 },
  head1: {
    ...typographyStyles.subtitle1,
    marginTop: '16px',
    paddingBottom: '4px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  head2: { ...typographyStyles.subtitle2, marginTop: '8px' },
  words: { ...typographyStyles.body1, whiteSpace: 'pre-wrap' },
  quiet: { color: tokens.colorNeutralForeground2 },
  facts: {
    display: 'grid',
    gap: '4px 16px',
    gridTemplateColumns: 'minmax(0, max-content) minmax(0, 1fr)',
    '@media (max-width: 480px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  label: { ...typographyStyles.body1Strong },
  value: { ...typographyStyles.body1, marginLeft: 0, whiteSpace: 'pre-wrap' },
  scroll: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse', width: '100%', ...typographyStyles.body1 },
  caption: { ...typographyStyles.body1Strong, textAlign: 'left', paddingBottom: '4px' },
  cell: {
    textAlign: 'left',
    verticalAlign: 'top',
    padding: '4px 8px 4px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  number: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  list: { ...typographyStyles.body1, paddingLeft: '20px' },
});

/** The document as it will be in Word, from the same blocks. */
export function DocumentPreview({
  blocks,
  label,
}: {
  readonly blocks: readonly Block[];
  readonly label: string;
}) {
  const styles = useStyles();
  return (
    <article className={styles.page} aria-label={label}>
      {blocks.map((block, index) => (
        <One key={index} block={block} />
      ))}
    </article>
  );
}

function One({ block }: { readonly block: Block }) {
  const styles = useStyles();
  switch (block.is) {
    case 'title':
      return <h3 className={styles.title}>{block.text}</h3>;
    case 'subtitle':
      return <p className={styles.subtitle}>{block.text}</p>;
    case 'heading':
      return block.level === 1 ? (
        <h4 className={styles.head1}>{block.text}</h4>
      ) : (
        <h5 className={styles.head2}>{block.text}</h5>
      );
    case 'paragraph':
      return (
        <p className={mergeClasses(styles.words, block.isQuiet === true && styles.quiet)}>{block.text}</p>
      );
    case 'facts':
      return (
        <dl className={styles.facts}>
          {block.rows.map((row, index) => [
            <dt key={`${index}-label`} className={styles.label}>
              {row.label}
            </dt>,
            <dd key={`${index}-value`} className={styles.value}>
              {row.value}
            </dd>,
          ])}
        </dl>
      );
    case 'table':
      return <Table block={block} />;
    case 'list':
      return (
        <ul className={styles.list}>
          {block.lines.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ul>
      );
    case 'answer':
      return (
        <div>
          <p className={styles.label}>{block.label}</p>
          <p className={styles.words}>{block.text}</p>
        </div>
      );
  }
}

function Table({ block }: { readonly block: Extract<Block, { readonly is: 'table' }> }) {
  const styles = useStyles();
  const look = (column: number) =>
    mergeClasses(styles.cell, block.numeric?.includes(column) === true && styles.number);
  return (
    // A wide table is scrolled by itself, also from the keyboard.
    <div className={styles.scroll} role="region" aria-label={block.caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className={styles.caption}>{block.caption}</caption>
        <thead>
          <tr>
            {block.head.map((words, column) => (
              <th key={column} scope="col" className={look(column)}>
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, index) => (
            <tr key={index}>
              {row.map((words, column) => (
                <td key={column} className={look(column)}>
                  {words}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {block.total === undefined ? null : (
          <tfoot>
            <tr>
              {block.total.map((words, column) => (
                <td key={column} className={mergeClasses(look(column), styles.label)}>
                  {words}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
