import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { AskProblem } from '../../shared/ask.ts';
import { inDays, longDate } from '../../shared/dates.ts';
import { Page } from '../../shared/Page.tsx';
import { go, hashOf } from '../../shared/place.ts';
import { Problem } from '../../shared/Problem.tsx';
import { useSession } from '../../shared/session.tsx';
import { Empty, Failed, Loading } from '../../shared/states.tsx';
import { useCall } from '../../shared/useCall.ts';
import { Check } from './Check.tsx';
import { askOf, bookingOf, type Draft, firstDraft, isComplete, lackingOf, type Plan } from './draft.ts';
import { Step } from './Step.tsx';
import { When } from './When.tsx';
import { Who } from './Who.tsx';

const nothing = {};
const useStyles = makeStyles({ form: { display: 'grid', gap: '16px' } });

/** Books one meeting: who, when, check and send, all on one page. */
export function BookPage({ child }: { readonly child: string }) {
  const { me } = useSession();
  const plan = useCall('bookingPlan', { params: { child }, body: nothing });
  const back = { to: { at: 'due' }, words: 'Due list' } as const;
  if (plan.state !== 'ready') {
    return (
      <Page title="Book a meeting" back={back}>
        {plan.state === 'loading' ? <Loading label="Finding people and times" lines={8} /> : null}
        {plan.state === 'failed' ? <Failed problem={plan.problem} onRetry={plan.reload} /> : null}
      </Page>
    );
  }
  const { child: card, due, nextReview, existing } = plan.value;
  const lead = [
    `${card.yearGroup} · ${card.school ?? 'No school recorded'}.`,
    due.due === null
      ? 'No deadline is known yet.'
      : `Due by ${longDate(due.due)}, ${inDays(me.today, due.due)}.`,
    nextReview === null ? '' : `Statutory review on ${longDate(nextReview)}.`,
  ].join(' ');
  return (
    <Page title={`Book for ${card.name}`} lead={lead} back={back}>
      {existing === null ? (
        <BookForm child={child} first={plan.value} />
      ) : (
        <Empty
          title="A meeting is booked already"
          words="There is one open meeting for this child. Move that one if the time does not suit."
          action={
            <Button as="a" appearance="primary" href={hashOf({ at: 'board', id: existing })}>
              Open the booking
            </Button>
          }
        />
      )}
    </Page>
  );
}

function BookForm({ child, first }: { readonly child: string; readonly first: Plan }) {
  const styles = useStyles();
  const { me, call } = useSession();
  const [draft, setDraft] = useState(() => firstDraft(first));
  const plan = useChecked(child, draft, first);
  // One key a form: pressing twice, or again after a lost connection, books once.
  const [bookingKey] = useState(() => crypto.randomUUID());
  const [tries, setTries] = useState(0);
  const form = useRef<HTMLDivElement>(null);
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const lacking = lackingOf(draft, plan.rules);
  const shown = tries > 0 ? lacking : null;
  useEffect(() => {
    // After a press that booked nothing, the first marked field is where to go on.
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  useEffect(() => {
    // An answer makes the page longer or shorter: where the keyboard is stays in sight.
    const focused = document.activeElement;
    if (form.current?.contains(focused) === true) focused?.scrollIntoView({ block: 'nearest' });
  }, [plan]);
  const count = draft.people.length;
  const send = async () => {
    if (!isComplete(lacking)) {
      setTries((count) => count + 1);
      return;
    }
    setIsSending(true);
    const asked = await call('bookMeeting', {
      params: { child },
      body: bookingOf(draft, plan.rules, bookingKey),
    });
    setIsSending(false);
    setProblem(asked.ok ? null : asked.problem);
    if (asked.ok) go({ at: 'board', id: asked.value.meeting });
  };
  return (
    <div ref={form} className={styles.form}>
      <Step number={1} title="Who">
        <Who candidates={plan.candidates} draft={draft} lacking={shown?.people} onChange={setDraft} />
      </Step>
      <Step number={2} title="When and where">
        <When
          plan={first}
          draft={draft}
          today={me.today}
          lacking={shown ?? { rules: [] }}
          onChange={setDraft}
        />
      </Step>
      <Step number={3} title="Check and send">
        <Check plan={plan} draft={draft} lacking={shown} onChange={setDraft} />
        {shown !== null && !isComplete(shown) ? (
          <p role="alert">Some parts above still need you: they are marked.</p>
        ) : null}
        {problem === null ? null : <Problem problem={problem} />}
        <div>
          <Button
            appearance="primary"
            size="large"
            disabledFocusable={isSending}
            icon={isSending ? <Spinner size="tiny" /> : null}
            onClick={() => void send()}
          >
            {isSending ? 'Booking…' : `Book and invite ${count} ${count === 1 ? 'person' : 'people'}`}
          </Button>
        </div>
      </Step>
    </div>
  );
}

/** Asks what the rules say to the draft, shortly after the last change; until then the last answer stands. */
function useChecked(child: string, draft: Draft, first: Plan): Plan {
  const { call } = useSession();
  const [plan, setPlan] = useState(first);
  const wanted = JSON.stringify(askOf(draft));
  useEffect(() => {
    let isHere = true;
    const timer = setTimeout(() => {
      void call('bookingPlan', { params: { child }, body: askOf(draft) }).then((asked) => {
        // Without an answer the last one stands: the server checks everything again when it books.
        if (isHere && asked.ok) setPlan(asked.value);
      });
    }, 300);
    return () => {
      isHere = false;
      clearTimeout(timer);
    };
    // `wanted` stands for the parts of the draft that rules look at: a reason being typed asks nothing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [call, child, wanted]);
  return plan;
}
