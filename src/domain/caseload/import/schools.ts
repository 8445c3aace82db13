import type { Term } from '../../time/schoolCalendar.ts';
import type { Fault } from './fault.ts';
import { type ImportedSchool, isRoleAddress, schoolPhases } from './rows.ts';
import { emailShape, type RowReader, rowReader } from './rowReader.ts';
import type { Row } from './table.ts';

export const schoolColumns = [
  'URN',
  'School',
  'Phase',
  'LA',
  'DesignatedTeacher',
  'DTEmail',
  'TermDates',
] as const;

type Parsed = { readonly schools: readonly ImportedSchool[]; readonly faults: readonly Fault[] };

export function parseSchools(rows: readonly Row[], file: string, terms: readonly Term[]): Parsed {
  const schools: ImportedSchool[] = [];
  const faults: Fault[] = [];
  const calendars = new Set(terms.map((term) => term.calendar));
  const lines = new Map<string, number>();
  for (const row of rows) {
    const reader = rowReader(file, row);
    const school = readSchool(reader, calendars);
    const earlier = lines.get(school.urn);
    if (earlier !== undefined)
      reader.fault(
        'URN',
        'rowLeftOut',
        `The URN also stands on line ${earlier}.`,
        'Keep one row for each school.',
      );
    lines.set(school.urn, earlier ?? row.line);
    faults.push(...reader.faults());
    if (!reader.isLeftOut()) schools.push(school);
  }
  return { schools, faults };
}

function readSchool(row: RowReader, calendars: ReadonlySet<string>): ImportedSchool {
  const urn = row.needed('URN', 'Write the school’s six-digit URN.');
  row.shaped(
    'URN',
    { fits: /^\d{6}$/, what: 'This is not a URN.', whatToDo: 'A URN has six digits.' },
    'rowLeftOut',
  );
  const dtEmail = row.shaped('DTEmail', emailShape, 'cellLeftEmpty')?.toLowerCase() ?? null;
  if (row.text('DTEmail') === '')
    row.fault(
      'DTEmail',
      'cellLeftEmpty',
      'No designated teacher can be reached.',
      'Ask the school for the address.',
    );
  row.needed('Phase', `Use one of: ${Object.keys(schoolPhases).join(', ')}.`);
  return {
    urn,
    name: row.needed('School', 'Write the school’s name.'),
    phase: row.oneOf('Phase', schoolPhases, 'rowLeftOut') ?? 'primary',
    la: row.text('LA'),
    dtName: row.text('DesignatedTeacher'),
    dtEmail,
    roleAddress: dtEmail !== null && isRoleAddress(dtEmail),
    calendar: readCalendar(row, urn, calendars),
  };
}

/** A calendar that is not there leaves the school with its authority's dates, and says so. */
function readCalendar(row: RowReader, urn: string, calendars: ReadonlySet<string>): string {
  const said = row.text('TermDates');
  const calendar = said.toLowerCase() === 'own' ? urn : said;
  if (!calendars.has(calendar))
    row.fault(
      'TermDates',
      'cellLeftEmpty',
      said === '' ? 'No term dates are named.' : `term-dates.csv has no calendar '${calendar.slice(0, 40)}'.`,
      'Add its terms to term-dates.csv; until then the authority’s dates are used.',
    );
  return calendar;
}
