import { makeStyles, tokens, typographyStyles, useRestoreFocusTarget } from '@fluentui/react-components';
import { memo, type MouseEvent } from 'react';
import { ChildTile } from '../../shared/ChildTile.tsx';
import { clockTime, dayAndMonth } from '../../shared/dates.ts';
import { Status } from '../../shared/Status.tsx';
import { Why } from '../../shared/Why.tsx';
import type { DueRow } from './filters.ts';
import { nextStep } from './nextStep.ts';

const useStyles = makeStyles({
  table: { ...typographyStyles.body1, width: '100%', borderCollapse: 'collapse', textAlign: 'left' },
  caption: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  head: {
    ...typographyStyles.caption1Strong,
    color: tokens.colorNeutralForeground2,
    padding: '8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  row: { cursor: 'pointer', ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover } },
  cell: {
    padding: '8px',
    verticalAlign: 'top',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    fontWeight: tokens.fontWeightRegular,
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
    cursor: 'pointer',
    ':hover': { textDecorationLine: 'underline' },
  },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  step: { display: 'grid', justifyItems: 'start', gap: '2px' },
});

export type RowsProps = {
  readonly rows: readonly DueRow[];
  readonly today: string;
  readonly onOpen: (child: string) => void;
};

export function DueTable({ rows, today, onOpen }: RowsProps) {
  const styles = useStyles();
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>Children, most urgent first</caption>
      <thead>
        <tr>
          {['Child', 'Next step', 'Why', 'Meeting', 'Stage'].map((words) => (
            <th key={words} scope="col" className={styles.head}>
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.child.id} row={row} today={today} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { readonly row: DueRow; readonly today: string; readonly onOpen: (child: string) => void };

const Row = memo(function Row({ row, today, onOpen }: RowProps) {
  const styles = useStyles();
  const { child } = row;
  const step = nextStep(row, today);
  // Where the keyboard goes on after the drawer.
  const comesBack = useRestoreFocusTarget();
  // The whole row answers to a mouse; the name is the button for everybody else.
  const open = (event: MouseEvent) => {
    if (
      event.target instanceof Element &&
      event.target.closest('button, a, [role="dialog"], [role="group"]') !== null
    )
      return;
    onOpen(child.id);
  };
  return (
    <tr className={styles.row} onClick={open}>
      <th scope="row" className={styles.cell}>
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
      </th>
      <td className={styles.cell}>
        <Status look={step.look} words={step.words} />
      </td>
      <td className={styles.cell}>
        {row.why.words === '' ? null : (
          <Why words={row.why.words} source={row.why.source} about={child.name} />
        )}
      </td>
      <td className={styles.cell}>
        {row.meeting === null ? (
          <span className={styles.quiet}>None yet</span>
        ) : (
          meetingWords(row.meeting.startsAt)
        )}
      </td>
      <td className={styles.cell}>{row.stageWords}</td>
    </tr>
  );
});

/** '4 December, 2 pm' */
export function meetingWords(startsAt: string): string {
  return `${dayAndMonth(startsAt)}, ${clockTime(startsAt)}`;
}
