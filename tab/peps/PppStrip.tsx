import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { Status } from '../shared/Status.tsx';
import { useDesk, useValues } from './desk.tsx';
import { linesOf, pounds, totalPence } from './money.ts';
import type { SectionView } from './views.ts';

const useStyles = makeStyles({
  strip: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px 24px',
    padding: '12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    color: tokens.colorNeutralForeground1,
  },
  label: { ...typographyStyles.caption1 },
  sum: { ...typographyStyles.subtitle2, fontVariantNumeric: 'tabular-nums', marginLeft: 0 },
  whole: { width: '100%' },
});

type Props = { readonly section: SectionView; readonly entries: readonly string[] };

/** Pupil Premium Plus for the year, what this plan asks and what is left, to the penny (LE-39). */
export function PppStrip({ section, entries }: Props) {
  const styles = useStyles();
  const { plan } = useDesk();
  const { valueAt } = useValues();
  const costs = section.fields.filter(({ kind }) => kind === 'pppLines');
  if (plan.ppp === null || costs.length === 0) return null;
  const asked = entries
    .flatMap((entry) => costs.map(({ id }) => totalPence(linesOf(valueAt(`${section.id}/${entry}/${id}`)))))
    .reduce((sum, pence) => sum + pence, 0);
  const { allocationPence } = plan.ppp;
  const left = allocationPence === null ? null : allocationPence - asked;
  return (
    <dl className={styles.strip} aria-label="Pupil Premium Plus">
      <Sum
        label="Pupil Premium Plus for the year"
        words={allocationPence === null ? 'Not entered yet' : pounds(allocationPence)}
      />
      <Sum label="Asked here" words={pounds(asked)} />
      {left === null ? null : <Sum label="Left" words={pounds(left)} />}
      {left !== null && left < 0 ? (
        <div className={styles.whole}>
          <dt className={styles.label}>Note</dt>
          <dd>
            <Status
              look="warning"
              words="More is asked than there is. The Virtual School decides line by line."
            />
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

function Sum({ label, words }: { readonly label: string; readonly words: string }) {
  const styles = useStyles();
  return (
    <div>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.sum}>{words}</dd>
    </div>
  );
}
