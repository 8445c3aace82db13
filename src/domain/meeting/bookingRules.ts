import { leaksOf, type NamesOfChild } from '../disclosure/neutral.ts';
import { type Role, roleName } from '../people/role.ts';
import { type Duration, duration, latestBefore } from '../time/countDays.ts';
import { type LocalDate, longDate } from '../time/localDate.ts';
import { knowsSchoolDays, noSchoolBecause, type SchoolCalendar } from '../time/schoolCalendar.ts';
import { clockTime, dateOf, plusMinutes, type WallClock } from '../time/wallClock.ts';
import type { QuorumRule } from './quorum.ts';

export type BookingRuleId =
  | 'notice'
  | 'before-deadline'
  | 'before-review'
  | 'school-day'
  | 'lesson-time'
  | 'quorum'
  | 'core-people'
  | 'size'
  | 'length'
  | 'private-venue';

export type BookingCheck = {
  readonly rule: BookingRuleId;
  readonly source: string;
  /** A warning can be overridden with a reason that is kept. */
  readonly state: 'met' | 'warning';
  readonly words: string;
};

export type Booking = {
  readonly startsAt: WallClock;
  readonly endsAt: WallClock;
  readonly today: LocalDate;
  readonly venue: string;
  readonly invitees: readonly Role[];
  /** Statutory review; null when none is known. */
  readonly nextReview: LocalDate | null;
  /** The child's next milestone; null when it cannot be worked out. */
  readonly deadline: { readonly due: LocalDate; readonly source: string } | null;
  readonly calendar: SchoolCalendar;
  readonly child: NamesOfChild;
};

/** The profile's part, as plain values with their sources. */
export type BookingRules = {
  readonly inviteLead: Sourced<Duration>;
  readonly reviewGap: Sourced<Duration>;
  readonly quorum: Sourced<QuorumRule>;
  readonly coreRoles: Sourced<readonly Role[]>;
  readonly minutes: Sourced<number>;
};
type Sourced<T> = { readonly is: T; readonly source: string };

/** BN-11: beyond this a meeting is a crowd for a child. */
const mostPeople = 8;
const lessons = { from: '09:00', to: '15:15' } as const;

/** False for what no reason can mend: a start that has passed, an end that is not after it, or one of another day. */
export function isTimePossible(booking: {
  readonly startsAt: WallClock;
  readonly endsAt: WallClock;
  readonly now: WallClock;
}): boolean {
  const { startsAt, endsAt, now } = booking;
  return startsAt > now && endsAt > startsAt && dateOf(startsAt) === dateOf(endsAt);
}

/** Every rule, met or not, in the order in which a person thinks: when, who, where. Nothing here forbids. */
export function checkBooking(booking: Booking, rules: BookingRules): readonly BookingCheck[] {
  return [
    notice(booking, rules),
    beforeDeadline(booking),
    beforeReview(booking, rules),
    schoolDay(booking),
    lessonTime(booking),
    length(booking, rules),
    quorum(booking, rules),
    corePeople(booking, rules),
    size(booking),
    privateVenue(booking),
  ].filter((check) => check !== null);
}

export function warningsOf(checks: readonly BookingCheck[]): readonly BookingCheck[] {
  return checks.filter(({ state }) => state === 'warning');
}

function said(
  rule: BookingRuleId,
  source: string,
  verdict: { readonly isMet: boolean; readonly words: string },
): BookingCheck {
  return { rule, source, state: verdict.isMet ? 'met' : 'warning', words: verdict.words };
}

function notice({ startsAt, today, calendar }: Booking, { inviteLead }: BookingRules): BookingCheck {
  const { due } = latestBefore({ ...inviteLead.is, before: dateOf(startsAt), calendar });
  const lead = duration(inviteLead.is);
  if (due === null)
    return said('notice', inviteLead.source, {
      isMet: false,
      words: `It cannot be worked out whether people get ${lead}’ notice: dates are missing.`,
    });
  return said('notice', inviteLead.source, {
    isMet: today <= due,
    words:
      today <= due
        ? `People get the link at least ${lead} before.`
        : `People should get the link ${lead} before: by ${longDate(due)}, which has passed.`,
  });
}

function beforeDeadline({ startsAt, deadline }: Booking): BookingCheck | null {
  if (deadline === null) return null;
  const isMet = dateOf(startsAt) <= deadline.due;
  return said('before-deadline', deadline.source, {
    isMet,
    words: isMet
      ? `In time: due by ${longDate(deadline.due)}.`
      : `Too late: due by ${longDate(deadline.due)}.`,
  });
}

