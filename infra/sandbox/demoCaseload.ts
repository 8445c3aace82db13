import { type ChildRow, childRow, drawFrom } from './demoChildren.ts';
import { type DemoPerson, demoPeople } from './demoPeople.ts';
import { type DemoSchool, demoSchools } from './demoSchools.ts';

export { demoNow } from './demoChildren.ts';
export { demoPeople } from './demoPeople.ts';

/** Person IDs of the children whom the journey follows. */
export const storyChildren = {
  /** Year 5; teacher a guest, social worker in the tenant, carer with mail only, a brother placed elsewhere. */
  story: '810000',
  /** Year 8, overdue; teacher with mail only, carer with a telephone only. */
  overdue: '810001',
  /** Year 11; the carer's details are confidential. */
  confidentialCarer: '810002',
  brother: '810003',
} as const;

export type DemoAuthority = {
  readonly id: 'fenmarch' | 'eastholme';
  readonly name: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
};

/** Two invented authorities, as the four files that a case system exports: the sandbox is filled through the real import. */
export function demoCaseload(): readonly DemoAuthority[] {
  return [
    authority('fenmarch', 'Fenmarch', { children: 66, firstId: 810_000, seed: 20_261_123 }),
    authority('eastholme', 'Eastholme', { children: 6, firstId: 820_000, seed: 7 }),
  ];
}

type Size = { readonly children: number; readonly firstId: number; readonly seed: number };

function authority(id: DemoAuthority['id'], name: string, size: Size): DemoAuthority {
  const schools = demoSchools.filter((school) => school.authority === id);
  const staff = demoPeople().filter((person) => person.authority === id && person.kind === 'member');
  const draw = drawFrom(size.seed);
  const children = Array.from({ length: size.children }, (_, at) =>
    childRow(at, size.firstId, { schools, staff }, draw),
  );
  const told = children.map((child) => ({ ...child, ...(story[child['Person ID'] ?? ''] ?? {}) }));
  const people = [...staff.map(personRow), ...schools.map(teacherRow)];
  return {
    id,
    name,
    files: [
      { name: 'children.csv', text: csv(told) },
      { name: 'schools.csv', text: csv(schools.map(schoolRow)) },
      { name: 'people.csv', text: csv(people) },
      { name: 'term-dates.csv', text: csv(termRows(name, schools)) },
    ],
  };
}

const worker = (name: string, email: string, team: string): ChildRow => ({
  'Social worker': name,
  'SW email': email,
  Team: team,
});
const marcus = worker('Marcus Adeyemi', 'marcus.adeyemi@fenmarch.gov.test', 'Children in Care East');
const ruth: ChildRow = { 'VS officer': 'Ruth Pemberton', 'VSO email': 'ruth.pemberton@fenmarch.gov.test' };
const frances: ChildRow = { IRO: 'Frances Holloway', 'IRO email': 'frances.holloway@fenmarch.gov.test' };

