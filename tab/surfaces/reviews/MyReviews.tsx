import { Button, Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { Body, Reply } from '#contract/calls.ts';
import type { AskProblem } from '../../shared/ask.ts';
import { ChildTile } from '../../shared/ChildTile.tsx';
import { fromTo, inDays, longDate, weekdayOf } from '../../shared/dates.ts';
import { Page } from '../../shared/Page.tsx';
import { hashOf } from '../../shared/place.ts';
import { Problem } from '../../shared/Problem.tsx';
import { useSession } from '../../shared/session.tsx';
import { Empty, Failed, Loading } from '../../shared/states.tsx';
import { Status } from '../../shared/Status.tsx';
import { useCall } from '../../shared/useCall.ts';

type Review = Reply<'myReviews'>['meetings'][number];
type Answer = Body<'reply'>['reply'];

const useStyles = makeStyles({
  list: { display: 'grid', gap: '12px', listStyle: 'none' },
  card: {
    ...typographyStyles.body1,
    display: 'grid',
    gap: '12px',
    padding: '16px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  head: { display: 'flex', gap: '12px', alignItems: 'flex-start' },
  title: typographyStyles.subtitle2,
  quiet: { color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 12px' },
  reply: { display: 'flex', flexWrap: 'wrap', gap: '8px', border: 'none', margin: 0, padding: 0 },
  answer: { minWidth: '64px' },
  legend: { ...typographyStyles.body1Strong, padding: 0, marginBottom: '8px' },
});

/** The meetings a person belongs to: answer, open the meeting, open the plan. */
export function MyReviews() {
  const styles = useStyles();
  const reviews = useCall('myReviews');
  return (
    <Page title="My reviews" lead="The meetings you are invited to, the next one first.">
      {reviews.state === 'loading' ? <Loading label="Reading your reviews" /> : null}
      {reviews.state === 'failed' ? <Failed problem={reviews.problem} onRetry={reviews.reload} /> : null}
      {reviews.state === 'ready' && reviews.value.meetings.length === 0 ? (
        <Empty
          title="No reviews yet"
          words="When you are invited to a meeting, it is shown here. You need do nothing until then."
        />
      ) : null}
      {reviews.state === 'ready' ? (
        <ul className={styles.list}>
          {reviews.value.meetings.map((review) => (
            <ReviewCard
              key={review.meeting}
              review={review}
              today={reviews.value.today}
              onReplied={reviews.reload}
            />
          ))}
        </ul>
      ) : null}
    </Page>
  );
}

type ReviewCardProps = { readonly review: Review; readonly today: string; readonly onReplied: () => void };

function ReviewCard({ review, today, onReplied }: ReviewCardProps) {
  const styles = useStyles();
  const { child, startsAt, state } = review;
  const when = `${weekdayOf(startsAt)} ${longDate(startsAt)}, ${fromTo(startsAt, review.endsAt)}`;
  const isAhead = state === 'booked' || state === 'started';
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <ChildTile initials={child.initials} />
        <div>
          <h2 className={styles.title}>{child.name}</h2>
          <p>
            {when}
            {isAhead ? <span className={styles.quiet}> ({inDays(today, startsAt)})</span> : null}
          </p>
          <p className={styles.quiet}>{review.venue}</p>
        </div>
      </div>
      <StateOf review={review} />
      {state === 'booked' && review.myReply !== null ? (
        <Answering review={review} when={when} onReplied={onReplied} />
      ) : null}
      <div className={styles.actions}>
        {state === 'cancelled' ? null : (
          <Button
            as="a"
            appearance={state === 'started' ? 'primary' : 'secondary'}
            href={hashOf({ at: 'room', id: review.meeting })}
          >
            {isAhead ? 'Open the meeting' : 'See the meeting'}
          </Button>
        )}
        {review.pep === null ? null : (
          <Link href={hashOf({ at: 'plan', id: review.pep })}>Open the plan</Link>
        )}
        {isAhead && review.joinUrl !== null ? (
          <Link href={review.joinUrl} target="_blank" rel="noreferrer">
            Join in Teams
          </Link>
        ) : null}
      </div>
    </li>
  );
}

function StateOf({ review }: { readonly review: Review }) {
  switch (review.state) {
    case 'cancelled':
      return <Status look="problem" words="Cancelled" />;
    case 'started':
      return <Status look="waiting" words="Going on now" />;
    case 'booked':
      // 'Will you come?' stands below and says the same.
      return review.nextStep === '' || review.myReply === 'none' ? null : (
        <Status look="note" words={review.nextStep} />
      );
    case 'ended':
      return <Status look="done" words={review.nextStep === '' ? 'Meeting held' : review.nextStep} />;
  }
}

const answers = [
  { reply: 'accepted', words: 'Yes, I can come', said: 'You said yes' },
  { reply: 'tentative', words: 'Maybe', said: 'You said maybe' },
  { reply: 'declined', words: 'No', said: 'You said no' },
] as const satisfies readonly { reply: Answer; words: string; said: string }[];

type AnsweringProps = { readonly review: Review; readonly when: string; readonly onReplied: () => void };

function Answering({ review, when, onReplied }: AnsweringProps) {
  const styles = useStyles();
  const { call } = useSession();
  const [sending, setSending] = useState<Answer | null>(null);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const [isChanging, setIsChanging] = useState(false);
  const said = answers.find(({ reply }) => reply === review.myReply)?.said;
  const send = async (reply: Answer) => {
    setSending(reply);
    const asked = await call('reply', { params: { meeting: review.meeting }, body: { reply } });
    setSending(null);
    setProblem(asked.ok ? null : asked.problem);
    setIsChanging(!asked.ok);
    if (asked.ok) onReplied();
  };
  if (said !== undefined && !isChanging) {
    return (
      <div className={styles.actions} role="status">
        <Status
          look={
            review.myReply === 'accepted' ? 'done' : review.myReply === 'declined' ? 'problem' : 'perhaps'
          }
          words={said}
        />
        <Button
          size="small"
          onClick={() => setIsChanging(true)}
          aria-label={`Change your answer for ${when}`}
        >
          Change
        </Button>
      </div>
    );
  }
  return (
    <div>
      <fieldset className={styles.reply}>
        <legend className={styles.legend}>Will you come?</legend>
        {answers.map(({ reply, words }) => (
          <Button
            key={reply}
            className={styles.answer}
            appearance={reply === 'accepted' ? 'primary' : 'secondary'}
            disabledFocusable={sending !== null}
            onClick={() => void send(reply)}
          >
            {sending === reply ? 'Sending…' : words}
          </Button>
        ))}
      </fieldset>
      {problem === null ? null : <Problem problem={problem} />}
    </div>
  );
}
