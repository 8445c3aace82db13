import type { Role } from '../people/role.ts';
import type { FieldState } from '../pep/field.ts';
import { pathOf, roleAt, textOf } from '../pep/record.ts';
import { nextMeeting } from '../pep/sections/nextMeeting.ts';
import { problem, type Problem } from '../problem.ts';
import { ok, refuse, type Result } from '../result.ts';
import type { LocalDate } from '../time/localDate.ts';
import { dateOf, type WallClock } from '../time/wallClock.ts';
import type { Meeting } from './meeting.ts';

/** LE-04; the Virtual School may step in for a chair who is not there. */
const stepIn: readonly Role[] = ['officer', 'head', 'coordinator'];
/** Adults who see the pupil come in: whoever notices first, says so. */
const watchers: readonly Role[] = [
  'officer',
  'head',
  'coordinator',
  'socialWorker',
  'designatedTeacher',
  'schoolStaff',
];

/** null when a reply can still be given; `now` is wall-clock time. */
export function replyProblem(meeting: Pick<Meeting, 'state' | 'endsAt'>, now: WallClock): Problem | null {
  const isOver = meeting.state === 'cancelled' || meeting.state === 'ended' || meeting.endsAt <= now;
  return isOver ? problem('meeting-over') : null;
}

/** Starting twice changes nothing. `at` is an ISO instant. */
export function startMeeting(
  meeting: Meeting,
  by: { readonly roles: readonly Role[]; readonly at: string },
): Result<Meeting, Problem> {
  if (meeting.state === 'ended' || meeting.state === 'cancelled') return refuse(problem('meeting-over'));
  if (meeting.state === 'started') return ok(meeting);
  if (!leads(meeting, by.roles)) return refuse(problem('only-chair'));
  return ok({ ...meeting, state: 'started', startedAt: by.at });
}

/** LE-18. Only while people are together; ending the meeting lets the pupil out of the room. */
export function markPupil(
  meeting: Meeting,
  by: { readonly roles: readonly Role[] },
  isPresent: boolean,
): Result<Meeting, Problem> {
  if (!by.roles.some((role) => watchers.includes(role))) return refuse(problem('not-for-your-role'));
  if (meeting.state === 'booked') return refuse(problem('meeting-not-started'));
  if (meeting.state !== 'started') return refuse(problem('meeting-over'));
  return ok({ ...meeting, isPupilPresent: isPresent });
}

export type NextMeeting =
  | { readonly is: 'set'; readonly date: LocalDate; readonly time: string; readonly venue: string }
  | { readonly is: 'notYet'; readonly reason: string; readonly setBy: Role; readonly by: LocalDate };

/** What the record says of the next meeting; null while neither way is filled wholly. `reasons` are the profile's. */
export function nextMeetingOf(
  fields: readonly FieldState[],
  asked: { readonly after: LocalDate; readonly reasons: readonly string[] },
): NextMeeting | null {
  const at = (field: string) => textOf(fields, pathOf(nextMeeting.id, null, field));
  const [date, venue, reason, by] = [at('date'), at('venue'), at('no-date-reason'), at('set-by-day')];
  if (date > asked.after && venue !== '') return { is: 'set', date, time: at('time'), venue };
  const setBy = roleAt(fields, pathOf(nextMeeting.id, null, 'set-by-role'));
  if (!asked.reasons.includes(reason) || setBy === null || by < asked.after) return null;
  return { is: 'notYet', reason, setBy, by };
}

/** LE-31: nobody leaves before the next date and place are set, or a listed reason with an owner and a day. */
export function endMeeting(
  meeting: Meeting,
  by: { readonly roles: readonly Role[]; readonly at: string },
  record: { readonly fields: readonly FieldState[]; readonly reasons: readonly string[] },
): Result<{ readonly meeting: Meeting; readonly next: NextMeeting }, Problem> {
  if (meeting.state === 'booked') return refuse(problem('meeting-not-started'));
  if (meeting.state !== 'started') return refuse(problem('meeting-over'));
  if (!leads(meeting, by.roles)) return refuse(problem('only-chair'));
  const next = nextMeetingOf(record.fields, { after: dateOf(meeting.startsAt), reasons: record.reasons });
  if (next === null) return refuse(problem('next-date-needed'));
  return ok({ meeting: { ...meeting, state: 'ended', endedAt: by.at, isPupilPresent: false }, next });
}

function leads(meeting: Pick<Meeting, 'chair'>, roles: readonly Role[]): boolean {
  return roles.includes(meeting.chair) || roles.some((role) => stepIn.includes(role));
}
