import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useDesk, useValues } from './desk.tsx';
import { entriesOf, textAt } from './entries.ts';
import { Field } from './Field.tsx';
import type { SectionView } from './views.ts';

const useStyles = makeStyles({
  list: { display: 'grid', gap: '16px', padding: 0, listStyleType: 'none', maxWidth: '720px' },
  target: {
    padding: '12px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'grid',
    gap: '4px',
  },
  text: { ...typographyStyles.subtitle2, whiteSpace: 'pre-wrap', paddingBottom: '8px' },
  none: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
});

/** LE-29: what became of each target comes before any new one; the words of last time stand as they were set. */
export function PreviousTargets({ section }: { readonly section: SectionView }) {
  const styles = useStyles();
  const { plan } = useDesk();
  const { valueAt, paths } = useValues();
  const carried = plan.previousTargets.map(({ entry }) => `${section.id}/${entry}/text`);
  const entries = entriesOf([...carried, ...paths], section.id, valueAt).here;
  if (entries.length === 0) return <p className={styles.none}>There are no targets from last time.</p>;
  return (
    <ol className={styles.list}>
      {entries.map((entry) => (
        <li key={entry} className={styles.target}>
          <p className={styles.text}>
            {textAt(valueAt, `${section.id}/${entry}/text`) ||
              plan.previousTargets.find((target) => target.entry === entry)?.text}
          </p>
          {section.fields
            .filter((field) => field.id !== 'text')
            .map((field) => (
              <Field key={field.id} path={`${section.id}/${entry}/${field.id}`} field={field} />
            ))}
        </li>
      ))}
    </ol>
  );
}
