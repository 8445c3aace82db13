import { roleName } from '../people/role.ts';
import { longDate } from '../time/localDate.ts';
import type { Block } from './block.ts';
import { inWords } from './record.ts';
import { newTargets } from './sections/newTargets.ts';
import { linePence, pounds, pppTotals, type Target, targetPence } from './targets.ts';

/** The targets on one page, with what each costs. */
export function targetTable(targets: readonly Target[]): readonly Block[] {
  if (targets.length === 0) return [{ is: 'paragraph', isQuiet: true, text: 'No targets are set yet.' }];
  const { asked } = pppTotals(targets, null);
  return [
    {
      is: 'table',
      caption: 'Targets',
      head: ['No.', 'Target', 'Area', 'By when', 'Who', 'Cost'],
      rows: targets.map((target, index) => [
        String(index + 1),
        target.text,
        areaInWords(target),
        target.byWhen === null ? 'No day yet' : longDate(target.byWhen),
        target.owner === null ? 'Nobody yet' : roleName(target.owner),
        targetPence(target) === 0 ? 'None' : pounds(targetPence(target)),
      ]),
      numeric: [5],
      total: ['', 'All targets', '', '', '', pounds(asked)],
    },
  ];
}

/** LE-39: every line with its costing, added up to the penny against the year. */
export function pppBlocks(targets: readonly Target[], yearlyPence: number | null): readonly Block[] {
  const totals = pppTotals(targets, yearlyPence);
  const heading: Block = { is: 'heading', level: 1, text: 'Pupil Premium Plus asked for' };
  const rows = targets.flatMap((target, index) =>
    target.ppp.map((line) => [
      String(index + 1),
      line.what,
      String(line.quantity),
      pounds(line.unitPence),
      pounds(linePence(line)),
    ]),
  );
  const facts: Block = {
    is: 'facts',
    rows: [
      { label: 'Asked for here', value: pounds(totals.asked) },
      {
        label: 'Allocation for the year',
        value: totals.allocation === null ? 'Not entered by the authority' : pounds(totals.allocation),
      },
      ...(totals.left === null ? [] : [{ label: 'Left', value: pounds(totals.left) }]),
    ],
  };
  if (rows.length === 0)
    return [heading, { is: 'paragraph', isQuiet: true, text: 'No money is asked for.' }, facts];
  return [
    heading,
    {
      is: 'table',
      caption: 'Costs by target',
      head: ['Target', 'What for', 'Number', 'Price of one', 'Total'],
      rows,
      numeric: [2, 3, 4],
      total: ['', 'Asked for here', '', '', pounds(totals.asked)],
    },
    facts,
  ];
}

function areaInWords(target: Target): string {
  const field = newTargets.fields.find(({ id }) => id === 'area');
  return field === undefined || target.area === null ? '' : inWords(field, target.area, {});
}
