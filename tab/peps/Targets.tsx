import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useValues } from './desk.tsx';
import { entriesOf, idOf, textAt } from './entries.ts';
import { Field } from './Field.tsx';
import { inWords } from './inWords.ts';
import { PppStrip } from './PppStrip.tsx';
import { TakenOut } from './TakenOut.tsx';
import { useDesk, useSet } from './desk.tsx';
import type { FieldView, SectionView } from './views.ts';

const useStyles = makeStyles({
  all: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '16px', containerType: 'inline-size' },
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '16px',
    padding: 0,
    listStyleType: 'none',
  },
  card: {
    padding: '16px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '8px',
    '@container (max-width: 420px)': { padding: '12px' },
  },
  grid: {
    display: 'grid',
    gap: '4px 16px',
    alignItems: 'start',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    '@container (max-width: 520px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  wide: { gridColumnStart: '1', gridColumnEnd: '-1', minWidth: 0 },
  none: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px', justifyContent: 'space-between' },
  sentence: { ...typographyStyles.subtitle2, whiteSpace: 'pre-wrap' },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
});

type Props = { readonly section: SectionView; readonly isCompact?: boolean };

/** One card a target; the pennies of all of them at the end. */
export function Targets({ section, isCompact = false }: Props) {
  const styles = useStyles();
  const { valueAt, paths } = useValues();
  const [fresh, setFresh] = useState<readonly string[]>([]);
  const added = fresh.map((entry) => `${section.id}/${entry}/text`);
  const { here, takenOut } = entriesOf([...paths, ...added], section.id, valueAt);
  const add = () => {
    const entry = crypto.randomUUID();
    setFresh((entries) => [...entries, entry]);
    requestAnimationFrame(() => document.getElementById(idOf(`${section.id}/${entry}/text`))?.focus());
  };
  return (
    <div className={styles.all}>
      {here.length === 0 ? (
        <p className={styles.none}>No targets yet. Start with one for English and one for maths.</p>
      ) : null}
      <ol className={styles.list}>
        {here.map((entry, index) =>
          isCompact ? (
            <Line key={entry} entry={entry} section={section} />
          ) : (
            <Card key={entry} entry={entry} number={index + 1} section={section} />
          ),
        )}
      </ol>
      {section.canWrite && !isCompact ? (
        <div>
          <Button icon={<AddRegular />} onClick={add}>
            Add a target
          </Button>
        </div>
      ) : null}
      <TakenOut section={section.id} entries={takenOut} />
      {isCompact ? null : <PppStrip section={section} entries={here} />}
    </div>
  );
}

function Card({
  entry,
  number,
  section,
}: {
  readonly entry: string;
  readonly number: number;
  readonly section: SectionView;
}) {
  const styles = useStyles();
  const { plan } = useDesk();
  const set = useSet();
  const path = (field: FieldView) => `${section.id}/${entry}/${field.id}`;
  const [sentence, ...rest] = section.fields;
  const isMissing = (field: FieldView) => plan.missing.some((each) => each.path === path(field));
  return (
    <li className={styles.card} aria-label={`Target ${number}`}>
      {sentence === undefined ? null : (
        <Field path={path(sentence)} field={sentence} label={`Target ${number}`} isLarge />
      )}
      <div className={styles.grid}>
        {rest.map((field) => (
          <div
            key={field.id}
            className={isLong(field) ? styles.wide : undefined}
            data-missing={isMissing(field) || undefined}
          >
            <Field path={path(field)} field={field} />
          </div>
        ))}
      </div>
      {section.canWrite ? (
        <div className={styles.buttons}>
          <Button
            size="small"
            appearance="subtle"
            aria-label={`Take out target ${number}`}
            onClick={() => set(`${section.id}/${entry}/removed`, 'yes')}
          >
            Take out
          </Button>
        </div>
      ) : null}
    </li>
  );
}

function isLong(field: FieldView): boolean {
  return field.kind === 'pppLines';
}

/** Beside the talk one only needs to see that it is there, and for whom. */
function Line({ entry, section }: { readonly entry: string; readonly section: SectionView }) {
  const styles = useStyles();
  const { valueAt } = useValues();
  const facts = section.fields
    .filter(({ kind }) => kind === 'choice' || kind === 'date' || kind === 'role')
    .flatMap((field) => inWords(field, valueAt(`${section.id}/${entry}/${field.id}`)) || []);
  return (
    <li>
      <p className={styles.sentence}>{textAt(valueAt, `${section.id}/${entry}/text`) || 'No words yet'}</p>
      <p className={styles.quiet}>{facts.length === 0 ? 'Nothing more said yet' : facts.join(' · ')}</p>
    </li>
  );
}
