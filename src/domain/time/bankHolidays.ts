import { isWeekend, type LocalDate } from './localDate.ts';

/**
 * England and Wales, as GOV.UK publishes them (August 2026). A table, not a sum: holidays are moved and
 * added by proclamation (8 May 2020, 19 September 2022, 8 May 2023).
 */
const byYear: Readonly<Record<string, readonly LocalDate[]>> = {
  '2025': days('2025', '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'),
  '2026': days('2026', '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'),
  '2027': days('2027', '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'),
  '2028': days('2028', '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26'),
};

export const bankHolidays: ReadonlySet<LocalDate> = new Set(Object.values(byYear).flat());

export function isBankHoliday(date: LocalDate): boolean {
  return bankHolidays.has(date);
}

/** False outside the published years: nobody knows the working days there. */
export function knowsBankHolidays(date: LocalDate): boolean {
  return byYear[date.slice(0, 4)] !== undefined;
}

/** Monday to Friday without bank holidays. Ask `knowsBankHolidays` first: a day outside the table throws. */
export function isWorkingDay(date: LocalDate): boolean {
  if (!knowsBankHolidays(date)) throw new RangeError(`Bank holidays are not known for ${date.slice(0, 4)}`);
  return !isWeekend(date) && !isBankHoliday(date);
}

function days(year: string, monthDays: string): readonly LocalDate[] {
  return monthDays.split(' ').map((monthDay) => `${year}-${monthDay}`);
}
