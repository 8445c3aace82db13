import { describe, expect, it } from 'vitest';
import { leicestershire } from '#authorities/profiles/leicestershire.ts';
import { type NextPepQuestion, nextPepDue } from '#domain/caseload/nextPep.ts';
import { parseNcYear, phaseOf, yearsAheadOfAge } from '#domain/caseload/phase.ts';
import type { Term } from '#domain/time/schoolCalendar.ts';

function term(name: string, from: string, to: string): Term {
  return { calendar: 'Fen', name, from, to, inset: [to] };
}
/** Each ends with an INSET day, so the last school day is the working day before. */
const terms = [
  term('Spring', '2026-01-05', '2026-03-27'),
  term('Summer', '2026-04-13', '2026-07-17'),
  term('Autumn', '2026-09-01', '2026-12-18'),
  term('Spring', '2027-01-04', '2027-03-25'),
  term('Summer', '2027-04-12', '2027-07-21'),
];
const school = { urn: '800001', calendar: 'Fen' };

type Asked = Partial<Omit<NextPepQuestion, 'child'>> & { readonly child?: Partial<NextPepQuestion['child']> };

function due({ child, ...rest }: Asked = {}) {
  return nextPepDue({
    child: { ncYear: '5', careStart: '2024-02-03', school, ...child },
    terms,
    profile: leicestershire,
    today: '2026-11-23',
    lastPep: '2026-06-11',
    nextReview: null,
    ...rest,
  });
}

describe('the next PEP of a child of school age (LE-01)', () => {
  it.each<[string, Asked, { due: string; source: string; daysLeft: number }]>([
    [
      'is due by the last school day of a term without one',
      {},
      { due: '2026-12-17', source: 'LE-01', daysLeft: 24 },
    ],
    [
      'moves to the next term once this one has its PEP',
      { lastPep: '2026-09-14' },
      { due: '2027-03-24', source: 'LE-01', daysLeft: 121 },
    ],
    [
      'is owed to this term when the last was held in the holiday before it',
      { lastPep: '2026-08-23' },
      { due: '2026-12-17', source: 'LE-01', daysLeft: 24 },
    ],
    [
      'stays overdue from a term that went by without one',
      { lastPep: '2026-03-05' },
      { due: '2026-07-16', source: 'LE-01', daysLeft: -130 },
    ],
    [
      'is this term’s for a child new into care',
      { lastPep: null, child: { careStart: '2026-11-10' } },
      { due: '2026-12-17', source: 'LE-01', daysLeft: 24 },
    ],
    [
      'is next term’s for a child new into care in the holiday',
      { lastPep: null, today: '2026-12-22', child: { careStart: '2026-12-19' } },
      { due: '2027-03-24', source: 'LE-01', daysLeft: 92 },
    ],
    [
      'owes nothing to the time between two stays in care',
      { lastPep: '2026-01-20', child: { careStart: '2026-10-01' } },
      { due: '2026-12-17', source: 'LE-01', daysLeft: 24 },
    ],
    [
      'comes 7 days before a review that falls earlier (BS-26)',
      { nextReview: '2026-12-10' },
      { due: '2026-12-03', source: 'LE-01, BS-26', daysLeft: 10 },
    ],
    [
      'comes on a school day before such a review',
      { nextReview: '2026-12-12' },
      { due: '2026-12-04', source: 'LE-01, BS-26', daysLeft: 11 },
    ],
    [
      'is not moved by a review after the term',
      { nextReview: '2027-01-15' },
      { due: '2026-12-17', source: 'LE-01', daysLeft: 24 },
    ],
    [
      'is not moved by a review that last term’s PEP served',
      { lastPep: '2026-11-02', nextReview: '2027-01-06' },
      { due: '2027-03-24', source: 'LE-01', daysLeft: 121 },
    ],
    ['is termly after 16', { child: { ncYear: '12' } }, { due: '2026-12-17', source: 'LE-01', daysLeft: 24 }],
    [
      'uses the authority’s dates without a school',
      { child: { school: null } },
      { due: '2026-12-17', source: 'LE-01', daysLeft: 24 },
    ],
  ])('%s', (_says, asked, expected) => {
    expect(due(asked)).toMatchObject({ ...expected, because: null, isOverdue: expected.daysLeft < 0 });
  });

  it('has no day past the last known term date, and never guesses one', () => {
    expect(due({ lastPep: '2027-05-01', today: '2027-06-01' })).toMatchObject({
      due: null,
      because: 'term-dates-missing',
      daysLeft: null,
    });
    expect(due({ terms: [] })).toMatchObject({ due: null, because: 'term-dates-missing' });
    expect(due({ terms: terms.slice(3), today: '2026-09-20' })).toMatchObject({
      because: 'term-dates-missing',
    });
    const withoutSpring = terms.filter((one) => one.from !== '2027-01-04');
    expect(due({ terms: withoutSpring, lastPep: '2026-09-14' })).toMatchObject({
      because: 'term-dates-missing',
    });
  });

  it('says in plain words where the day comes from', () => {
    expect(due({ nextReview: '2026-12-10' }).why).toBe(
      'One PEP in each term: the last school day of Autumn term 2026 is 17 December 2026; the statutory review on ' +
        '10 December 2026 needs it 7 days earlier, so by 3 December 2026. The last was on 11 June 2026 (165 days ago).',
    );
  });
});

describe('the next PEP in the early years (LE-02)', () => {
  const child = { ncYear: 'N2' as const };
  it.each([
    ['the first of a year falls due by the end of February', '2026-06-11', '2027-02-26'],
    ['the second by the last school day of summer', '2026-11-02', '2027-07-20'],
    ['one missed since March is overdue', '2026-02-10', '2026-07-16'],
  ])('%s', (_says, lastPep, expected) => {
    expect(due({ child, lastPep })).toMatchObject({ due: expected, source: 'LE-02' });
  });

  it('waits for a setting, and for the term dates of the whole half-year', () => {
    expect(due({ child: { ...child, school: null } })).toMatchObject({
      due: null,
      because: 'no-early-years-setting',
    });
    expect(due({ child, terms: terms.slice(0, 3) })).toMatchObject({
      due: null,
      because: 'term-dates-missing',
    });
  });
});

describe('a year group', () => {
  it.each([
    ['N2', 'N2', 'earlyYears'],
    ['Reception', 'R', 'schoolAge'],
    ['Year 5', '5', 'schoolAge'],
    ['y11', '11', 'schoolAge'],
    ['013', '13', 'post16'],
  ])('%s is read as %s, %s', (text, year, phase) => {
    const read = parseNcYear(text);
    expect(read).toBe(year);
    expect(read === undefined ? undefined : phaseOf(read)).toBe(phase);
  });

  it('is usual for an age on 31 August', () => {
    expect(parseNcYear('14')).toBeUndefined();
    expect(yearsAheadOfAge('5', '2016-09-01', '2026-11-23')).toBe(0);
    expect(yearsAheadOfAge('5', '2016-08-31', '2026-11-23')).toBe(-1);
    expect(yearsAheadOfAge('R', '2022-08-31', '2027-08-30')).toBe(0);
    expect(yearsAheadOfAge('N2', '2015-03-09', '2026-11-23')).toBe(-8);
  });
});
