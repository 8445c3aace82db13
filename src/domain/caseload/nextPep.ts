import type { Profile } from '../profile/profile.ts';
import { duration, latestBefore, type Unknowable } from '../time/countDays.ts';
import { daysBetween, earliest, inDays, type LocalDate, longDate, plusDays } from '../time/localDate.ts';
import {
  calendarFor,
  isSchoolDay,
  lastKnownDay,
  lastSchoolDayOf,
  type SchoolCalendar,
  type Term,
} from '../time/schoolCalendar.ts';
import { type NcYear, phaseOf, schoolYearStart } from './phase.ts';

export type NextPepQuestion = {
  readonly child: {
    readonly ncYear: NcYear;
    readonly careStart: LocalDate;
    readonly school: { readonly urn: string; readonly calendar: string; readonly la?: string } | null;
  };
  readonly terms: readonly Term[];
  readonly profile: Profile;
  readonly today: LocalDate;
  readonly lastPep: LocalDate | null;
  /** The next statutory review of the child's care plan. */
  readonly nextReview: LocalDate | null;
};

export type NextPep = {
  readonly milestone: 'meet';
  readonly due: LocalDate | null;
  readonly because: null | Unknowable | 'no-early-years-setting';
  readonly why: string;
  /** Numbers of the rules the day comes from: 'LE-01', or 'LE-01, BS-26' where the review brings it forward. */
  readonly source: string;
  readonly daysLeft: number | null;
  readonly isOverdue: boolean;
  /** 'Autumn', or the half-year; null when nothing is due. */
  readonly period: string | null;
};

/** A stretch of time that needs one PEP, and the last day in it on which one can be held. */
type Period = {
  readonly name: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly lastDay: LocalDate;
};

/**
 * The day by which the next PEP meeting is to be held. A PEP covers the period it was held in; the first period
 * after it that is not covered is the one that is due, even when it has passed. Never looks past the known term dates.
 */
export function nextPepDue(question: NextPepQuestion): NextPep {
  const { child, profile, terms } = question;
  const rule = profile.phases[phaseOf(child.ncYear)];
  const source = ruleNumbers(rule.source);
  if (phaseOf(child.ncYear) === 'earlyYears' && child.school === null)
    return notDue(
      'no-early-years-setting',
      'Early years plans are for children at a setting; none is recorded.',
      source,
    );
  const calendar = calendarFor(child.school, terms);
  const periods = rule.is === 'onePerTerm' ? termPeriods(calendar) : halfYearPeriods(calendar);
  const period = firstUncovered(periods, question);
  if (period === undefined)
    return notDue(
      'term-dates-missing',
      'The next term dates are missing, so no day can be worked out.',
      source,
    );
  const cycle = rule.is === 'onePerTerm' ? 'One PEP in each term' : 'Two early years PEPs a year';
  const ending = `${cycle}: the last school day of ${period.name} is ${longDate(period.lastDay)}`;
  const review = broughtForward(period, calendar, question);
  const why = `${review === null ? ending : `${ending}; ${review.why}`}.${remarks(question)}`;
  return dueOn(review?.due ?? period.lastDay, question.today, {
    why,
    period: period.name,
    source: review === null ? source : `${source}, ${ruleNumbers(profile.reviewGap.source)}`,
  });
}

/** A PEP held in a holiday belongs to the term just over, so the next term still needs its own. */
function firstUncovered(
  periods: readonly Period[],
  { child, lastPep, today }: NextPepQuestion,
): Period | undefined {
  const first = periods[0];
  if (first === undefined || daysBetween(today, first.from) > 60) return undefined;
  return periods.find(
    (period) => child.careStart <= period.lastDay && (lastPep === null || lastPep < period.from),
  );
}

