import { type Fault, fileFault, wholeFile, wholeRow } from './fault.ts';

/** A file as it was cut into cells, before anything is understood. */
export type RawTable = {
  readonly file: string;
  readonly header: readonly string[];
  readonly records: readonly { readonly line: number; readonly cells: readonly string[] }[];
};

/** Cells under the names this product uses, whatever their order and spelling in the file. */
export type Row = { readonly line: number; readonly cells: Readonly<Record<string, string>> };

export type Table = {
  readonly file: string;
  readonly rows: readonly Row[];
  readonly faults: readonly Fault[];
  /** False when a column is missing: then no row can be understood. */
  readonly isUsable: boolean;
  /** Rows that are left out already, being too short, too long or too big. */
  readonly refused: number;
};

const longestCell = 4000;
const mostRows = 20_000;

/** 'Person ID', 'PersonId' and 'person_id' are one heading. */
function key(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z0-9]/g, '');
}

export function tableOf(raw: RawTable, columns: readonly string[]): Table {
  const places = new Map(raw.header.map((heading, place) => [key(heading), place]));
  const missing = columns.filter((column) => !places.has(key(column)));
  const twice = columns.filter(
    (column) => raw.header.filter((heading) => key(heading) === key(column)).length > 1,
  );
  const headerFaults = [
    ...missing.map((column) => headingFault(raw.file, column, 'is missing', 'Add it')),
    ...twice.map((column) => headingFault(raw.file, column, 'stands twice', 'Keep one')),
  ];
  if (raw.records.length > mostRows) headerFaults.push(tooManyRows(raw));
  if (headerFaults.length > 0)
    return { file: raw.file, rows: [], faults: headerFaults, isUsable: false, refused: raw.records.length };
  const faults: Fault[] = [];
  const rows: Row[] = [];
  for (const record of raw.records) {
    const fault = shapeFault(raw, record);
    if (fault === null) rows.push({ line: record.line, cells: named(record.cells, columns, places) });
    else faults.push(fault);
  }
  return { file: raw.file, rows, faults, isUsable: true, refused: faults.length };
}

function named(
  cells: readonly string[],
  columns: readonly string[],
  places: ReadonlyMap<string, number>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    columns.map((column) => [column, cells[places.get(key(column)) ?? -1]?.trim() ?? '']),
  );
}

function shapeFault(raw: RawTable, record: RawTable['records'][number]): Fault | null {
  const place = { file: raw.file, line: record.line, isRowLeftOut: true };
  const expected = raw.header.length;
  const found = record.cells.length;
  if (found !== expected)
    return {
      ...place,
      column: wholeRow,
      what: `The row has ${found} cells where ${expected} are expected.`,
      whatToDo:
        found < expected
          ? 'Fill the row to its end, empty cells included; look for a line break inside a cell. The row was left out; import again when it is mended.'
          : 'Put cells that hold a comma in double quotes. The row was left out; import again when it is mended.',
    };
  const long = record.cells.findIndex((cell) => cell.length > longestCell);
  if (long < 0) return null;
  return {
    ...place,
    column: raw.header[long] ?? wholeRow,
    what: `The cell holds ${record.cells[long]?.length ?? 0} characters; at most ${longestCell} are taken.`,
    whatToDo: 'Shorten it. The row was left out; import again when it is mended.',
  };
}

function headingFault(file: string, column: string, what: string, mend: string): Fault {
  return {
    file,
    line: 1,
    column,
    what: `The column '${column}' ${what}, so no row of this file can be read.`,
    whatToDo: `${mend} in the first line, then import again.`,
    isRowLeftOut: true,
  };
}

function tooManyRows(raw: RawTable): Fault {
  return {
    ...fileFault(
      raw.file,
      `The file has ${raw.records.length} rows; at most ${mostRows} are taken.`,
      'Split it.',
    ),
    column: wholeFile,
  };
}
