import { isIsoDate, type LocalDate, longDate, parseUkDate } from '../../time/localDate.ts';
import type { Fault } from './fault.ts';
import type { Row } from './table.ts';

/** What a faulty cell does: the row stays out, or goes in without the cell. */
export type Weight = 'rowLeftOut' | 'cellLeftEmpty';

export type RowReader = {
  readonly line: number;
  readonly text: (column: string) => string;
  /** A cell that must hold something. */
  readonly needed: (column: string, whatToDo: string) => string;
  readonly date: (column: string, weight: Weight) => LocalDate | null;
  readonly neededDate: (column: string) => LocalDate;
  readonly oneOf: <T extends string>(
    column: string,
    allowed: Readonly<Record<string, T>>,
    weight: Weight,
  ) => T | null;
  readonly shaped: (column: string, shape: CellShape, weight: Weight) => string | null;
  readonly fault: (column: string, weight: Weight, what: string, whatToDo: string) => void;
  readonly faults: () => readonly Fault[];
  readonly isLeftOut: () => boolean;
};

export type CellShape = { readonly fits: RegExp; readonly what: string; readonly whatToDo: string };

export const emailShape: CellShape = {
  fits: /^[^\s@,;<>"()]+@[^\s@,;<>"()]+\.[^\s@,;<>"().]+$/,
  what: 'This is not an e-mail address.',
  whatToDo: 'Write one address such as name@council.gov.test.',
};

export const phoneShape: CellShape = {
  fits: /^(?:\+44|0)(?:[\s()-]*\d){9,10}$/,
  what: 'This is not a telephone number.',
  whatToDo: 'Write the number alone, in digits, from 0 or +44.',
};

/** Readings of one row. Only rows that `isLeftOut` says no to may be used: the values of the others stand in for what could not be read. */
export function rowReader(file: string, row: Row): RowReader {
  const faults: Fault[] = [];
  const text = (column: string): string => row.cells[column] ?? '';
  function fault(column: string, weight: Weight, what: string, whatToDo: string): void {
    if (faults.some((known) => known.column === column)) return;
    const isRowLeftOut = weight === 'rowLeftOut';
    faults.push({
      file,
      line: row.line,
      column,
      what,
      whatToDo: `${whatToDo}${after(weight)}`,
      isRowLeftOut,
    });
  }
  function date(column: string, weight: Weight): LocalDate | null {
    const said = text(column);
    if (said === '') return null;
    const day = parseUkDate(said);
    if (day === undefined) {
      const shaped = /^\d{1,2}\/\d{1,2}\/\d{4}$|^\d{4}-\d{2}-\d{2}$/.test(said);
      const what = shaped ? `${said} is a day that does not exist.` : `'${shown(said)}' is not a date.`;
      fault(column, weight, what, 'Write day/month/year, such as 05/06/2027.');
      return null;
    }
    return day;
  }
  function needed(column: string, whatToDo: string): string {
    if (text(column) === '') fault(column, 'rowLeftOut', 'The cell is empty.', whatToDo);
    return text(column);
  }
  for (const [column, cell] of Object.entries(row.cells))
    if (/^[=@]/.test(cell))
      fault(
        column,
        'rowLeftOut',
        'The cell holds a spreadsheet formula, not words.',
        'Replace it by the plain value.',
      );
  return {
    line: row.line,
    text,
    needed,
    date,
    neededDate: (column) => {
      needed(column, 'Write the date as day/month/year.');
      return date(column, 'rowLeftOut') ?? '';
    },
    oneOf: (column, allowed, weight) => {
      const said = text(column);
      if (said === '') return null;
      const found = Object.entries(allowed).find(([word]) => word.toLowerCase() === said.toLowerCase());
      if (found !== undefined) return found[1];
      fault(
        column,
        weight,
        `'${shown(said)}' is not known here.`,
        `Use one of: ${Object.keys(allowed).join(', ')}.`,
      );
      return null;
    },
    shaped: (column, shape, weight) => {
      const said = text(column);
      if (said === '') return null;
      if (shape.fits.test(said)) return said;
      fault(column, weight, shape.what, shape.whatToDo);
      return null;
    },
    fault,
    faults: () => [...faults, ...isoNotes(file, row, faults)],
    isLeftOut: () => faults.some((known) => known.isRowLeftOut),
  };
}

/** A date of another form is read, and said: a file that mixes forms may have had days and months swapped on its way. */
function isoNotes(file: string, row: Row, faults: readonly Fault[]): readonly Fault[] {
  return Object.entries(row.cells)
    .filter(([column, cell]) => isIsoDate(cell) && !faults.some((fault) => fault.column === column))
    .map(([column, cell]) => ({
      file,
      line: row.line,
      column,
      what: `${cell} is not written as day/month/year; it was read as ${longDate(parseUkDate(cell) ?? cell)}.`,
      whatToDo: 'Check the day and write it as day/month/year.',
      isRowLeftOut: false,
    }));
}

function after(weight: Weight): string {
  return weight === 'rowLeftOut'
    ? ' The row was left out; import again when it is mended.'
    : ' The row went in without this cell.';
}

function shown(cell: string): string {
  return cell.length > 40 ? `${cell.slice(0, 40)}…` : cell;
}
