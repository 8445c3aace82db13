import { isBankHoliday, knowsBankHolidays } from './bankHolidays.ts';
import { isWeekend, type LocalDate, longDate, plusDays } from './localDate.ts';
import { knowsSchoolDays, noSchoolBecause, type SchoolCalendar } from './schoolCalendar.ts';

export type DayUnit = 'calendarDays' | 'workingDays' | 'schoolDays';
export type Duration = { readonly count: number; readonly unit: DayUnit };

export type Unknowable = 'term-dates-missing' | 'bank-holidays-missing';
export type SkippedDay = { readonly day: LocalDate; readonly why: string };

export type Counted = {
  /** null when a day on the way is past what is known: never guessed. */
  readonly due: LocalDate | null;
  readonly because: null | Unknowable;
  /** Days counted before the answer or the end of what is known. */
  readonly counted: number;
  readonly skipped: readonly SkippedDay[];
  readonly why: string;
};

/** Needed for school days only. */
type Calendar = { readonly calendar?: SchoolCalendar | undefined };

/** The last day of a time limit of `count` days that starts with an event on `on`; the day of the event is not counted. */
export function dueAfter(limit: Duration & Calendar & { readonly on: LocalDate }): Counted {
  const walked = walk(limit, limit.on, 1);
  return { ...walked, why: inWords(walked, `${duration(limit)} after ${longDate(limit.on)}`, limit.unit) };
}

/** The last day that leaves `count` days before `before`: a meeting on the 15th with 7 days' notice is told of by the 8th. */
export function latestBefore(lead: Duration & Calendar & { readonly before: LocalDate }): Counted {
  const walked = walk(lead, lead.before, -1);
  return { ...walked, why: inWords(walked, `${duration(lead)} before ${longDate(lead.before)}`, lead.unit) };
}

const unitNames = {
  calendarDays: 'day',
  workingDays: 'working day',
  schoolDays: 'school day',
} as const satisfies Record<DayUnit, string>;

/** '10 working days', '1 school day' */
export function duration({ count, unit }: Duration): string {
  return `${count} ${unitNames[unit]}${count === 1 ? '' : 's'}`;
}

function walk(limit: Duration & Calendar, start: LocalDate, step: 1 | -1): Omit<Counted, 'why'> {
  if (!Number.isInteger(limit.count) || limit.count < 0)
    throw new RangeError(`Cannot count ${limit.count} days`);
  const skipped: SkippedDay[] = [];
  let day = start;
  let counted = 0;
  while (counted < limit.count) {
    day = plusDays(day, step);
    const verdict = lookAt(day, limit);
    if (verdict === 'term-dates-missing' || verdict === 'bank-holidays-missing')
      return { due: null, because: verdict, counted, skipped };
    if (verdict === null) counted += 1;
    else skipped.push({ day, why: verdict.skippedAs });
  }
  return { due: day, because: null, counted, skipped };
}

/** null for a day that counts. */
function lookAt(
  day: LocalDate,
  { unit, calendar }: Duration & Calendar,
): null | Unknowable | { skippedAs: string } {
  if (unit === 'calendarDays') return null;
  if (unit === 'schoolDays') {
    if (calendar === undefined || !knowsSchoolDays(calendar, day)) return 'term-dates-missing';
    const why = noSchoolBecause(calendar, day);
    return why === null ? null : { skippedAs: why };
  }
  if (!knowsBankHolidays(day)) return 'bank-holidays-missing';
  if (isWeekend(day)) return { skippedAs: 'weekend' };
  return isBankHoliday(day) ? { skippedAs: 'bank holiday' } : null;
}

const notCounted = {
  calendarDays: '',
  workingDays: ', weekends and bank holidays not counted',
  schoolDays: ', only days when the school meets counted',
} as const satisfies Record<DayUnit, string>;

const unknown = {
  'term-dates-missing': 'cannot be worked out: the next term dates are missing',
  'bank-holidays-missing': 'cannot be worked out: the bank holidays of that year are missing',
} as const satisfies Record<Unknowable, string>;

function inWords(walked: Omit<Counted, 'why'>, what: string, unit: DayUnit): string {
  if (walked.because !== null) return `${what} ${unknown[walked.because]}`;
  return walked.due === null ? what : `${what}: ${longDate(walked.due)}${notCounted[unit]}`;
}