function beforeReview(
  { startsAt, nextReview, today, calendar }: Booking,
  { reviewGap }: BookingRules,
): BookingCheck {
  const gap = duration(reviewGap.is);
  if (nextReview === null || nextReview < today)
    return said('before-review', reviewGap.source, {
      isMet: false,
      words: 'The date of the next statutory review is not known. Ask the social worker.',
    });
  const { due } = latestBefore({ ...reviewGap.is, before: nextReview, calendar });
  const isMet = due !== null && dateOf(startsAt) <= due;
  return said('before-review', reviewGap.source, {
    isMet,
    words: isMet
      ? `Before the statutory review on ${longDate(nextReview)}, with ${gap} between.`
      : `The statutory review is on ${longDate(nextReview)}: meet at least ${gap} before it${due === null ? '' : `, by ${longDate(due)}`}.`,
  });
}

function schoolDay({ startsAt, calendar }: Booking): BookingCheck {
  const date = dateOf(startsAt);
  if (!knowsSchoolDays(calendar, date))
    return said('school-day', 'LE-03', {
      isMet: false,
      words: 'The school’s term dates for this day are not known.',
    });
  const why = noSchoolBecause(calendar, date);
  return said('school-day', 'LE-03', {
    isMet: why === null,
    words:
      why === null
        ? 'School is open on this day.'
        : `School is closed on this day (${why}): its staff may not be able to come.`,
  });
}

/** Only where the pupil is asked to come is there a lesson to miss. */
function lessonTime({ startsAt, endsAt, invitees, calendar }: Booking): BookingCheck | null {
  if (!invitees.includes('pupil') || noSchoolBecause(calendar, dateOf(startsAt)) !== null) return null;
  const isMet = endsAt.slice(11) <= lessons.from || startsAt.slice(11) >= lessons.to;
  return said('lesson-time', 'BP-20', {
    isMet,
    words: isMet
      ? 'Outside lessons.'
      : `Between ${clockTime(`${dateOf(startsAt)}T${lessons.from}`)} and ${clockTime(`${dateOf(startsAt)}T${lessons.to}`)} the pupil would miss lessons: only if it cannot be helped.`,
  });
}

function length({ startsAt, endsAt }: Booking, { minutes }: BookingRules): BookingCheck {
  const isMet = endsAt >= plusMinutes(startsAt, minutes.is);
  return said('length', minutes.source, {
    isMet,
    words: isMet
      ? `There are ${minutes.is} minutes or more to talk.`
      : `A good talk takes ${minutes.is} minutes; this is shorter.`,
  });
}

function quorum({ invitees }: Booking, rules: BookingRules): BookingCheck {
  const { anyOf } = rules.quorum.is;
  const isMet = anyOf.some((role) => invitees.includes(role));
  return said('quorum', rules.quorum.source, {
    isMet,
    words: isMet
      ? `${anyOf
          .filter((role) => invitees.includes(role))
          .map(roleName)
          .join(' and ')} asked to come.`
      : `Without ${anyOf.map(roleName).join(' or ')} this can only be a progress review, and must be booked again.`,
  });
}

function corePeople({ invitees }: Booking, { coreRoles }: BookingRules): BookingCheck {
  const absent = coreRoles.is.filter((role) => !invitees.includes(role));
  return said('core-people', coreRoles.source, {
    isMet: absent.length === 0,
    words:
      absent.length === 0
        ? 'Everyone who should be asked is asked.'
        : `Not asked: ${absent.map(roleName).join(', ')}. The social worker decides whether to go ahead without them.`,
  });
}

function size({ invitees }: Booking): BookingCheck {
  const isMet = invitees.length <= mostPeople;
  return said('size', 'BN-11', {
    isMet,
    words: isMet
      ? `${invitees.length} people: a size a child can bear.`
      : `${invitees.length} people are many for a child: ask who is really needed.`,
  });
}

/** A venue line travels to everyone's calendar: words that would name the child or the reason have no place in it. */
function privateVenue({ venue, child }: Booking): BookingCheck {
  const source = 'BS-66';
  if (venue.trim() === '')
    return said('private-venue', source, {
      isMet: false,
      words: 'No room is named: choose a comfortable, private one.',
    });
  if (leaksOf(venue, child).some((leak) => leak.kind !== 'school'))
    return said('private-venue', source, {
      isMet: false,
      words: 'The place names the child or the reason for meeting. Use the room’s name alone.',
    });
  const isOnView = /\b(glass|reception|corridor|foyer|boardroom|board room|canteen|staff ?room)\b/i.test(
    venue,
  );
  return said('private-venue', source, {
    isMet: !isOnView,
    words: isOnView
      ? 'This place sounds open to view: choose a comfortable, private room.'
      : 'A room is named. Make sure it is private and that the pupil likes it.',
  });
}
