import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useDesk, useValues } from '../peps/desk.tsx';
import { entriesOf, textAt } from '../peps/entries.ts';
import { inWords } from '../peps/inWords.ts';
import type { Room } from '../peps/views.ts';
import { Status } from '../shared/Status.tsx';

const useStyles = makeStyles({
  all: { display: 'grid', gap: '12px', justifyItems: 'start', maxWidth: '720px' },
  title: { ...typographyStyles.subtitle1 },
  head: { ...typographyStyles.subtitle2 },
  list: { display: 'grid', gap: '8px', paddingLeft: '20px', ...typographyStyles.body1 },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2, display: 'block' },
  words: { ...typographyStyles.body1 },
});

/** What was agreed, read out before everybody goes. */
export function AgreedSummary({
  room,
  onOpenPlan,
}: {
  readonly room: Room;
  readonly onOpenPlan: () => void;
}) {
  const styles = useStyles();
  const { plan } = useDesk();
  const isReview = plan.kind === 'progressReview';
  return (
    <div className={styles.all}>
      <h2 className={styles.title}>The meeting has ended</h2>
      {isReview ? (
        <Status look="warning" words={room.quorum.words} />
      ) : (
        <Status look="done" words={room.quorum.words} />
      )}
      <Entries section="new-targets" title="Targets" none="No targets were set." />
      <Entries section="raised-actions" title="To be done" none="" />
      <Next />
      <Button appearance="primary" onClick={onOpenPlan}>
        Open the plan
      </Button>
    </div>
  );
}

function Entries({
  section,
  title,
  none,
}: {
  readonly section: string;
  readonly title: string;
  readonly none: string;
}) {
  const styles = useStyles();
  const { plan } = useDesk();
  const { valueAt, paths } = useValues();
  const { here } = entriesOf(paths, section, valueAt);
  const fields =
    plan.sections
      .find(({ id }) => id === section)
      ?.fields.filter(({ kind }) => kind === 'role' || kind === 'date') ?? [];
  if (here.length === 0) return none === '' ? null : <p className={styles.words}>{none}</p>;
  return (
    <section>
      <h3 className={styles.head}>{title}</h3>
      <ul className={styles.list}>
        {here.map((entry) => (
          <li key={entry}>
            {textAt(valueAt, `${section}/${entry}/text`)}
            <span className={styles.quiet}>
              {fields
                .flatMap((field) => inWords(field, valueAt(`${section}/${entry}/${field.id}`)) || [])
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Next() {
  const styles = useStyles();
  const { plan } = useDesk();
  const { valueAt } = useValues();
  const section = plan.sections.find(({ id }) => id === 'next-meeting');
  const said =
    section?.fields.flatMap((field) => inWords(field, valueAt(`${section.id}/${field.id}`)) || []) ?? [];
  if (section === undefined || said.length === 0) return null;
  return (
    <section>
      <h3 className={styles.head}>{section.title}</h3>
      <p className={styles.words}>{said.join(', ')}</p>
    </section>
  );
}
