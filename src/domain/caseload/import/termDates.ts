import { type LocalDate, longDate, parseUkDate } from '../../time/localDate.ts';
import type { Term } from '../../time/schoolCalendar.ts';
import type { Fault } from './fault.ts';
import { type RowReader, rowReader } from './rowReader.ts';
import type { Row } from './table.ts';

export const termColumns = [
  'Calendar',
  'Term',
  'First day',
  'Half term starts after',
  'Half term ends before',
  'Last day',
  'INSET days',
] as const;

type Parsed = { readonly terms: readonly Term[]; readonly faults: readonly Fault[] };

export function parseTermDates(rows: readonly Row[], file: string): Parsed {
  const terms: Term[] = [];
  const faults: Fault[] = [];
  for (const row of rows) {
    const reader = rowReader(file, row);
    const term = readTerm(reader);
    const other = terms.find(
      (known) => known.calendar === term.calendar && known.from <= term.to && term.from <= known.to,
    );
    if (other !== undefined && !reader.isLeftOut())
      reader.fault(
        'First day',
        'rowLeftOut',
        `The term overlaps ${other.name}, from ${longDate(other.from)}.`,
        'Correct the days of one of them.',
      );
    faults.push(...reader.faults());
    if (!reader.isLeftOut()) terms.push(term);
  }
  return { terms, faults };
}

function readTerm(row: RowReader): Term {
  const from = row.neededDate('First day');
  const to = row.neededDate('Last day');
  if (from !== '' && to !== '' && to <= from)
    row.fault(
      'Last day',
      'rowLeftOut',
      `${longDate(to)} is not after the first day.`,
      'Correct the two days.',
    );
  const span = row.isLeftOut() ? null : { from, to };
  const halfTerm = readHalfTerm(row, span);
  return {
    calendar: row.needed('Calendar', 'Write the authority’s name, or the URN of the school.'),
    name: row.needed('Term', 'Write Autumn, Spring or Summer.'),
    from,
    to,
    ...(halfTerm === null ? {} : { halfTerm }),
    inset: readInset(row, span),
  };
}

/** Known when the term's own days are sound; without them nothing inside can be judged. */
type Span = { readonly from: LocalDate; readonly to: LocalDate };

/** A wrong day here would move deadlines without anyone noticing, so the term is left out. */
function readHalfTerm(row: RowReader, span: Span | null): NonNullable<Term['halfTerm']> | null {
  const after = row.date('Half term starts after', 'rowLeftOut');
  const before = row.date('Half term ends before', 'rowLeftOut');
  if (after === null && before === null) return null;
  const column = after === null ? 'Half term starts after' : 'Half term ends before';
  if (after === null || before === null) {
    row.fault(
      column,
      'rowLeftOut',
      'Half term has one of its two days only.',
      'Write both days, or neither.',
    );
    return null;
  }
  if (before <= after || (span !== null && (after < span.from || before > span.to)))
    row.fault(column, 'rowLeftOut', 'Half term is not inside the term.', 'Correct the days of half term.');
  return { after, before };
}

function readInset(row: RowReader, span: Span | null): readonly LocalDate[] {
  const words = row
    .text('INSET days')
    .split(/[;|,]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  return words.flatMap((word) => {
    const day = parseUkDate(word);
    if (day !== undefined && (span === null || (span.from <= day && day <= span.to))) return [day];
    const what =
      day === undefined ? `'${word.slice(0, 20)}' is not a date.` : `${longDate(day)} is outside the term.`;
    row.fault('INSET days', 'rowLeftOut', what, 'Write each day as day/month/year, with ; between them.');
    return [];
  });
}
