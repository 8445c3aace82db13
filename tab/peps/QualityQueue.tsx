import { Avatar, Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { ArrowLeftRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Reply } from '#contract/calls.ts';
import { dateOfInstant, inDays, longDate } from '../shared/dates.ts';
import { useSession } from '../shared/session.tsx';
import { Empty, Failed, Loading } from '../shared/states.tsx';
import { Status } from '../shared/Status.tsx';
import { useCall } from '../shared/useCall.ts';
import { PlanPage } from './PlanPage.tsx';
import { stageLooks } from './stageLooks.ts';

const useStyles = makeStyles({
  page: { display: 'grid', gap: '12px', padding: '16px', maxWidth: '880px', alignContent: 'start' },
  title: { ...typographyStyles.subtitle1 },
  sum: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
  list: { display: 'grid', gap: '8px', padding: 0, listStyleType: 'none' },
  row: {
    width: '100%',
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    gap: '12px',
    alignItems: 'center',
    justifyContent: 'start',
    textAlign: 'left',
    padding: '12px',
    minWidth: 0,
  },
  name: { ...typographyStyles.body1Strong, display: 'block' },
  facts: { ...typographyStyles.caption1, display: 'block', color: tokens.colorNeutralForeground2 },
  back: { padding: '8px 16px 0' },
});

/** Plans that wait for the Virtual School, the longest waiting first as the server sends them. */
export function QualityQueue() {
  const [plan, setPlan] = useState<string | null>(null);
  const styles = useStyles();
  if (plan === null) return <Queue onOpen={setPlan} />;
  return (
    <>
      <div className={styles.back}>
        <Button appearance="subtle" icon={<ArrowLeftRegular />} onClick={() => setPlan(null)}>
          All plans
        </Button>
      </div>
      <PlanPage key={plan} pep={plan} />
    </>
  );
}

function Queue({ onOpen }: { readonly onOpen: (plan: string) => void }) {
  const styles = useStyles();
  const queue = useCall('pepQueue');
  if (queue.state === 'loading') return <Loading label="Finding the plans that wait" />;
  if (queue.state === 'failed') return <Failed problem={queue.problem} onRetry={queue.reload} />;
  const { rows } = queue.value;
  if (rows.length === 0)
    return (
      <Empty
        title="Nothing waits for you"
        words="When a school completes a plan it appears here, and you get a message."
      />
    );
  const waiting = rows.filter(({ stage }) => stage === 'submitted').length;
  return (
    <section className={styles.page} aria-labelledby="queue-title">
      <h2 id="queue-title" className={styles.title}>
        Plans to read
      </h2>
      <p className={styles.sum}>
        {waiting === 1 ? '1 waits' : `${waiting} wait`} for the Virtual School · {rows.length} in all
      </p>
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.pep}>
            <Row row={row} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type QueueRow = Reply<'pepQueue'>['rows'][number];

function Row({ row, onOpen }: { readonly row: QueueRow; readonly onOpen: (plan: string) => void }) {
  const styles = useStyles();
  const { today } = useSession().me;
  const completed =
    row.submittedAt === null
      ? null
      : `Completed ${longDate(dateOfInstant(row.submittedAt))}${row.submittedBy === null ? '' : ` by ${row.submittedBy}`}`;
  const due = row.dueBy === null ? null : `Due ${longDate(row.dueBy)}, ${inDays(today, row.dueBy)}`;
  return (
    <Button className={styles.row} appearance="outline" onClick={() => onOpen(row.pep)}>
      <Avatar
        initials={row.child.initials}
        name={row.child.name}
        shape="square"
        size={36}
        aria-hidden="true"
      />
      <span>
        <span className={styles.name}>{row.child.name}</span>
        <span className={styles.facts}>
          {[row.child.yearGroup, row.child.school, row.reference].filter(Boolean).join(' · ')}
        </span>
        <span className={styles.facts}>{[completed, due].filter(Boolean).join(' · ')}</span>
        <Status look={stageLooks[row.stage]} words={row.stageWords} />
      </span>
      <ChevronRightRegular aria-hidden="true" fontSize={20} />
    </Button>
  );
}
