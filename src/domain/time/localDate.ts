import { Temporal } from 'temporal-polyfill';

/** A day without a time: 'YYYY-MM-DD'. Text order is day order. */
export type LocalDate = string;
export type Weekday = 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';

const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const satisfies readonly Weekday[];

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

export function plusDays(date: LocalDate, days: number): LocalDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Positive when `to` is the later day. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;
}

export function earliest(date: LocalDate, other: LocalDate): LocalDate {
  return date < other ? date : other;
}

export function weekday(date: LocalDate): Weekday {
  const day = weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1];
  if (day === undefined) throw new Error(`No weekday for ${date}`);
  return day;
}

export function isWeekend(date: LocalDate): boolean {
  return Temporal.PlainDate.from(date).dayOfWeek > 5;
}

/** '15 June 2027' */
export function longDate(date: LocalDate): string {
  const day = Temporal.PlainDate.from(date);
  return `${day.day} ${months[day.month - 1] ?? ''} ${day.year}`;
}

/** 'today', 'in 4 days', '3 days ago': how far `date` is from `today`. */
export function inDays(today: LocalDate, date: LocalDate): string {
  const days = daysBetween(today, date);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

/** Whole years lived on `today`. */
export function ageOn(today: LocalDate, born: LocalDate): number {
  return Temporal.PlainDate.from(born).until(Temporal.PlainDate.from(today), { largestUnit: 'year' }).years;
}

const ukShape = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const isoShape = /^(\d{4})-(\d{2})-(\d{2})$/;

export function isIsoDate(text: string): boolean {
  return isoShape.test(text.trim());
}

/** Reads 15/06/2027, 5/6/2027 and 2027-06-15. A day that no calendar has (31/02) is undefined, never moved to another. */
export function parseUkDate(text: string): LocalDate | undefined {
  const trimmed = text.trim();
  const uk = ukShape.exec(trimmed);
  if (uk !== null) return dateOfParts(uk[3], uk[2], uk[1]);
  const iso = isoShape.exec(trimmed);
  if (iso !== null) return dateOfParts(iso[1], iso[2], iso[3]);
  return undefined;
}

function dateOfParts(year = '', month = '', day = ''): LocalDate | undefined {
  const parts = { year: Number(year), month: Number(month), day: Number(day) };
  if (parts.year < 1900 || parts.month < 1 || parts.month > 12 || parts.day < 1) return undefined;
  const lastDay = Temporal.PlainYearMonth.from({ year: parts.year, month: parts.month }).daysInMonth;
  return parts.day > lastDay ? undefined : Temporal.PlainDate.from(parts).toString();
}
