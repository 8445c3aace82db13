import { ageOn, type LocalDate, longDate } from '../../time/localDate.ts';
import { ncYears, parseNcYear, yearName, yearsAheadOfAge } from '../phase.ts';
import type { Fault } from './fault.ts';
import type { ImportedChild, ImportedPerson, NamedAddress } from './rows.ts';
import { type CellShape, emailShape, phoneShape, type RowReader, rowReader } from './rowReader.ts';
import { repeatedPeople } from './repeatedPeople.ts';
import type { Row } from './table.ts';

export const childColumns = [
  'Person ID',
  'UPN',
  'Forename',
  'Surname',
  'DOB',
  'Gender',
  'NC Year',
  'Care start',
  'Emergency',
  'Legal status',
  'Placement type',
  'Placement address',
  'School URN',
  'School start',
  'Social worker',
  'SW email',
  'Team',
  'IRO',
  'IRO email',
  'VS officer',
  'VSO email',
  'Carer',
  'Carer email',
  'Carer phone',
  'Last PEP',
  'Next CLA review',
  'SEN',
  'EHCP review',
  'First language',
  'Notes',
] as const;

/** The other files and the day, against which a child's row is read. */
export type Around = {
  readonly file: string;
  readonly today: LocalDate;
  readonly schoolUrns: ReadonlySet<string>;
  readonly people: readonly ImportedPerson[];
};

type Parsed = {
  readonly children: readonly ImportedChild[];
  readonly faults: readonly Fault[];
  readonly refused: number;
};

/** Eldest a young person in Year 13 or below can be, with room for one repeated year. */
const eldest = 19;

const upnShape: CellShape = {
  fits: /^[A-Z]\d{11}[0-9A-Z]$/i,
  what: 'This is not a UPN.',
  whatToDo: 'A UPN is a letter and 12 characters, such as A123456789012; the school knows it.',
};

/** A fault in what a child is found by, in a day that deadlines come from, or in who is responsible, leaves the row out. */
export function parseChildren(rows: readonly Row[], around: Around): Parsed {
  const children: ImportedChild[] = [];
  const faults: Fault[] = [];
  const repeated = repeatedPeople(rows);
  let refused = 0;
  for (const row of rows) {
    const reader = rowReader(around.file, row);
    for (const said of repeated.get(row.line) ?? [])
      reader.fault(said.column, said.weight, said.what, said.whatToDo);
    const child = { line: row.line, ...readChild(reader, around) };
    faults.push(...reader.faults());
    if (reader.isLeftOut()) refused += 1;
    else children.push(child);
  }
  return { children, faults, refused };
}

function readChild(row: RowReader, around: Around): Omit<ImportedChild, 'line'> {
  const dob = readBirth(row, around.today);
  return {
    personId: row.needed('Person ID', 'Write the number that the case system gives the child.'),
    upn: hasFault(row, 'UPN') ? null : (row.shaped('UPN', upnShape, 'cellLeftEmpty')?.toUpperCase() ?? null),
    forename: name(row, 'Forename'),
    surname: name(row, 'Surname'),
    dob,
    gender: row.oneOf('Gender', { M: 'M', F: 'F', X: 'X', U: 'U' }, 'cellLeftEmpty') ?? '',
    ncYear: readYear(row, dob, around.today),
    careStart: readCareStart(row, dob, around.today),
    emergency: row.oneOf('Emergency', { Y: 'yes', N: 'no', Yes: 'yes', No: 'no' }, 'cellLeftEmpty') === 'yes',
    legalStatus: row.text('Legal status'),
    placementType: row.text('Placement type'),
    placementAddress: row.text('Placement address'),
    schoolUrn: readSchool(row, around.schoolUrns),
    schoolStart: row.date('School start', 'cellLeftEmpty'),
    socialWorker: responsible(
      row,
      { column: 'Social worker', emailColumn: 'SW email', role: 'socialWorker' },
      around.people,
    ),
    team: row.text('Team'),
    iro: responsible(row, { column: 'IRO', emailColumn: 'IRO email', role: 'iro' }, around.people),
    officer: responsible(
      row,
      { column: 'VS officer', emailColumn: 'VSO email', role: 'officer' },
      around.people,
    ),
    carer: {
      name: row.text('Carer'),
      email: row.shaped('Carer email', emailShape, 'cellLeftEmpty')?.toLowerCase() ?? null,
      phone: row.shaped('Carer phone', phoneShape, 'cellLeftEmpty'),
    },
    lastPep: readLastPep(row, around.today),
    nextReview: row.date('Next CLA review', 'rowLeftOut'),
    sen: row.oneOf('SEN', { K: 'K', E: 'E', N: '' }, 'cellLeftEmpty') ?? '',
    ehcpReview: row.date('EHCP review', 'cellLeftEmpty'),
    firstLanguage: row.text('First language'),
    notes: row.text('Notes'),
  };
}

