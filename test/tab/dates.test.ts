import { describe, expect, test } from 'vitest';
import * as domainDates from '#domain/time/localDate.ts';
import * as wallClock from '#domain/time/wallClock.ts';
import {
  clockTime,
  dateOfInstant,
  daysBetween,
  fromTo,
  inDays,
  laterBy,
  longDate,
  longDateTime,
  timeOfInstant,
} from '#tab/shared/dates.ts';

const days = [
  '2026-01-01',
  '2026-02-28',
  '2026-03-29',
  '2026-10-25',
  '2027-06-15',
  '2028-02-29',
  '2026-12-31',
];
const times = ['00:00', '00:05', '09:00', '11:59', '12:00', '12:30', '14:30', '23:59'];

describe('the screen and the cards say dates in the same words', () => {
  test.each(days)('%s', (day) => {
    expect(longDate(day)).toBe(domainDates.longDate(day));
    for (const time of times)
      expect(longDateTime(`${day}T${time}`)).toBe(wallClock.longDateTime(`${day}T${time}`));
    for (const other of days) {
      expect(daysBetween(day, other)).toBe(domainDates.daysBetween(day, other));
      expect(inDays(day, other)).toBe(domainDates.inDays(day, other));
    }
  });
});

describe('clock times', () => {
  test.each([
    ['09:00', '9 am'],
    ['12:00', 'midday'],
    ['00:00', 'midnight'],
    ['00:05', '12:05 am'],
    ['2026-12-04T14:30', '2:30 pm'],
  ])('%s is %s', (time, words) => expect(clockTime(time)).toBe(words));

  test('a meeting is said from its start to its end', () => {
    expect(fromTo('2026-12-04T14:00', '2026-12-04T15:30')).toBe('2 pm to 3:30 pm');
  });

  test.each([
    ['2026-07-01T22:30:00Z', '23:30', '2026-07-01'],
    ['2026-07-01T23:30:00Z', '00:30', '2026-07-02'],
    ['2026-12-01T23:30:00Z', '23:30', '2026-12-01'],
  ])('the instant %s is %s on an English wall, on %s', (instant, time, date) => {
    expect(timeOfInstant(instant)).toBe(time);
    expect(dateOfInstant(instant)).toBe(date);
  });

  test.each([
    ['14:30', 90, '16:00'],
    ['09:05', 55, '10:00'],
    ['23:00', 90, '23:59'],
  ])('%s and %i minutes is %s', (time, minutes, later) => expect(laterBy(time, minutes)).toBe(later));
});
