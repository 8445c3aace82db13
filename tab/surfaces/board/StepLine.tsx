import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { AskProblem } from '../../shared/ask.ts';
import { timeOfInstant } from '../../shared/dates.ts';
import { Problem } from '../../shared/Problem.tsx';
import { useSession } from '../../shared/session.tsx';
import { Status } from '../../shared/Status.tsx';
import { type BoardStep, stepLooks } from './waiting.ts';

const useStyles = makeStyles({
  line: {
    ...typographyStyles.body1,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '4px 16px',
  },
  state: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

type StepLineProps = { readonly step: BoardStep; readonly meeting: string; readonly onChanged: () => void };

/** One thing done in Microsoft 365 or sent to somebody, with its reason and 'Try again' when it did not work. */
export function StepLine({ step, meeting, onChanged }: StepLineProps) {
  const styles = useStyles();
  const { call } = useSession();
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const tryAgain = async () => {
    setIsAsking(true);
    const asked = await call('retryEffect', { params: { meeting }, body: { effect: step.effect } });
    setIsAsking(false);
    setProblem(asked.ok ? null : asked.problem);
    if (asked.ok) onChanged();
  };
  return (
    <>
      <div className={styles.line}>
        <span>{step.what}</span>
        <span className={styles.state}>
          <Status look={stepLooks[step.state]} words={step.words} />
          {step.state === 'done' ? <span className={styles.quiet}>{timeOfInstant(step.at)}</span> : null}
          {step.canRetry ? (
            <Button
              size="small"
              disabledFocusable={isAsking}
              aria-label={`Try again: ${step.what}`}
              onClick={() => void tryAgain()}
            >
              {isAsking ? 'Trying…' : 'Try again'}
            </Button>
          ) : null}
        </span>
      </div>
      {problem === null ? null : <Problem problem={problem} />}
    </>
  );
}
