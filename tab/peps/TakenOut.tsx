import { Button, makeStyles, typographyStyles } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons';
import { useSet, useValues } from './desk.tsx';
import { textAt } from './entries.ts';

const useStyles = makeStyles({
  list: { display: 'grid', gap: '4px', padding: 0, listStyleType: 'none' },
  line: { display: 'flex', gap: '8px', alignItems: 'center', flexWrap: 'wrap' },
  words: { ...typographyStyles.body1, textDecorationLine: 'line-through', minWidth: 0 },
  summary: { ...typographyStyles.caption1, cursor: 'pointer', padding: '4px 0' },
});

/** Nothing taken out is gone: it is undone here rather than asked about before. */
export function TakenOut({
  section,
  entries,
}: {
  readonly section: string;
  readonly entries: readonly string[];
}) {
  const styles = useStyles();
  const { valueAt } = useValues();
  const set = useSet();
  if (entries.length === 0) return null;
  return (
    <details>
      <summary className={styles.summary}>Taken out: {entries.length}</summary>
      <ul className={styles.list}>
        {entries.map((entry) => {
          const words = textAt(valueAt, `${section}/${entry}/text`);
          return (
            <li key={entry} className={styles.line}>
              <span className={styles.words}>{words}</span>
              <Button
                size="small"
                icon={<ArrowUndoRegular />}
                aria-label={`Put back: ${words}`}
                onClick={() => set(`${section}/${entry}/removed`, 'no')}
              >
                Put back
              </Button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
