import { Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { Status } from '../shared/Status.tsx';
import { useDesk } from './desk.tsx';
import { goToField } from './entries.ts';
import type { PepView } from './views.ts';

const useStyles = makeStyles({
  box: {
    display: 'grid',
    gap: '8px',
    padding: '12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `1px solid ${tokens.colorTransparentStroke}`,
  },
  title: { ...typographyStyles.body1Strong },
  list: { display: 'grid', gap: '4px', padding: 0, listStyleType: 'none' },
  owner: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: '8px', minHeight: '24px' },
});

/** What still needs words before the plan can be completed; each line leads to its box. */
export function LeftToDo({ plan }: { readonly plan: PepView }) {
  const styles = useStyles();
  const { people } = useDesk();
  const { missing } = plan;
  if (plan.stage !== 'open' && plan.stage !== 'returned') return null;
  if (missing.length === 0) return <Status look="done" words="Everything that is needed is written." />;
  // The label names the section and the field; who it is about only the list of people knows.
  const labelOf = (each: (typeof missing)[number]) => {
    const person = people.find(({ person }) => each.path.split('/')[1] === person);
    return person === undefined ? each.label : `${each.label}: ${person.name}`;
  };
  return (
    <section className={styles.box} aria-labelledby="left-to-do">
      <h3 id="left-to-do" className={styles.title}>
        {missing.length === 1 ? '1 thing left' : `${missing.length} things left`}
      </h3>
      <ul className={styles.list}>
        {missing.map((each) => (
          <li key={each.path} className={styles.line}>
            <Link as="button" inline onClick={() => goToField(each.path)}>
              {labelOf(each)}
            </Link>
            <span className={styles.owner}>{each.ownerName}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
