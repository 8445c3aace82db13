import { Badge, Button } from '@fluentui/react-components';
import { CalendarLtrRegular } from '@fluentui/react-icons';
import { answerInvitation } from './ask.ts';
import { dayWords, instantOf, timeWords } from './clock.ts';
import { Empty } from './Empty.tsx';
import { useStage } from './stage.tsx';
import { type CalendarEvent, eventsOf, type Reply } from './tenancy.ts';

export function Calendar() {
  const { tenancy, person } = useStage();
  const events = eventsOf(tenancy, person);
  if (events.length === 0)
    return (
      <Empty icon={<CalendarLtrRegular />} title="Nothing in the calendar yet">
        Book a meeting as {tenancy.people[0]?.name}: it appears in the calendar of everybody invited.
      </Empty>
    );
  const days = Map.groupBy(events, (one) => dayWords(instantOf(one.start)));
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Calendar">
      <div className="narrow">
        <h2>Calendar</h2>
        {[...days].map(([day, those]) => (
          <section key={day} className="day" aria-label={day}>
            <h3>{day}</h3>
            {those.map((event) => (
              <EventCard key={event.id} event={event} />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}

const replies = {
  none: 'Not answered',
  notResponded: 'Not answered',
  accepted: 'Accepted',
  tentativelyAccepted: 'Tentative',
  declined: 'Declined',
} as const satisfies Record<Reply, string>;

function EventCard({ event }: { readonly event: CalendarEvent }) {
  const { person, goTo } = useStage();
  const own = event.attendees.find((one) => one.personId === person.id);
  const place = event.location?.['displayName'];
  const chat = event.onlineMeeting?.chat;
  return (
    <article className="event">
      <p className="times">
        <time dateTime={instantOf(event.start)}>{timeWords(instantOf(event.start))}</time>
        <span className="quiet">{timeWords(instantOf(event.end))}</span>
      </p>
      <div className="eventWords">
        <h4>{event.subject}</h4>
        <p className="quiet">
          {typeof place === 'string' && place !== '' ? `${place} · ` : ''}
          {event.organiser?.name ?? 'Organiser unknown'}
        </p>
        {event.isCancelled ? (
          <Badge appearance="outline" color="danger">
            Cancelled
          </Badge>
        ) : (
          <InvitationAnswer event={event.id} now={own?.response ?? 'none'} />
        )}
      </div>
      {chat === undefined || event.isCancelled ? null : (
        <Button appearance="primary" onClick={() => goTo(`meeting:${chat}`)}>
          Join
        </Button>
      )}
    </article>
  );
}

/** Outlook's own answer, which is not the one on the card: the app reads both. */
export function InvitationAnswer({ event, now }: { readonly event: string; readonly now: Reply }) {
  const { person, run } = useStage();
  const answers = ['accepted', 'tentativelyAccepted', 'declined'] as const;
  const wishes = { accepted: 'Accept', tentativelyAccepted: 'Tentative', declined: 'Decline' } as const;
  return (
    <div className="answers" role="group" aria-label="Your answer">
      <span className="quiet">{replies[now]}</span>
      {answers
        .filter((one) => one !== now)
        .map((one) => (
          <Button key={one} size="small" onClick={() => void run(answerInvitation(event, person.id, one))}>
            {wishes[one]}
          </Button>
        ))}
    </div>
  );
}
