import { Button, Field, makeStyles, Textarea } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import type { AskProblem } from '../shared/ask.ts';
import { useSession } from '../shared/session.tsx';
import { Status } from '../shared/Status.tsx';
import { useKeptText } from './useKeptText.ts';

const useStyles = makeStyles({
  form: { display: 'grid', gap: '8px', justifyItems: 'start' },
  field: { width: '100%' },
});

type Props = {
  readonly meeting: string;
  readonly pep: string;
  readonly step: string;
  readonly onRaised: () => void;
};

/** LE-32: from any item, one press puts what is to be done where nobody can forget it. */
export function RaiseAction({ meeting, pep, step, onRaised }: Props) {
  const styles = useStyles();
  const { call, me } = useSession();
  const [text, setText] = useKeptText(`unsent:${me.person}:raise:${pep}:${step}`);
  const [entry, setEntry] = useState(() => crypto.randomUUID());
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const [raised, setRaised] = useState(0);
  const [isBusy, setIsBusy] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const words = text.trim();
  const add = async () => {
    if (words.length < 3) {
      box.current?.focus();
      return;
    }
    setIsBusy(true);
    // The same id until an answer comes: pressed again after a lost answer, it is still one action.
    const asked = await call('raiseAction', { params: { meeting }, body: { entry, step, text: words } });
    setIsBusy(false);
    setProblem(asked.ok ? null : asked.problem);
    if (!asked.ok) return;
    setText('');
    setEntry(crypto.randomUUID());
    setRaised((count) => count + 1);
    onRaised();
    box.current?.focus();
  };
  return (
    <div className={styles.form}>
      <Field
        className={styles.field}
        label="Something to be done?"
        hint="One thing. Who and by when can be said later."
      >
        <Textarea
          ref={box}
          value={text}
          maxLength={300}
          rows={2}
          resize="none"
          onChange={(_event, next) => setText(next.value)}
        />
      </Field>
      <Button icon={<AddRegular />} disabled={isBusy} onClick={() => void add()}>
        Add to New Targets
      </Button>
      <div role="status">
        {problem === null ? null : <Status look="warning" words={problem.words} />}
        {raised > 0 && problem === null && words === '' ? (
          <Status
            look="done"
            words={raised === 1 ? 'Added to New Targets.' : `Added to New Targets: ${raised}.`}
          />
        ) : null}
      </div>
    </div>
  );
}
