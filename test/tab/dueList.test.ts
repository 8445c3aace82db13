import { describe, expect, test } from 'vitest';
import {
  chipsOf,
  type DueListReply,
  type DueRow,
  filtered,
  noFilters,
  without,
} from '#tab/surfaces/due/filters.ts';
import { nextStep } from '#tab/surfaces/due/nextStep.ts';
import { daysBetween } from '#tab/shared/dates.ts';

const today = '2026-11-23';

type RowOverrides = Partial<Omit<DueRow, 'child'>> & { readonly child?: Partial<DueRow['child']> };

function aRow({ child, ...overrides }: RowOverrides = {}): DueRow {
  const row = {
    due: '2026-12-04',
    noDate: null,
    why: { words: 'One plan in each term', source: 'LE-01' },
    stage: 'notBooked' as const,
    stageWords: 'Not booked',
    meeting: null,
    pep: null,
    officer: null,
    ...overrides,
  };
  return {
    ...row,
    daysLeft: row.due === null ? null : daysBetween(today, row.due),
    child: {
      id: 'c',
      reference: 'ER-1',
      name: 'Amara Okafor',
      initials: 'AO',
      yearGroup: 'Year 4',
      phase: 'schoolAge',
      school: 'Harbour Lane',
      ...child,
    },
  };
}

const list: DueListReply = {
  today,
  counts: { all: 6, overdue: 1, dueThisHalfTerm: 2, meetingsThisWeek: 1, noDate: 1 },
  rows: [
    aRow({ child: { id: 'late', name: 'Billy Stone' }, due: '2026-11-20' }),
    aRow({
      child: { id: 'today' },
      due: today,
      stage: 'booked',
      meeting: { id: 'm1', startsAt: '2026-11-29T23:00' },
    }),
    aRow({
      child: { id: 'soon', phase: 'post16', school: null },
      due: '2026-12-18',
      stage: 'booked',
      meeting: { id: 'm2', startsAt: '2026-11-30T09:00' },
    }),
    aRow({
      child: { id: 'spring', phase: 'earlyYears', yearGroup: 'Nursery' },
      due: '2027-03-01',
      stage: 'ended',
      meeting: { id: 'm3', startsAt: '2026-11-24T09:00' },
    }),
    aRow({ child: { id: 'summer', school: 'St Aldate’s' }, due: '2027-06-15' }),
    aRow({ child: { id: 'none' }, due: null, noDate: 'Next year’s term dates are missing' }),
  ],
};
const idsOf = (filters: Partial<typeof noFilters>) =>
  filtered(list, { ...noFilters, ...filters }).map((row) => row.child.id);

describe('filters of the due list', () => {
  test.each([
    [{}, ['late', 'today', 'soon', 'spring', 'summer', 'none']],
    [{ view: 'overdue' }, ['late']],
    [{ view: 'dueThisHalfTerm' }, ['today', 'soon']],
    [{ view: 'meetingsThisWeek' }, ['today']],
    [{ view: 'noDate' }, ['none']],
    [{ phase: 'earlyYears' }, ['spring']],
    [{ stage: 'booked' }, ['today', 'soon']],
    [{ search: 'STONE billy' }, ['late']],
    [{ search: 'aldate’s' }, ['summer']],
    [{ search: '  ' }, ['late', 'today', 'soon', 'spring', 'summer', 'none']],
    [{ stage: 'booked', phase: 'post16' }, ['soon']],
    [{ stage: 'booked', search: 'billy' }, []],
  ] as const)('%o keeps %o', (filters, ids) => expect(idsOf(filters)).toEqual(ids));

  test('every filter that is on is shown, and can be taken off alone', () => {
    const on = { search: ' bil ', phase: 'post16', stage: 'booked', view: 'overdue' } as const;
    expect(chipsOf(on).map(({ words }) => words)).toEqual(['‘bil’', 'Overdue', 'Post-16', 'Booked']);
    for (const { filter } of chipsOf(on)) {
      const off = without(on, filter);
      expect(chipsOf(off).map((chip) => chip.filter)).toEqual(
        chipsOf(on)
          .map((chip) => chip.filter)
          .filter((other) => other !== filter),
      );
    }
    expect(chipsOf(noFilters)).toEqual([]);
  });
});

describe('the next step in words', () => {
  test.each([
    [aRow(), 'Book by 4 December: 11 days', 'warning'],
    [aRow({ due: '2026-11-24' }), 'Book by 24 November: 1 day', 'warning'],
    [aRow({ due: today }), 'Book by 23 November: today', 'warning'],
    [aRow({ due: '2027-02-12' }), 'Book by 12 February 2027: 81 days', 'open'],
    [aRow({ due: '2026-11-22' }), 'Was due 22 November: 1 day overdue', 'problem'],
    [aRow({ stage: 'booked' }), 'Meet by 4 December: 11 days', 'waiting'],
    [
      aRow({ stage: 'ended', due: '2026-11-20' }),
      'Complete the plan by 20 November: 3 days overdue',
      'problem',
    ],
    [aRow({ stage: 'returned' }), 'School to mend and complete again', 'warning'],
    [
      aRow({ due: null, noDate: 'Next year’s term dates are missing' }),
      'Next year’s term dates are missing',
      'warning',
    ],
  ] as const)('%# %o', (row, words, look) => expect(nextStep(row, today)).toEqual({ words, look }));
});
