import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBankHoliday, isWorkingDay, knowsBankHolidays } from '#domain/time/bankHolidays.ts';
import { type DayUnit, dueAfter, latestBefore } from '#domain/time/countDays.ts';
import { daysBetween, inDays, longDate, parseUkDate, plusDays, weekday } from '#domain/time/localDate.ts';
import {
  calendarFor,
  isSchoolDay,
  lastKnownDay,
  lastSchoolDayOf,
  type Term,
} from '#domain/time/schoolCalendar.ts';
import { clockTime, fromInstant, longDateTime, plusMinutes, toInstant } from '#domain/time/wallClock.ts';

const autumn: Term = {
  calendar: 'Fen',
  name: 'Autumn',
  from: '2026-09-01',
  to: '2026-12-18',
  halfTerm: { after: '2026-10-23', before: '2026-11-02' },
  inset: ['2026-09-01', '2026-11-02', '2026-12-18'],
};
const spring: Term = { calendar: 'Fen', name: 'Spring', from: '2027-01-04', to: '2027-03-25', inset: [] };
const summer: Term = { calendar: 'Fen', name: 'Summer', from: '2027-04-12', to: '2027-07-21', inset: [] };
const terms = [summer, autumn, spring];
const calendar = calendarFor(null, terms);

describe('a UK date', () => {
  it.each([
    ['15/06/2027', '2027-06-15'],
    ['5/6/2027', '2027-06-05'],
    [' 2027-06-15 ', '2027-06-15'],
    ['29/02/2028', '2028-02-29'],
  ])('%s is read as %s', (text, date) => expect(parseUkDate(text)).toBe(date));

  it.each(['31/02/2026', '29/02/2027', '2026-13-01', '0/1/2026', '1/1/26', 'tomorrow', '', '06/15/2027'])(
    '%s is no date',
    (text) => expect(parseUkDate(text)).toBeUndefined(),
  );

  it('is said in words, and by how far off it is', () => {
    expect(longDate('2027-06-05')).toBe('5 June 2027');
    expect(weekday('2026-11-23')).toBe('Monday');
    const said = ['2026-11-20', '2026-11-22', '2026-11-23', '2026-11-24', '2026-11-27'];
    expect(said.map((day) => inDays('2026-11-23', day))).toEqual([
      '3 days ago',
      'yesterday',
      'today',
      'tomorrow',
      'in 4 days',
    ]);
  });
});

describe('a wall-clock time', () => {
  it.each([
    ['2026-12-04T14:00', '2026-12-04T14:00:00Z'],
    ['2027-06-04T14:00', '2027-06-04T13:00:00Z'],
    ['2027-03-28T00:59', '2027-03-28T00:59:00Z'],
    ['2027-03-28T02:00', '2027-03-28T01:00:00Z'],
    ['2026-10-25T02:00', '2026-10-25T02:00:00Z'],
  ])('%s is the instant %s and back', (time, instant) => {
    expect(toInstant(time)).toBe(instant);
    expect(fromInstant(instant)).toBe(time);
  });

  it('is said as people say it', () => {
    expect(longDateTime('2026-12-04T14:00')).toBe('Friday 4 December 2026, 2 pm');
    const times = ['T14:30', 'T09:05', 'T12:00', 'T00:00', 'T12:15', 'T00:15'].map((time) =>
      clockTime(`2026-12-04${time}`),
    );
    expect(times).toEqual(['2:30 pm', '9:05 am', 'midday', 'midnight', '12:15 pm', '12:15 am']);
    expect(plusMinutes('2026-12-31T23:30', 60)).toBe('2027-01-01T00:30');
  });
});

