import { isBankHoliday } from './bankHolidays.ts';
import { daysBetween, isWeekend, type LocalDate, plusDays } from './localDate.ts';

export type Term = {
  /** The authority's name, or a school's URN for a school with dates of its own. */
  readonly calendar: string;
  readonly name: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** School stops after the first day and is back before the end of the second: only the days between are free. */
  readonly halfTerm?: { readonly after: LocalDate; readonly before: LocalDate };
  readonly inset: readonly LocalDate[];
};

export type SchoolCalendar = {
  readonly name: string;
  readonly terms: readonly Term[];
  /** True when the school has no dates of its own and its authority's are used. */
  readonly isFallback: boolean;
};

export type NoSchoolBecause = 'weekend' | 'bank holiday' | 'half term' | 'INSET day' | 'school holiday';

/** Longest holiday between two terms. A longer stretch means that a term is missing, so its days are unknown. */
const longestHoliday = 60;

/** The school's own calendar, else its authority's (LA), else the only shared one; terms in order of date. */
export function calendarFor(
  school: { readonly urn: string; readonly calendar: string; readonly la?: string } | null,
  terms: readonly Term[],
): SchoolCalendar {
  const shared = terms.map((term) => term.calendar).find((name) => !/^\d+$/.test(name));
  const candidates = [school?.calendar, school?.urn, school?.la, shared];
  const name = candidates.find((candidate) => terms.some((term) => term.calendar === candidate)) ?? '';
  return {
    name,
    terms: terms.filter((term) => term.calendar === name).sort((a, b) => a.from.localeCompare(b.from)),
    isFallback: school !== null && name !== school.calendar,
  };
}

export function termOf(calendar: SchoolCalendar, date: LocalDate): Term | undefined {
  return calendar.terms.find((term) => term.from <= date && date <= term.to);
}

/** The term that `date` lies in, or else the next one that begins. */
export function termAtOrAfter(calendar: SchoolCalendar, date: LocalDate): Term | undefined {
  return calendar.terms.find((term) => date <= term.to);
}

export function lastKnownDay(calendar: SchoolCalendar): LocalDate | null {
  return calendar.terms.reduce<LocalDate | null>(
    (last, term) => (last === null || term.to > last ? term.to : last),
    null,
  );
}

/** False before the first term, past the last one, and in a gap so long that a term must be missing from it. */
export function knowsSchoolDays(calendar: SchoolCalendar, date: LocalDate): boolean {
  if (termOf(calendar, date) !== undefined) return true;
  const before = calendar.terms.findLast((term) => term.to < date);
  const after = calendar.terms.find((term) => term.from > date);
  if (before === undefined || after === undefined) return false;
  return daysBetween(before.to, after.from) <= longestHoliday;
}

export function noSchoolBecause(calendar: SchoolCalendar, date: LocalDate): NoSchoolBecause | null {
  const term = termOf(calendar, date);
  if (isWeekend(date)) return 'weekend';
  if (term === undefined) return 'school holiday';
  if (isBankHoliday(date)) return 'bank holiday';
  if (term.halfTerm !== undefined && term.halfTerm.after < date && date < term.halfTerm.before)
    return 'half term';
  return term.inset.includes(date) ? 'INSET day' : null;
}

/** A day on which the school meets. */
export function isSchoolDay(calendar: SchoolCalendar, date: LocalDate): boolean {
  return noSchoolBecause(calendar, date) === null;
}

/** The last day on which children come: INSET days and bank holidays at the end of the term do not count. */
export function lastSchoolDayOf(term: Term): LocalDate {
  const calendar = { name: term.calendar, terms: [term], isFallback: false };
  let day = term.to;
  while (day > term.from && !isSchoolDay(calendar, day)) day = plusDays(day, -1);
  return day;
}
