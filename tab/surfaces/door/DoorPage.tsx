import { Button, Field, Input, Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { type AskProblem, post } from '../../shared/ask.ts';
import { Problem } from '../../shared/Problem.tsx';
import { SessionProvider } from '../../shared/session.tsx';
import { Personal } from '../Personal.tsx';

const useStyles = makeStyles({
  page: {
    minHeight: '100vh',
    display: 'grid',
    justifyItems: 'center',
    alignContent: 'start',
    padding: '48px 16px',
    color: tokens.colorNeutralForeground1,
  },
  box: { display: 'grid', gap: '16px', width: '100%', maxWidth: '420px', justifyItems: 'start' },
  title: typographyStyles.title3,
  words: typographyStyles.body2,
  quiet: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
  form: { display: 'grid', gap: '16px', justifyItems: 'start', width: '100%' },
  code: { width: '200px' },
  digits: { fontSize: '24px', letterSpacing: '0.3em' },
});

/** The way in for people outside Teams: the link alone opens nothing, the code proves who holds the address. */
export function DoorPage({ link }: { readonly link: string }) {
  const styles = useStyles();
  const [isIn, setIsIn] = useState(false);
  const [isSent, setIsSent] = useState(false);
  if (isIn) {
    return (
      <SessionProvider>
        <Personal start={{ at: 'reviews' }} />
      </SessionProvider>
    );
  }
  const enter = () => {
    // The link is done with: neither the address bar nor the history keeps it.
    window.history.replaceState(null, '', '/tab/personal');
    setIsIn(true);
  };
  return (
    <main className={styles.page}>
      <div className={styles.box}>
        {isSent ? (
          <EnterCode link={link} onEntered={enter} onAgain={() => setIsSent(false)} />
        ) : (
          <SendCode link={link} onSent={() => setIsSent(true)} />
        )}
        <p className={styles.quiet}>
          <Link href="/privacy">What we keep, and why</Link>
        </p>
      </div>
    </main>
  );
}

function SendCode({ link, onSent }: { readonly link: string; readonly onSent: () => void }) {
  const styles = useStyles();
  const { isAsking, problem, ask } = useAsking(onSent);
  return (
    <>
      <h1 className={styles.title}>Education review</h1>
      <p className={styles.words}>
        We will send a code to the address held for you. It keeps other people out, even if they find your
        link.
      </p>
      <Button
        appearance="primary"
        size="large"
        disabledFocusable={isAsking}
        onClick={() => void ask('/door/code', { link })}
      >
        {isAsking ? 'Sending…' : 'Send me a code'}
      </Button>
      {problem === null ? null : <Problem problem={problem} />}
    </>
  );
}

type EnterCodeProps = { readonly link: string; readonly onEntered: () => void; readonly onAgain: () => void };

function EnterCode({ link, onEntered, onAgain }: EnterCodeProps) {
  const styles = useStyles();
  const [code, setCode] = useState('');
  const [isShort, setIsShort] = useState(false);
  const { isAsking, problem, ask } = useAsking(onEntered);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setIsShort(code.length !== 6);
    if (code.length === 6) void ask('/door/enter', { link, code });
  };
  return (
    <>
      <h1 className={styles.title} ref={title} tabIndex={-1}>
        Type the code
      </h1>
      <p className={styles.words}>
        If we hold an address for you, an email with six digits is on its way. It works for 10 minutes, in
        this browser only.
      </p>
      <form className={styles.form} onSubmit={submit} noValidate>
        <Field
          label="Code from the email"
          {...(isShort ? { validationMessage: 'The code has six digits.' } : {})}
        >
          <Input
            className={styles.code}
            input={{ className: styles.digits }}
            size="large"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            value={code}
            onChange={(_event, typed) => setCode(typed.value.replaceAll(/\D/g, '').slice(0, 6))}
          />
        </Field>
        <Button type="submit" appearance="primary" size="large" disabledFocusable={isAsking}>
          {isAsking ? 'Opening…' : 'Open my reviews'}
        </Button>
      </form>
      {problem === null ? null : <Problem problem={problem} />}
      <p className={styles.quiet}>
        Nothing came? Look in junk mail, then{' '}
        <Link as="button" inline onClick={onAgain}>
          ask for a new code
        </Link>
        . If that does not help, ring the Virtual School.
      </p>
    </>
  );
}

function useAsking(onDone: () => void) {
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const ask = async (path: string, body: unknown) => {
    setIsAsking(true);
    const asked = await post(path, body);
    setIsAsking(false);
    setProblem(asked.ok ? null : asked.problem);
    if (asked.ok) onDone();
  };
  return { isAsking, problem, ask };
}
