import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { Reply } from '#contract/calls.ts';
import type { AskProblem } from '../../shared/ask.ts';
import { Page } from '../../shared/Page.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { useSession } from '../../shared/session.tsx';
import { Empty, Failed, Loading } from '../../shared/states.tsx';
import { Status } from '../../shared/Status.tsx';
import { useCall } from '../../shared/useCall.ts';

type Proposal = Reply<'roleProposals'>['proposals'][number];

const useStyles = makeStyles({
  list: { display: 'grid', gap: '8px', listStyle: 'none' },
  card: {
    ...typographyStyles.body1,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '12px',
    padding: '12px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  title: typographyStyles.body1Strong,
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** Roles proposed by one person and confirmed by another: nobody hands themselves a role. */
export function RolesPage() {
  const styles = useStyles();
  const proposals = useCall('roleProposals');
  return (
    <Page title="Roles" lead="A role opens children’s records, so a second person confirms each one.">
      {proposals.state === 'loading' ? <Loading label="Reading the roles" /> : null}
      {proposals.state === 'failed' ? (
        <Failed problem={proposals.problem} onRetry={proposals.reload} />
      ) : null}
      {proposals.state === 'ready' && proposals.value.proposals.length === 0 ? (
        <Empty
          title="Nothing to confirm"
          words="When an import proposes a role for somebody, it waits here for a second person."
        />
      ) : null}
      {proposals.state === 'ready' ? (
        <ul className={styles.list}>
          {proposals.value.proposals.map((proposal) => (
            <li key={proposal.id} className={styles.card}>
              <ProposalCard proposal={proposal} onConfirmed={proposals.reload} />
            </li>
          ))}
        </ul>
      ) : null}
    </Page>
  );
}

function ProposalCard({
  proposal,
  onConfirmed,
}: {
  readonly proposal: Proposal;
  readonly onConfirmed: () => void;
}) {
  const styles = useStyles();
  const { call } = useSession();
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const confirm = async () => {
    setIsAsking(true);
    const asked = await call('confirmRole', { body: { proposal: proposal.id } });
    setIsAsking(false);
    setProblem(asked.ok ? null : asked.problem);
    if (asked.ok) onConfirmed();
  };
  return (
    <>
      <div>
        <h2 className={styles.title}>{proposal.name}</h2>
        <p>
          {proposal.roleName}
          {proposal.team === null ? '' : `, ${proposal.team}`}
        </p>
        <p className={styles.quiet}>{proposal.email}</p>
        <p className={styles.quiet}>Proposed by {proposal.proposedBy}</p>
      </div>
      {proposal.canConfirm ? (
        <Button
          appearance="primary"
          disabledFocusable={isAsking}
          aria-label={`Confirm ${proposal.name} as ${proposal.roleName}`}
          onClick={() => void confirm()}
        >
          {isAsking ? 'Confirming…' : 'Confirm'}
        </Button>
      ) : (
        <Status look="note" words="You proposed this: somebody else confirms it." />
      )}
      {problem === null ? null : <Problem problem={problem} />}
    </>
  );
}
