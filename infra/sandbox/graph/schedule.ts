import type { Temporal } from 'temporal-polyfill';
import type { SandboxPerson } from '../people.ts';
import { sameAddress, type World } from '../world.ts';
import { scheduleQuestion, type ScheduleQuestion } from './bodies.ts';
import { page, refuse, routeWithBody, type Route } from './call.ts';
import { directoryUser, noSuchUser } from './directory.ts';
import { instantOf, outlookTime, preferredZone, type ZonedTime } from './odata.ts';

type Span = {
  readonly from: number;
  readonly to: number;
  readonly status: string;
  readonly start: ZonedTime;
  readonly end: ZonedTime;
};

const digits: Readonly<Record<string, string>> = {
  free: '0',
  tentative: '1',
  busy: '2',
  oof: '3',
  workingElsewhere: '4',
};

export function scheduleRoutes(world: World): Route[] {
  return [
    routeWithBody('POST /users/:user/calendar/getSchedule', {
      permissions: [
        'Calendars.ReadWrite',
        'Calendars.Read',
        'Calendars.ReadBasic',
        'Calendars.ReadBasic.All',
      ],
      body: scheduleQuestion,
      run: (call, question) => {
        if (!directoryUser(world, call.tid, call.params.user ?? '')) return noSuchUser(call);
        const from = instantOf(question.startTime)?.epochMilliseconds;
        const to = instantOf(question.endTime)?.epochMilliseconds;
        if (from === undefined || to === undefined || to <= from)
          return refuse(400, 'ErrorInvalidTimeInterval', 'The time window is not valid.');
        if (to - from > 62 * 86_400_000)
          return refuse(
            400,
            'ErrorTimeIntervalTooBig',
            'The requested time duration specified for FreeBusyViewOptions.TimeWindow is not within the allowed limit.',
          );
        const zone = preferredZone(call.header('prefer'));
        return page(
          question.schedules.map((address) =>
            scheduleOf(world, call.tid, { address, question, from, to, zone }),
          ),
        );
      },
    }),
  ];
}

type Wish = {
  readonly address: string;
  readonly question: ScheduleQuestion;
  readonly from: number;
  readonly to: number;
  readonly zone: string;
};

function scheduleOf(world: World, tid: string, wish: Wish): Record<string, unknown> {
  const person = world.personAt(tid, wish.address);
  if (!person || person.kind !== 'member')
    return unreadable(
      wish.address,
      'ErrorMailRecipientNotFound',
      'The recipient was not found in this organization.',
    );
  if (!person.scheduleVisible)
    return unreadable(
      wish.address,
      'ErrorNoFreeBusyAccess',
      'The free/busy information of this mailbox cannot be read.',
    );
  const spans = busySpans(world, person).filter((s) => s.to > wish.from && s.from < wish.to);
  return {
    scheduleId: wish.address,
    availabilityView: availabilityView(spans, wish),
    scheduleItems: spans.map((s) => ({
      isPrivate: true,
      status: s.status,
      start: outlookTime(s.start, wish.zone),
      end: outlookTime(s.end, wish.zone),
    })),
    workingHours: {
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      startTime: '09:00:00.0000000',
      endTime: '17:00:00.0000000',
      timeZone: { name: 'GMT Standard Time' },
    },
  };
}

function unreadable(address: string, responseCode: string, message: string): Record<string, unknown> {
  return { scheduleId: address, error: { responseCode, message } };
}

function busySpans(world: World, person: SandboxPerson): Span[] {
  const london = (dateTime: string): ZonedTime => ({ dateTime, timeZone: 'Europe/London' });
  const seeded = (world.setup.busy ?? [])
    .filter((b) => b.personId === person.id)
    .map((b) => spanOf(london(b.start), london(b.end), b.status));
  const booked = world.state.events.flatMap((event) => {
    const own = event.attendees.find((a) => sameAddress(person.email, a.address));
    const holds = own ? own.response !== 'declined' : sameAddress(person.email, event.mailbox);
    if (!holds || event.isCancelled) return [];
    const isSure = !own || own.response === 'accepted';
    const shown = typeof event.settings.showAs === 'string' ? event.settings.showAs : 'busy';
    return [spanOf(event.start, event.end, isSure ? shown : 'tentative')];
  });
  return [...seeded, ...booked];
}

function spanOf(start: ZonedTime, end: ZonedTime, status: string): Span {
  return { from: millis(start), to: millis(end), status, start, end };
}

function millis(time: ZonedTime): number {
  const instant: Temporal.Instant | undefined = instantOf(time);
  if (!instant) throw new Error('a calendar holds a time nobody knows');
  return instant.epochMilliseconds;
}

/** One digit an interval; the busiest thing in it decides. */
function availabilityView(spans: readonly Span[], wish: Wish): string {
  const step = (wish.question.availabilityViewInterval ?? 30) * 60_000;
  const slots = Math.ceil((wish.to - wish.from) / step);
  return Array.from({ length: slots }, (_, n) => {
    const from = wish.from + n * step;
    const within = spans.filter((s) => s.from < from + step && s.to > from);
    const rank = ['0', '4', '1', '2', '3'];
    return within
      .map((s) => digits[s.status] ?? '2')
      .reduce((worst, d) => (rank.indexOf(d) > rank.indexOf(worst) ? d : worst), '0');
  }).join('');
}
