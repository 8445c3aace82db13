import { Button, Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { Reply } from '#contract/calls.ts';
import type { AskProblem } from '../shared/ask.ts';
import { useSession } from '../shared/session.tsx';
import { Empty, Failed, Loading } from '../shared/states.tsx';
import { Status, type StatusLook } from '../shared/Status.tsx';
import { useCall } from '../shared/useCall.ts';

const useStyles = makeStyles({
  list: { display: 'grid', gap: '12px', padding: 0, listStyleType: 'none' },
  row: {
    display: 'grid',
    gap: '6px',
    padding: '12px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    justifyItems: 'start',
  },
  name: { ...typographyStyles.body1Strong },
  words: { ...typographyStyles.body1 },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
});

type Delivery = Reply<'deliveries'>['rows'][number];
const looks = {
  waiting: 'waiting',
  sending: 'waiting',
  done: 'done',
  uncertain: 'warning',
  failed: 'problem',
  held: 'warning',
} as const satisfies Record<Delivery['state'], StatusLook>;
/** Looked at again while something is on its way. */
const soon = 3000;

function lookAgain(reply: Reply<'deliveries'>): number | null {
  return reply.rows.some(({ state }) => state === 'waiting' || state === 'sending') ? soon : null;
}

/** Where each document is, who may open it, and what to do where it is stuck. */
export function Deliveries({ pep, meeting }: { readonly pep: string; readonly meeting: string }) {
  const styles = useStyles();
  const deliveries = useCall('deliveries', { params: { pep } }, lookAgain);
  if (deliveries.state === 'loading') return <Loading label="Finding the documents" />;
  if (deliveries.state === 'failed')
    return <Failed problem={deliveries.problem} onRetry={deliveries.reload} />;
  const { rows } = deliveries.value;
  if (rows.length === 0)
    return (
      <Empty
        title="Nothing sent yet"
        words="When the plan is signed off, its Word documents and who can open them are listed here."
      />
    );
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <Row key={`${row.edition}-${row.version}`} row={row} meeting={meeting} reload={deliveries.reload} />
      ))}
    </ul>
  );
}

function Row({
  row,
  meeting,
  reload,
}: {
  readonly row: Delivery;
  readonly meeting: string;
  readonly reload: () => void;
}) {
  const styles = useStyles();
  const { call } = useSession();
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const retry = async (effect: string) => {
    const asked = await call('retryEffect', { params: { meeting }, body: { effect } });
    setProblem(asked.ok ? null : asked.problem);
    reload();
  };
  const { effect } = row;
  const name = `${row.editionName}, version ${row.version}`;
  return (
    <li className={styles.row}>
      <h3 className={styles.name}>{name}</h3>
      <Status look={looks[row.state]} words={row.words} />
      <p className={styles.words}>
        {row.readers.length === 0 ? 'Nobody can open it yet.' : `Can be opened by: ${row.readers.join(', ')}`}
      </p>
      {row.webUrl === null ? (
        <p className={styles.quiet}>{row.fileName}</p>
      ) : (
        <Link inline href={row.webUrl} target="_blank" rel="noreferrer">
          {row.fileName}
        </Link>
      )}
      {row.canRetry && effect !== null ? (
        <Button size="small" aria-label={`Try again: ${name}`} onClick={() => void retry(effect)}>
          Try again
        </Button>
      ) : null}
      <div role="alert">{problem === null ? null : <Status look="problem" words={problem.words} />}</div>
    </li>
  );
}
