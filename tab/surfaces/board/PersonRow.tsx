import { Button, Link, makeStyles, Select, tokens, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { Body } from '#contract/calls.ts';
import type { AskProblem } from '../../shared/ask.ts';
import { dateOfInstant, dayAndMonth } from '../../shared/dates.ts';
import { Problem } from '../../shared/Problem.tsx';
import { useSession } from '../../shared/session.tsx';
import { Status, type StatusLook } from '../../shared/Status.tsx';
import { StepLine } from './StepLine.tsx';
import { type BoardPerson, replyLooks } from './waiting.ts';

const useStyles = makeStyles({
  person: { ...typographyStyles.body1, display: 'grid', gap: '6px' },
  head: {
    display: 'grid',
    gap: '4px 16px',
    gridTemplateColumns: '1fr',
    '@media (min-width: 641px)': { gridTemplateColumns: 'minmax(180px, 1.2fr) 1fr 1fr' },
  },
  name: typographyStyles.body1Strong,
  quiet: { color: tokens.colorNeutralForeground2 },
  call: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
});

type PersonRowProps = {
  readonly person: BoardPerson;
  readonly meeting: string;
  readonly isOpen: boolean;
  readonly onChanged: () => void;
};

export function PersonRow({ person, meeting, isOpen, onChanged }: PersonRowProps) {
  const styles = useStyles();
  const hasName = person.name !== person.roleName;
  // What went well is said once, in `reachWords`; what did not is shown with its own 'Try again'.
  const troubled = person.steps.filter(({ state }) => state === 'failed' || state === 'uncertain');
  return (
    <div className={styles.person}>
      <div className={styles.head}>
        <div>
          <div className={styles.name}>{person.name}</div>
          <div className={styles.quiet}>{hasName ? person.roleName : 'Name withheld'}</div>
        </div>
        <Status look={reachLook(person)} words={person.reachWords} />
        <Status look={replyLooks[person.reply]} words={person.replyWords} />
      </div>
      {person.reach === 'callList' ? (
        <CallLine person={person} meeting={meeting} isOpen={isOpen} onChanged={onChanged} />
      ) : null}
      {troubled.map((step) => (
        <StepLine key={step.effect} step={step} meeting={meeting} onChanged={onChanged} />
      ))}
    </div>
  );
}

function reachLook(person: BoardPerson): StatusLook {
  if (person.reach === 'unreachable') return 'problem';
  if (person.reach === 'callList') return person.calledAt === null ? 'warning' : 'done';
  const states = person.steps.map(({ state }) => state);
  if (states.includes('failed')) return 'problem';
  if (states.includes('uncertain')) return 'warning';
  return states.length > 0 && states.every((state) => state === 'done') ? 'done' : 'waiting';
}

type Said = Body<'recordCall'>['reply'];
const said = [
  { reply: 'none', words: 'No answer yet' },
  { reply: 'accepted', words: 'Will come' },
  { reply: 'tentative', words: 'Maybe' },
  { reply: 'declined', words: 'Cannot come' },
] as const satisfies readonly { reply: Said; words: string }[];

/** The call list: the number, what they said, and a tick that they were rung. */
function CallLine({ person, meeting, isOpen, onChanged }: PersonRowProps) {
  const styles = useStyles();
  const { call } = useSession();
  const [reply, setReply] = useState<Said>(person.reply);
  const [isSaving, setIsSaving] = useState(false);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const tick = async () => {
    setIsSaving(true);
    const asked = await call('recordCall', { params: { meeting }, body: { person: person.person, reply } });
    setIsSaving(false);
    setProblem(asked.ok ? null : asked.problem);
    if (asked.ok) onChanged();
  };
  return (
    <>
      <div className={styles.call} role="group" aria-label={`Telephone call to ${person.name}`}>
        {person.phone === null ? null : (
          <Link href={`tel:${person.phone.replaceAll(/[^+\d]/g, '')}`}>{person.phone}</Link>
        )}
        {person.calledAt === null ? null : (
          <span className={styles.quiet}>Rung on {dayAndMonth(dateOfInstant(person.calledAt))}</span>
        )}
        {person.phone === null || !isOpen ? null : (
          <>
            <Select
              aria-label={`What ${person.name} said`}
              size="small"
              value={reply}
              onChange={(_event, { value }) =>
                setReply(said.find((choice) => choice.reply === value)?.reply ?? 'none')
              }
            >
              {said.map((choice) => (
                <option key={choice.reply} value={choice.reply}>
                  {choice.words}
                </option>
              ))}
            </Select>
            <Button size="small" disabledFocusable={isSaving} onClick={() => void tick()}>
              {isSaving ? 'Saving…' : person.calledAt === null ? 'Tick as rung' : 'Save answer'}
            </Button>
          </>
        )}
      </div>
      {problem === null ? null : <Problem problem={problem} />}
    </>
  );
}