const story: Readonly<Record<string, ChildRow>> = {
  [storyChildren.story]: {
    ...marcus,
    ...ruth,
    ...frances,
    ...named('Leila', 'Marsh', '14/03/2017', '5'),
    Gender: 'F',
    'Care start': '03/02/2025',
    'School URN': '900101',
    'School start': '24/02/2025',
    'Placement type': 'U4 Foster placement',
    'Placement address': '27 Lapwing Drive, Saltern',
    ...carer('Joan Pettifer', 'joan.pettifer@mail.test', ''),
    'Last PEP': '11/06/2026',
    'Next CLA review': '15/01/2027',
    SEN: 'K',
    'EHCP review': '',
    'First language': 'English',
    Notes: 'Sibling Theo Marsh placed separately; contact every second Saturday',
  },
  [storyChildren.overdue]: {
    ...marcus,
    ...ruth,
    ...frances,
    ...named('Jonah', 'Fairweather', '02/11/2013', '8'),
    Gender: 'M',
    'Care start': '19/08/2023',
    'School URN': '900102',
    'School start': '02/09/2025',
    'Placement address': '4 Sluice Road, Eaudyke',
    ...carer('Walter Osgood', '', '07700 900412'),
    'Last PEP': '05/03/2026',
    'Next CLA review': '22/01/2027',
    Notes: 'Prefers to be rung after six in the evening',
  },
  [storyChildren.confidentialCarer]: {
    ...marcus,
    ...ruth,
    ...frances,
    ...named('Precious', 'Nwosu', '20/01/2011', '11'),
    Gender: 'F',
    'Care start': '07/05/2024',
    'School URN': '900103',
    'School start': '03/09/2024',
    'Placement address': '61 Withy Close, Long Droving',
    ...carer('Miriam Castle', 'm.castle@mail.test', '07700 900527'),
    'Last PEP': '18/06/2026',
    'Next CLA review': '17/12/2026',
    Notes: 'Carer details confidential',
  },
  [storyChildren.brother]: {
    ...worker('Siobhan Keating', 'siobhan.keating@fenmarch.gov.test', 'Children in Care East'),
    ...named('Theo', 'Marsh', '30/07/2020', '1'),
    Gender: 'M',
    'Care start': '03/02/2025',
    'School URN': '900104',
    'School start': '24/02/2025',
    'Last PEP': '09/10/2026',
    Notes: 'Sibling Leila Marsh placed separately',
  },
};

function named(forename: string, surname: string, dob: string, year: string): ChildRow {
  return { Forename: forename, Surname: surname, DOB: dob, 'NC Year': year, Emergency: 'N' };
}

function carer(name: string, email: string, phone: string): ChildRow {
  return { Carer: name, 'Carer email': email, 'Carer phone': phone };
}

function schoolRow({ urn, name, phase, la, teacher, termDates }: DemoSchool): ChildRow {
  return {
    URN: urn,
    School: name,
    Phase: phase,
    LA: la,
    DesignatedTeacher: teacher.name,
    DTEmail: teacher.email,
    TermDates: termDates,
  };
}

function personRow({ name, email, role, teamOrSchool }: DemoPerson): ChildRow {
  return { Name: name, Email: email, Role: role, 'Team or school': teamOrSchool };
}

function teacherRow({ urn, teacher }: DemoSchool): ChildRow {
  return { Name: teacher.name, Email: teacher.email, Role: 'Designated teacher', 'Team or school': urn };
}

const terms = [
  ['Autumn', '01/09/2025', '24/10/2025', '03/11/2025', '19/12/2025', '01/09/2025; 02/09/2025'],
  ['Spring', '05/01/2026', '13/02/2026', '23/02/2026', '27/03/2026', '05/01/2026'],
  ['Summer', '13/04/2026', '22/05/2026', '01/06/2026', '17/07/2026', '17/07/2026'],
  ['Autumn', '01/09/2026', '23/10/2026', '02/11/2026', '18/12/2026', '01/09/2026; 02/11/2026'],
  ['Spring', '04/01/2027', '12/02/2027', '22/02/2027', '25/03/2027', '04/01/2027'],
  ['Summer', '12/04/2027', '28/05/2027', '07/06/2027', '21/07/2027', '21/07/2027'],
] as const;

/** A school with dates of its own has the same terms without the INSET days. */
function termRows(name: string, schools: readonly DemoSchool[]): readonly ChildRow[] {
  const own = schools.filter((school) => school.termDates === 'own').map((school) => school.urn);
  return [name, ...own].flatMap((calendar) =>
    terms.map(([term, from, after, before, to, inset]) => ({
      Calendar: calendar,
      Term: term,
      'First day': from,
      'Half term starts after': after,
      'Half term ends before': before,
      'Last day': to,
      'INSET days': calendar === name ? inset : '',
    })),
  );
}

function csv(rows: readonly ChildRow[]): string {
  const headings = Object.keys(rows[0] ?? {});
  const lines = [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))];
  return `${lines.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
