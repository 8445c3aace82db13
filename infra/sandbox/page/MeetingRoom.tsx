import { Badge, Button } from '@fluentui/react-components';
import { CallEndRegular, VideoRegular } from '@fluentui/react-icons';
import { endMeeting, moveClock, setPresence, startMeeting } from './ask.ts';
import { clockWords, instantOf, minutesBefore } from './clock.ts';
import { Empty } from './Empty.tsx';
import { Face } from './PersonSwitcher.tsx';
import { useStage } from './stage.tsx';
import { TeamsFrame } from './TeamsFrame.tsx';
import type { CalendarEvent, Chat } from './tenancy.ts';

/** A call without sound: who is in it, and the app beside it as narrow as Teams makes it. */
export function MeetingRoom({ chatId }: { readonly chatId: string }) {
  const { tenancy, person } = useStage();
  const chat = tenancy.chats.find((one) => one.id === chatId);
  const event = tenancy.events.find((one) => one.onlineMeeting?.chat === chatId);
  const isInvited =
    event?.attendees.some((one) => one.personId === person.id) === true ||
    chat?.members.includes(person.id) === true;
  if (chat?.meeting === undefined || !isInvited)
    return (
      <Empty icon={<VideoRegular />} title="No meeting here">
        {person.name} is not invited to this meeting, or it has been cancelled. The calendar shows the
        meetings of each person.
      </Empty>
    );
  return (
    <div className="meeting">
      <Call chat={chat} event={event} />
      {person.canSignIn && chat.hasApp ? (
        <aside className="sidePanel" aria-label="Education Review beside the call">
          <TeamsFrame
            title="Education Review side panel"
            path="/tab/meeting"
            frame="sidePanel"
            chatId={chat.id}
            meetingId={chat.meeting.id}
          />
        </aside>
      ) : (
        <aside className="sidePanel noApp" aria-label="Education Review beside the call">
          <p>
            {person.canSignIn
              ? 'The app is not in this meeting yet. It comes with the invitation.'
              : 'People who come in by a link see the call. Their own page opens from their mail.'}
          </p>
        </aside>
      )}
    </div>
  );
}

/** Two press within the second in which the page looks again: the later one joins what the earlier one started. */
function unlessRunning(problem: unknown): void {
  if (!(problem instanceof Error && problem.message.includes('already running'))) throw problem;
}

function Call({ chat, event }: { readonly chat: Chat; readonly event: CalendarEvent | undefined }) {
  const { tenancy, person, run, goTo } = useStage();
  const { present = [], startedAt = null } = chat.meeting ?? {};
  const isIn = present.includes(person.id);
  const start = event === undefined ? null : instantOf(event.start);
  const isEarly = start !== null && tenancy.now < minutesBefore(start, 5);
  const join = async () => {
    if (startedAt === null) await startMeeting(chat.id).catch(unlessRunning);
    await setPresence(person.id, { chat: chat.id, present: true });
  };
  return (
    <section className="call" aria-labelledby="callTitle">
      <header>
        <h2 id="callTitle">{event?.subject ?? chat.topic}</h2>
        <p className="quiet">
          {start === null ? '' : `${clockWords(start)} · `}
          {startedAt === null ? 'not started' : 'running'}
        </p>
      </header>
      <ul className="tiles" aria-label="People in the call" tabIndex={0}>
        {tenancy.people
          .filter((one) => present.includes(one.id))
          .map((one) => (
            <li key={one.id}>
              <Face person={one} size={64} />
              <strong>{one.name}</strong>
              <span className="quiet">{one.role}</span>
            </li>
          ))}
        {present.length === 0 ? <li className="nobody">Nobody has joined yet.</li> : null}
      </ul>
      <footer>
        {isEarly ? (
          <Button onClick={() => void run(moveClock(minutesBefore(start, 5)))}>
            Move the clock to five minutes before
          </Button>
        ) : null}
        {isIn ? (
          <>
            <Badge appearance="outline">You are in the call</Badge>
            <Button
              icon={<CallEndRegular />}
              onClick={() => void run(setPresence(person.id, { chat: chat.id, present: false }))}
            >
              Leave
            </Button>
          </>
        ) : (
          <Button appearance="primary" icon={<VideoRegular />} onClick={() => void run(join())}>
            Join now
          </Button>
        )}
        {startedAt === null ? null : (
          <Button onClick={() => void run(endMeeting(chat.id))}>End for all</Button>
        )}
        {person.canSignIn ? (
          <Button appearance="subtle" onClick={() => goTo(`tab:${chat.id}`)}>
            Open at full width
          </Button>
        ) : null}
      </footer>
    </section>
  );
}
