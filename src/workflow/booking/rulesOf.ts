import type { Child, School } from '#domain/caseload/child.ts';
import type { BookingCheck } from '#domain/meeting/bookingRules.ts';
import { checkBooking, warningsOf } from '#domain/meeting/bookingRules.ts';
import type { Role } from '#domain/people/role.ts';
import type { Profile } from '#domain/profile/profile.ts';
import type { LocalDate } from '#domain/time/localDate.ts';
import type { SchoolCalendar, Term } from '#domain/time/schoolCalendar.ts';
import { nextPepOf } from '../caseload/milestones.ts';

type Asked = {
  readonly profile: Profile;
  readonly terms: readonly Term[];
  readonly schools: readonly School[];
  readonly today: LocalDate;
  readonly child: Child;
  readonly calendar: SchoolCalendar;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly venue: string;
  readonly roles: readonly Role[];
};

/** What each rule of the profile says to this booking. */
export function rulesOf(asked: Asked): readonly BookingCheck[] {
  const { profile, child, schools } = asked;
  const next = nextPepOf(child, asked);
  const core = profile.invitees.is.filter((invitee) => invitee.isCore).map((invitee) => invitee.role);
  return checkBooking(
    {
      startsAt: asked.startsAt,
      endsAt: asked.endsAt,
      today: asked.today,
      venue: asked.venue,
      invitees: asked.roles,
      nextReview: child.nextReview,
      deadline: next.due === null ? null : { due: next.due, source: next.source },
      calendar: asked.calendar,
      child: {
        forename: child.forename,
        surname: child.surname,
        schools: schools.filter((school) => school.urn === child.schoolUrn).map((school) => school.name),
      },
    },
    {
      inviteLead: profile.inviteLead,
      reviewGap: profile.reviewGap,
      quorum: profile.quorum,
      // The pupil comes if they want to (LE-10): not being asked by calendar is no warning.
      coreRoles: { is: core.filter((role) => role !== 'pupil'), source: profile.invitees.source },
      minutes: profile.meetingMinutes,
    },
  );
}

/** Warnings that the person booking has not answered with a reason. */
export function unansweredOf(
  checks: readonly BookingCheck[],
  overrides: readonly { readonly rule: string; readonly reason: string }[],
): readonly BookingCheck[] {
  return warningsOf(checks).filter((check) => !overrides.some((override) => override.rule === check.rule));
}
