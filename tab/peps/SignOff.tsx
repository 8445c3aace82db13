import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { Failed, Loading } from '../shared/states.tsx';
import { Status } from '../shared/Status.tsx';
import { useCall } from '../shared/useCall.ts';
import { Ask } from './Ask.tsx';

const useStyles = makeStyles({
  both: {
    display: 'grid',
    gap: '16px',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 220px), 1fr))',
  },
  edition: {
    display: 'grid',
    gap: '6px',
    alignContent: 'start',
    padding: '12px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  name: { ...typographyStyles.body1Strong },
  label: { ...typographyStyles.caption1Strong },
  list: { ...typographyStyles.body1, paddingLeft: '20px' },
  none: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
});

type Props = {
  readonly pep: string;
  readonly isPrimary: boolean;
  readonly onSignOff: () => Promise<boolean>;
};

/** What leaves the house cannot be undone, so it says first who gets what. */
export function SignOff({ pep, isPrimary, onSignOff }: Props) {
  const styles = useStyles();
  return (
    <Ask
      title="Sign off and send?"
      button="Sign off"
      confirm="Sign off and send"
      isPrimary={isPrimary}
      onConfirm={onSignOff}
    >
      <div className={styles.both}>
        <EditionSummary pep={pep} edition="full" />
        <EditionSummary pep={pep} edition="school" />
      </div>
    </Ask>
  );
}

export function EditionSummary({
  pep,
  edition,
}: {
  readonly pep: string;
  readonly edition: 'full' | 'school';
}) {
  const styles = useStyles();
  const preview = useCall('previewEdition', { params: { pep }, body: { edition } });
  if (preview.state === 'loading') return <Loading label="Working out who gets what" lines={3} />;
  if (preview.state === 'failed') return <Failed problem={preview.problem} onRetry={preview.reload} />;
  const { editionName, readers, leftOut, held } = preview.value;
  return (
    <section className={styles.edition}>
      <h3 className={styles.name}>{editionName}</h3>
      <Lines label="Goes to" lines={readers} none="Nobody yet" />
      <Lines label="Left out" lines={leftOut} none="Nothing" />
      {held.length === 0 ? null : (
        <>
          <Status
            look="warning"
            words="Waits: the social worker will check this wording before it is sent."
          />
          <Lines
            label="Where"
            lines={held.map((each) =>
              each.sentence === null ? each.where : `${each.where}: “${each.sentence}”`,
            )}
            none=""
          />
        </>
      )}
    </section>
  );
}

function Lines({
  label,
  lines,
  none,
}: {
  readonly label: string;
  readonly lines: readonly string[];
  readonly none: string;
}) {
  const styles = useStyles();
  return (
    <div>
      <p className={styles.label}>{label}</p>
      {lines.length === 0 ? (
        <p className={styles.none}>{none}</p>
      ) : (
        <ul className={styles.list}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