function name(row: RowReader, column: string): string {
  const said = row.needed(column, 'Write the name as the case system has it.');
  if (/^[+-]/.test(said)) row.fault(column, 'rowLeftOut', 'This is not a name.', 'Write the name alone.');
  return said;
}

function readBirth(row: RowReader, today: LocalDate): LocalDate {
  const dob = row.neededDate('DOB');
  if (dob === '') return dob;
  if (dob > today)
    row.fault('DOB', 'rowLeftOut', `${longDate(dob)} is in the future.`, 'Correct the date of birth.');
  else if (ageOn(today, dob) > eldest)
    row.fault(
      'DOB',
      'rowLeftOut',
      `Born on ${longDate(dob)} is ${ageOn(today, dob)} years old, not a child.`,
      'Correct the date of birth.',
    );
  return dob;
}

function readYear(row: RowReader, dob: LocalDate, today: LocalDate): ImportedChild['ncYear'] {
  const said = row.needed('NC Year', `Use one of: ${ncYears.join(', ')}.`);
  const year = parseNcYear(said);
  if (year === undefined) {
    row.fault(
      'NC Year',
      'rowLeftOut',
      `'${said.slice(0, 20)}' is not a year group.`,
      `Use one of: ${ncYears.join(', ')}.`,
    );
    return 'R';
  }
  // One year either way is taught in another year group; more means that one of the two cells is wrong.
  const hasBirth = dob !== '' && !hasFault(row, 'DOB');
  if (hasBirth && Math.abs(yearsAheadOfAge(year, dob, today)) > 1) {
    const what = `${yearName(year)} does not fit the date of birth, ${longDate(dob)} (aged ${ageOn(today, dob)}).`;
    row.fault('NC Year', 'rowLeftOut', what, 'Correct NC Year or DOB, whichever is wrong.');
  }
  return year;
}

function readCareStart(row: RowReader, dob: LocalDate, today: LocalDate): LocalDate {
  const careStart = row.neededDate('Care start');
  const mend = 'Correct the day on which care began.';
  if (careStart > today)
    row.fault('Care start', 'rowLeftOut', `${longDate(careStart)} is in the future.`, mend);
  else if (careStart !== '' && dob !== '' && !hasFault(row, 'DOB') && careStart < dob)
    row.fault('Care start', 'rowLeftOut', `${longDate(careStart)} is before the child was born.`, mend);
  return careStart;
}

function readLastPep(row: RowReader, today: LocalDate): LocalDate | null {
  const lastPep = row.date('Last PEP', 'rowLeftOut');
  if (lastPep !== null && lastPep > today)
    row.fault(
      'Last PEP',
      'rowLeftOut',
      `${longDate(lastPep)} is in the future.`,
      'Write the day of the last meeting held.',
    );
  return lastPep;
}

/** A child without a school place has no URN: that is no fault. */
function readSchool(row: RowReader, known: ReadonlySet<string>): string | null {
  const urn = row.text('School URN');
  if (urn === '') return null;
  if (!known.has(urn)) {
    const what = `No school with URN ${urn.slice(0, 20)} is in schools.csv, or its row there was left out.`;
    row.fault('School URN', 'rowLeftOut', what, 'Correct the URN, or add the school to schools.csv.');
  }
  return urn;
}

function responsible(
  row: RowReader,
  { column, emailColumn, role }: { column: string; emailColumn: string; role: ImportedPerson['role'] },
  people: readonly ImportedPerson[],
): NamedAddress {
  const said = row.needed(column, 'Write who is responsible, or the one on duty.');
  row.needed(emailColumn, 'Write that person’s address.');
  const email = (row.shaped(emailColumn, emailShape, 'rowLeftOut') ?? '').toLowerCase();
  if (email !== '' && !people.some((person) => person.email === email && person.role === role))
    row.fault(
      emailColumn,
      'rowLeftOut',
      `people.csv has nobody with this address in the role '${column}'.`,
      'Correct the address, or add the person to people.csv.',
    );
  return { name: said, email };
}

function hasFault(row: RowReader, column: string): boolean {
  return row.faults().some((fault) => fault.column === column && fault.isRowLeftOut);
}
