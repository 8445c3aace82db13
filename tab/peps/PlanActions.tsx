import { Button, Field, makeStyles, Textarea, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { type Asked, type AskProblem } from '../shared/ask.ts';
import { useSession } from '../shared/session.tsx';
import { Status } from '../shared/Status.tsx';
import { Ask } from './Ask.tsx';
import { SignOff } from './SignOff.tsx';
import type { PepView } from './views.ts';

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  words: { ...typographyStyles.body1, display: 'grid', gap: '8px' },
  problem: { width: '100%' },
});

type Props = { readonly plan: PepView; readonly reload: () => void; readonly onDelivered: () => void };

/** The one next thing this person can do with the plan, and its way back. */
export function PlanActions({ plan, reload, onDelivered }: Props) {
  const styles = useStyles();
  const { call } = useSession();
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const params = { pep: plan.id };
  const after = (asked: Asked<unknown>) => {
    setProblem(asked.ok ? null : asked.problem);
    reload();
    return asked.ok;
  };
  const { can } = plan;
  if (!Object.values(can).some(Boolean)) return null;
  return (
    <div className={styles.actions}>
      {can.submit ? (
        <Ask
          title="Complete this plan?"
          button="Complete"
          confirm="Complete"
          isPrimary
          onConfirm={async () => after(await call('submitPep', { params }))}
        >
          <CompleteWords plan={plan} />
        </Ask>
      ) : null}
      {can.takeBack ? (
        <Button onClick={() => void call('takeBackPep', { params }).then(after)}>Take it back</Button>
      ) : null}
      {can.open ? (
        <Button appearance="primary" onClick={() => void call('openForReading', { params }).then(after)}>
          Start reading
        </Button>
      ) : null}
      {can.signOff ? (
        <SignOff
          pep={plan.id}
          isPrimary={!can.open}
          onSignOff={async () => {
            const isDone = after(await call('signOffPep', { params }));
            if (isDone) onDelivered();
            return isDone;
          }}
        />
      ) : null}
      {can.return ? (
        <Return onReturn={async (reason) => after(await call('returnPep', { params, body: { reason } }))} />
      ) : null}
      <div className={styles.problem} role="alert">
        {problem === null ? null : <Status look="problem" words={problem.words} />}
      </div>
    </div>
  );
}

function CompleteWords({ plan }: { readonly plan: PepView }) {
  const styles = useStyles();
  return (
    <div className={styles.words}>
      <p>
        The plan goes to the Virtual School, which reads it and either signs it off or returns it with a
        reason.
      </p>
      <p>Nobody else gets it yet. You can take it back until the Virtual School starts reading.</p>
      {plan.missing.length === 0 ? null : (
        <Status
          look="warning"
          words={`${plan.missing.length} ${plan.missing.length === 1 ? 'part still needs' : 'parts still need'} words first.`}
        />
      )}
    </div>
  );
}

function Return({ onReturn }: { readonly onReturn: (reason: string) => Promise<boolean> }) {
  const [reason, setReason] = useState('');
  return (
    <Ask
      title="Return this plan to the school"
      button="Return with a reason"
      confirm="Return it"
      canConfirm={reason.trim().length >= 3}
      onConfirm={() => onReturn(reason.trim())}
    >
      <Field
        label="What should be changed, and why"
        hint="The designated teacher reads this. Say first what is good."
        required
      >
        <Textarea
          value={reason}
          rows={6}
          maxLength={2000}
          resize="vertical"
          onChange={(_event, next) => setReason(next.value)}
        />
      </Field>
    </Ask>
  );
}
