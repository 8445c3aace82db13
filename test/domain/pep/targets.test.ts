import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leicestershire } from '#authorities/profiles/leicestershire.ts';
import {
  carriedForward,
  linePence,
  missingForTargets,
  pounds,
  pppTotals,
  targetPence,
  targetsOf,
} from '#domain/pep/targets.ts';
import { complete, written } from './builders.ts';

const rules = leicestershire.targets.rules.is;

function remarks(
  values: Readonly<Record<string, string>>,
  needs: readonly ('year11' | 'moving' | 'semhNeed')[] = [],
) {
  return missingForTargets({
    targets: targetsOf(written({ ...complete, ...values })),
    rules,
    needs,
    pairsShortWithLongTerm: true,
    today: '2026-12-04',
  }).map(({ field, words }) => `${field ?? ''}|${words}`);
}

describe('money', () => {
  it('LE-39: ten weekly sessions at £40 are £400', () => {
    expect(linePence({ id: 'a', what: 'Tuition', quantity: 10, unitPence: 4000 })).toBe(40_000);
    expect(pounds(40_000)).toBe('£400.00');
  });

  it.each([
    [0, '£0.00'],
    [5, '£0.05'],
    [123_456_789, '£1,234,567.89'],
    [-695, '-£6.95'],
  ])('%i pence reads %s', (pence, words) => {
    expect(pounds(pence)).toBe(words);
  });

  it('adds up to the penny, whatever the lines, and left is what asked leaves', () => {
    const line = fc.record({
      id: fc.constant('a'),
      what: fc.string(),
      quantity: fc.nat(10_000),
      unitPence: fc.nat(10_000_000),
    });
    const target = fc.record({ ppp: fc.array(line, { maxLength: 30 }) });
    fc.assert(
      fc.property(fc.array(target, { maxLength: 20 }), fc.option(fc.nat(1_000_000)), (targets, yearly) => {
        const totals = pppTotals(targets, yearly);
        expect(Number.isSafeInteger(totals.asked)).toBe(true);
        expect(totals.asked).toBe(targets.map(targetPence).reduce((sum, one) => sum + one, 0));
        expect(totals.left).toBe(yearly === null ? null : yearly - totals.asked);
      }),
    );
  });
});

describe('the targets of a record', () => {
  it('reads each with its costs, and leaves out what was taken out', () => {
    const targets = targetsOf(
      written({ ...complete, 'new-targets/t2/text': 'No', 'new-targets/t2/removed': 'yes' }),
    );
    expect(targets).toHaveLength(1);
    expect(targets[0]).toMatchObject({
      area: 'english',
      term: 'short',
      byWhen: '2027-03-19',
      owner: 'designatedTeacher',
    });
    expect(pppTotals(targets, 100_000)).toEqual({ asked: 40_000, allocation: 100_000, left: 60_000 });
  });

  it('LE-14: are carried into the next review with the step they were raised in', () => {
    const carried = carriedForward(
      written({ ...complete, 'new-targets/t1/from': 'care-update', 'new-targets/t3/area': 'maths' }),
    );
    expect(carried).toEqual([
      { path: 'previous-targets/t1/text', value: 'Answers 6 of 8 questions on a page.' },
      { path: 'previous-targets/t1/from', value: 'care-update' },
    ]);
  });

  it('asks for maths and for the long-term aim, and for what this child needs besides', () => {
    expect(remarks({})).toEqual([
      '|Include a target for maths.',
      'term|Add the long-term aim behind this step.',
    ]);
    expect(remarks({}, ['year11', 'moving'])).toHaveLength(4);
  });

  it.each([
    [{ 'new-targets/t1/by-when': '2026-12-04' }, 'by-when|This day has passed.'],
    [{ 'new-targets/t1/by-when': '' }, 'by-when|Give a day.'],
    [{ 'new-targets/t1/baseline': ' ' }, 'baseline|Say where the child is now.'],
    [{ 'new-targets/t1/owner': '' }, 'owner|Say who answers for it.'],
    [{ 'new-targets/t1/how-often': '' }, 'how-often|Say how often.'],
    [{ 'new-targets/t1/term': 'long' }, 'term|Add the first step towards this aim.'],
  ])('%j: %s', (values, remark) => {
    expect(remarks(values)).toContain(remark);
  });
});