function termPeriods(calendar: SchoolCalendar): readonly Period[] {
  const periods: Period[] = [];
  for (const term of calendar.terms) {
    const before = periods.at(-1);
    // A gap longer than a summer means that a term is missing: what comes after it is not the next term.
    if (before !== undefined && daysBetween(before.to, term.from) > 60) return periods;
    const name = `${term.name} term ${term.from.slice(0, 4)}`;
    periods.push({ name, from: term.from, to: term.to, lastDay: lastSchoolDayOf(term) });
  }
  return periods;
}

/** LE-02 says two a year and not when: read as one in each half of the school year, from 1 September and from 1 March. */
function halfYearPeriods(calendar: SchoolCalendar): readonly Period[] {
  const first = calendar.terms[0];
  const last = lastKnownDay(calendar);
  if (first === undefined || last === null) return [];
  const periods: Period[] = [];
  for (
    let year = Number(schoolYearStart(first.from).slice(0, 4));
    year <= Number(last.slice(0, 4));
    year += 1
  ) {
    const march = `${year + 1}-03-01`;
    if (last >= march)
      periods.push(
        ...halfYear(calendar, `the half-year from September ${year}`, `${year}-09-01`, plusDays(march, -1)),
      );
    // Only a term that reaches June can be the last one of its school year.
    if (last >= `${year + 1}-06-01`)
      periods.push(...halfYear(calendar, `the half-year from March ${year + 1}`, march, `${year + 1}-08-31`));
  }
  return periods;
}

function halfYear(calendar: SchoolCalendar, name: string, from: LocalDate, to: LocalDate): readonly Period[] {
  const lastDay = lastSchoolDayWithin(calendar, from, earliest(to, lastKnownDay(calendar) ?? to));
  return lastDay === null ? [] : [{ name, from, to, lastDay }];
}

function lastSchoolDayWithin(calendar: SchoolCalendar, from: LocalDate, to: LocalDate): LocalDate | null {
  for (let day = to; day >= from; day = plusDays(day, -1)) if (isSchoolDay(calendar, day)) return day;
  return null;
}

/**
 * BS-26: where the statutory review comes before the period ends, the plan is ready ahead of it, with days to spare;
 * on the last school day that leaves them, since a school meets on no other.
 */
function broughtForward(
  period: Period,
  calendar: SchoolCalendar,
  { nextReview, profile }: NextPepQuestion,
): { readonly due: LocalDate; readonly why: string } | null {
  if (nextReview === null) return null;
  const gap = latestBefore({ ...profile.reviewGap.is, before: nextReview, calendar });
  if (gap.due === null || gap.due >= period.lastDay) return null;
  const due = lastSchoolDayWithin(calendar, period.from, gap.due);
  if (due === null || due === period.lastDay) return null;
  return {
    due,
    why: `the statutory review on ${longDate(nextReview)} needs it ${duration(profile.reviewGap.is)} earlier, so by ${longDate(due)}`,
  };
}

function remarks({ lastPep, child, today }: NextPepQuestion): string {
  const last =
    lastPep === null
      ? ` None is recorded since care began on ${longDate(child.careStart)}.`
      : ` The last was on ${longDate(lastPep)} (${inDays(today, lastPep)}).`;
  return child.school === null ? `${last} No school is recorded: the authority’s term dates are used.` : last;
}

function dueOn(
  due: LocalDate,
  today: LocalDate,
  said: { readonly why: string; readonly source: string; readonly period: string },
): NextPep {
  const daysLeft = daysBetween(today, due);
  return { milestone: 'meet', due, because: null, daysLeft, isOverdue: daysLeft < 0, ...said };
}

function notDue(because: NonNullable<NextPep['because']>, why: string, source: string): NextPep {
  return {
    milestone: 'meet',
    due: null,
    because,
    why,
    source,
    daysLeft: null,
    isOverdue: false,
    period: null,
  };
}

/** 'LE-01; post-16 not stated apart' → 'LE-01' */
function ruleNumbers(source: string): string {
  return source.split(/[;:]/)[0] ?? source;
}
