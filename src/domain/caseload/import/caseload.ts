import type { LocalDate } from '../../time/localDate.ts';
import { childColumns, parseChildren } from './children.ts';
import { type Fault, fileFault, inOrder } from './fault.ts';
import type { ReadCaseload } from './rows.ts';
import { parsePeople, personColumns } from './people.ts';
import { parseSchools, schoolColumns } from './schools.ts';
import { type RawTable, type Table, tableOf } from './table.ts';
import { parseTermDates, termColumns } from './termDates.ts';

export const caseloadFiles = {
  'children.csv': childColumns,
  'schools.csv': schoolColumns,
  'people.csv': personColumns,
  'term-dates.csv': termColumns,
} as const satisfies Record<string, readonly string[]>;
type CaseloadFile = keyof typeof caseloadFiles;

/**
 * Understands the four files together. With a file or a column missing nothing is taken, because every child would be
 * refused or, worse, read against half of what is known. `fileFaults` are those of files that could not be cut into cells.
 */
export function caseloadOf(
  raw: readonly RawTable[],
  today: LocalDate,
  fileFaults: readonly Fault[] = [],
): ReadCaseload {
  const tables = {
    'children.csv': open(raw, 'children.csv'),
    'schools.csv': open(raw, 'schools.csv'),
    'people.csv': open(raw, 'people.csv'),
    'term-dates.csv': open(raw, 'term-dates.csv'),
  } satisfies Record<CaseloadFile, Table | null>;
  const {
    'children.csv': children,
    'schools.csv': schools,
    'people.csv': people,
    'term-dates.csv': terms,
  } = tables;
  const told = new Set(fileFaults.map((fault) => fault.file));
  const absent = Object.entries(tables)
    .filter(([file, table]) => table === null && !told.has(file))
    .map(([file]) =>
      fileFault(file, `${file} is not among the files.`, 'Add it to the folder, then import again.'),
    );
  const shape = [...fileFaults, ...absent, ...Object.values(tables).flatMap((table) => table?.faults ?? [])];
  if (children === null || schools === null || people === null || terms === null || !areUsable(tables))
    return {
      ...nothing,
      faults: inOrder(shape),
      refusedChildren: children === null ? 0 : children.refused + children.rows.length,
    };
  const readTerms = parseTermDates(terms.rows, terms.file);
  const readSchools = parseSchools(schools.rows, schools.file, readTerms.terms);
  const schoolUrns = new Set(readSchools.schools.map((school) => school.urn));
  const readPeople = parsePeople(people.rows, people.file, schoolUrns);
  const around = { file: children.file, today, schoolUrns, people: readPeople.people };
  const readChildren = parseChildren(children.rows, around);
  return {
    children: readChildren.children,
    schools: readSchools.schools,
    people: readPeople.people,
    terms: readTerms.terms,
    faults: inOrder([
      ...shape,
      ...readChildren.faults,
      ...readSchools.faults,
      ...readPeople.faults,
      ...readTerms.faults,
    ]),
    refusedChildren: children.refused + readChildren.refused,
  };
}

const nothing = { children: [], schools: [], people: [], terms: [] } as const;

function open(raw: readonly RawTable[], file: CaseloadFile): Table | null {
  const found = raw.find((table) => table.file === file);
  return found === undefined ? null : tableOf(found, caseloadFiles[file]);
}

function areUsable(tables: Readonly<Record<string, Table | null>>): boolean {
  return Object.values(tables).every((table) => table?.isUsable === true);
}
