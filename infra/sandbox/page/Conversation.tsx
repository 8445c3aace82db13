import { Button, Input, Skeleton, SkeletonItem } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { pressCard, writeToBot } from './ask.ts';
import { momentWords } from './clock.ts';
import { useStage } from './stage.tsx';
import { type Activity, type CardJson, type Chat, cardSchema } from './tenancy.ts';

const CardView = lazy(async () => ({ default: (await import('./CardView.tsx')).CardView }));

export function Conversation({ chat }: { readonly chat: Chat }) {
  const shown = chat.activities.filter((one) => one.type === 'message' && !one.isDeleted);
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [shown.length]);
  return (
    <>
      <div className="conversation" role="log" aria-label="Messages" tabIndex={0}>
        {shown.length === 0 ? (
          <p className="quiet">No messages yet. Say hello, or book a meeting and come back.</p>
        ) : (
          shown.map((one) => <Message key={one.id} chat={chat} activity={one} />)
        )}
        <div ref={end} />
      </div>
      {chat.hasApp ? <WriteBox chat={chat} /> : null}
    </>
  );
}

function Message({ chat, activity }: { readonly chat: Chat; readonly activity: Activity }) {
  const { tenancy, person, follow, run } = useStage();
  const [said, setSaid] = useState<string | null>(null);
  const isOwn = activity.from === person.id;
  const from = tenancy.people.find((one) => one.id === activity.from)?.name ?? 'Education Review';
  const press = (verb: string, data: unknown) =>
    run(
      pressCard(person.id, { chat: chat.id, activityId: activity.id, verb, data }).then((words) =>
        setSaid(words),
      ),
    );
  return (
    <article className={isOwn ? 'message own' : 'message'} aria-label={`From ${isOwn ? 'you' : from}`}>
      <p className="quiet">
        {isOwn ? 'You' : from} <time dateTime={activity.at}>{momentWords(activity.at, tenancy.now)}</time>
      </p>
      {activity.text === null || activity.text === '' ? null : <p className="bubble">{activity.text}</p>}
      {cardsOf(activity, person.id).map((card, at) => (
        <Suspense key={at} fallback={<CardSkeleton />}>
          <CardView card={card} onLink={follow} onPress={(verb, data) => void press(verb, data)} />
        </Suspense>
      ))}
      {said === null ? null : <p role="status">{said}</p>}
    </article>
  );
}

function cardsOf(activity: Activity, reader: string): readonly CardJson[] {
  const own = cardSchema.safeParse(activity.seenBy[reader]);
  return own.success ? [own.data] : activity.cards;
}

function CardSkeleton() {
  return (
    <Skeleton className="card" aria-label="A card is loading">
      <SkeletonItem size={24} />
      <SkeletonItem size={16} />
    </Skeleton>
  );
}

function WriteBox({ chat }: { readonly chat: Chat }) {
  const { person, run } = useStage();
  const [text, setText] = useState('');
  return (
    <form
      className="writeBox"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        setText('');
        void run(writeToBot(person.id, { text: text.trim(), chat: chat.id }));
      }}
    >
      <Input
        aria-label="Message to Education Review"
        placeholder="Try: help, my reviews, what’s next"
        value={text}
        onChange={(_event, { value }) => setText(value)}
      />
      <Button type="submit" appearance="subtle" icon={<SendRegular />} aria-label="Send" />
    </form>
  );
}
