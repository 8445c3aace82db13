import { Temporal } from 'temporal-polyfill';
import { type LocalDate, longDate, weekday } from './localDate.ts';

/** What the clock on an English wall says: 'YYYY-MM-DDTHH:MM', always Europe/London. */
export type WallClock = string;

export const zone = 'Europe/London';

/** The ISO instant ('…Z') of a wall-clock time. In the hour skipped in March it is the hour after; in the hour repeated in October the first. */
export function toInstant(time: WallClock): string {
  return Temporal.PlainDateTime.from(time)
    .toZonedDateTime(zone)
    .toInstant()
    .toString({ smallestUnit: 'second' });
}

export function fromInstant(instant: string): WallClock {
  return asWallClock(Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime());
}

/** Minutes as the wall clock counts them, which is what a meeting's length means. */
export function plusMinutes(time: WallClock, minutes: number): WallClock {
  return asWallClock(Temporal.PlainDateTime.from(time).add({ minutes }));
}

export function dateOf(time: WallClock): LocalDate {
  return time.slice(0, 10);
}

/** '2:30 pm', '9 am', 'midday' */
export function clockTime(time: WallClock): string {
  const { hour, minute } = Temporal.PlainDateTime.from(time);
  if (minute === 0 && hour === 12) return 'midday';
  if (minute === 0 && hour === 0) return 'midnight';
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes} ${hour < 12 ? 'am' : 'pm'}`;
}

/** 'Friday 4 December 2026, 2 pm' */
export function longDateTime(time: WallClock): string {
  return `${weekday(dateOf(time))} ${longDate(dateOf(time))}, ${clockTime(time)}`;
}

function asWallClock(time: Temporal.PlainDateTime): WallClock {
  return time.toString({ smallestUnit: 'minute' });
}
