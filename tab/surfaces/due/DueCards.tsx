import { makeStyles, tokens, typographyStyles, useRestoreFocusTarget } from '@fluentui/react-components';
import { memo } from 'react';
import { ChildTile } from '../../shared/ChildTile.tsx';
import { Status } from '../../shared/Status.tsx';
import { Why } from '../../shared/Why.tsx';
import { meetingWords, type RowsProps } from './DueTable.tsx';
import type { DueRow } from './filters.ts';
import { nextStep } from './nextStep.ts';

const useStyles = makeStyles({
  list: { display: 'grid', gap: '8px', listStyle: 'none' },
  card: {
    ...typographyStyles.body1,
    display: 'grid',
    gap: '8px',
    padding: '12px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  child: { display: 'flex', gap: '10px', alignItems: 'flex-start' },
  name: {
    ...typographyStyles.body1Strong,
    padding: 0,
    border: 'none',
    background: 'none',
    color: tokens.colorNeutralForeground1,
    textAlign: 'left',
    minHeight: '24px',
    textDecorationLine: 'underline',
    textDecorationColor: tokens.colorNeutralStroke1,
    cursor: 'pointer',
  },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  foot: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: '8px' },
});

/** The due list on a narrow screen: a card a child, nothing to scroll sideways. */
export function DueCards({ rows, today, onOpen }: RowsProps) {
  const styles = useStyles();
  return (
    <ul className={styles.list} aria-label="Children, most urgent first">
      {rows.map((row) => (
        <Card key={row.child.id} row={row} today={today} onOpen={onOpen} />
      ))}
    </ul>
  );
}

type CardProps = { readonly row: DueRow; readonly today: string; readonly onOpen: (child: string) => void };

const Card = memo(function Card({ row, today, onOpen }: CardProps) {
  const styles = useStyles();
  const { child } = row;
  const step = nextStep(row, today);
  // Where the keyboard goes on after the drawer.
  const comesBack = useRestoreFocusTarget();
  return (
    <li className={styles.card}>
      <div className={styles.child}>
        <ChildTile initials={child.initials} />
        <div>
          <button type="button" {...comesBack} className={styles.name} onClick={() => onOpen(child.id)}>
            {child.name}
          </button>
          <div className={styles.quiet}>
            {child.yearGroup} · {child.school ?? 'No school recorded'}
          </div>
        </div>
      </div>
      <Status look={step.look} words={step.words} />
      <div className={styles.foot}>
        <span className={styles.quiet}>
          {row.meeting === null ? row.stageWords : `${row.stageWords}: ${meetingWords(row.meeting.startsAt)}`}
        </span>
        {row.why.words === '' ? null : (
          <Why words={row.why.words} source={row.why.source} about={child.name} />
        )}
      </div>
    </li>
  );
});