describe('the days on which people work and schools meet', () => {
  it('knows substitute bank holidays, and does not guess beyond the table', () => {
    expect(isBankHoliday('2026-12-28')).toBe(true);
    expect(isBankHoliday('2026-12-26')).toBe(false);
    expect(isWorkingDay('2028-01-03')).toBe(false);
    expect(knowsBankHolidays('2029-01-02')).toBe(false);
    expect(() => isWorkingDay('2029-01-02')).toThrow('2029');
  });

  it('leaves out half term between its two days, INSET days, weekends and bank holidays', () => {
    const days = [
      '2026-10-23',
      '2026-10-26',
      '2026-10-30',
      '2026-11-02',
      '2026-11-03',
      '2026-09-01',
      '2026-11-07',
      '2027-05-03',
    ];
    expect(days.map((day) => isSchoolDay(calendar, day))).toEqual([
      true,
      false,
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
    expect(lastSchoolDayOf(autumn)).toBe('2026-12-17');
    expect(lastKnownDay(calendar)).toBe('2027-07-21');
  });

  it('uses a school’s own dates, and its authority’s where it has none', () => {
    const own: Term = { ...autumn, calendar: '800001', to: '2026-12-11' };
    const found = (urn: string, name: string) =>
      calendarFor({ urn, calendar: name, la: 'Wolds' }, [...terms, own]);
    expect(found('800001', '800001')).toMatchObject({ name: '800001', isFallback: false, terms: [own] });
    expect(found('800002', '800002')).toMatchObject({ name: 'Fen', isFallback: true });
    expect(found('800003', 'Fen').terms.map((term) => term.name)).toEqual(['Autumn', 'Spring', 'Summer']);
  });
});

describe('a time limit', () => {
  it.each([
    ['calendarDays', 10, '2026-12-04', '2026-12-14'],
    ['workingDays', 10, '2026-12-04', '2026-12-18'],
    ['workingDays', 10, '2026-12-18', '2027-01-06'],
    ['schoolDays', 10, '2026-12-04', '2027-01-04'],
    ['schoolDays', 1, '2026-10-23', '2026-11-03'],
    ['schoolDays', 0, '2026-12-04', '2026-12-04'],
  ] as const)('of %s %i from %s ends on %s', (unit, count, on, due) => {
    expect(dueAfter({ unit, count, on, calendar })).toMatchObject({ due, because: null, counted: count });
  });

  it('says which days were not counted, and why', () => {
    const { skipped, why } = dueAfter({ unit: 'workingDays', count: 2, on: '2026-12-24', calendar });
    expect(skipped.map(({ why }) => why)).toEqual(['bank holiday', 'weekend', 'weekend', 'bank holiday']);
    expect(why).toBe(
      '2 working days after 24 December 2026: 30 December 2026, weekends and bank holidays not counted',
    );
  });

  it.each([
    ['schoolDays', '2027-07-20', 'term-dates-missing'],
    ['workingDays', '2028-12-29', 'bank-holidays-missing'],
  ] as const)('of %s past what is known has no answer', (unit, on, because) => {
    expect(dueAfter({ unit, count: 5, on, calendar })).toMatchObject({ due: null, because });
  });

  it('has no answer across a stretch from which a term must be missing', () => {
    const gap = calendarFor(null, [autumn, summer]);
    expect(dueAfter({ unit: 'schoolDays', count: 20, on: '2026-12-10', calendar: gap }).because).toBe(
      'term-dates-missing',
    );
    expect(dueAfter({ unit: 'schoolDays', count: 1, on: '2026-12-10' }).because).toBe('term-dates-missing');
  });

  it('gives the latest day that still leaves a week’s notice', () => {
    expect(latestBefore({ count: 7, unit: 'calendarDays', before: '2026-12-04' }).due).toBe('2026-11-27');
    expect(latestBefore({ count: 3, unit: 'workingDays', before: '2026-12-30' }).due).toBe('2026-12-23');
  });

  const day = fc.integer({ min: 0, max: 150 }).map((days) => plusDays('2026-09-01', days));
  const unit = fc.constantFrom<DayUnit>('calendarDays', 'workingDays', 'schoolDays');

  it('never ends on a day of another kind, and counts every day once', () => {
    fc.assert(
      fc.property(day, unit, fc.integer({ min: 1, max: 40 }), (on, unit, count) => {
        const { due, counted, skipped } = dueAfter({ unit, count, on, calendar });
        if (due === null) throw new Error('the calendar reaches further than this');
        expect(counted + skipped.length).toBe(daysBetween(on, due));
        if (unit === 'workingDays') expect(isWorkingDay(due)).toBe(true);
        if (unit === 'schoolDays') expect(isSchoolDay(calendar, due)).toBe(true);
      }),
    );
  });

  it('grows with its count, and counting back from its end comes to the day it began or a later idle one', () => {
    fc.assert(
      fc.property(day, unit, fc.integer({ min: 1, max: 40 }), (on, unit, count) => {
        const due = dueAfter({ unit, count, on, calendar }).due ?? '';
        expect(dueAfter({ unit, count: count + 1, on, calendar }).due ?? '').toSatisfy(
          (later: string) => later > due,
        );
        const back = latestBefore({ unit, count: count - 1, before: due, calendar }).due ?? '';
        expect(dueAfter({ unit, count: 1, on, calendar }).due).toBe(back);
      }),
    );
  });
});
