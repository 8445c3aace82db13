import type { Role } from '../../people/role.ts';
import type { Fault } from './fault.ts';
import { type ImportedPerson, isRoleAddress } from './rows.ts';
import { emailShape, rowReader } from './rowReader.ts';
import type { Row } from './table.ts';

export const personColumns = ['Name', 'Email', 'Role', 'Team or school'] as const;

const roleWords = {
  'PEP coordinator': 'coordinator',
  'Virtual School officer': 'officer',
  'Virtual School head': 'head',
  'Business support': 'businessSupport',
  'Team manager': 'teamManager',
  'Social worker': 'socialWorker',
  IRO: 'iro',
  'Independent reviewing officer': 'iro',
  'Designated teacher': 'designatedTeacher',
  'School staff': 'schoolStaff',
} as const satisfies Record<string, Role>;

type Parsed = { readonly people: readonly ImportedPerson[]; readonly faults: readonly Fault[] };

/** A person may stand once for each role and team or school: a teacher who works for two schools has two rows. */
export function parsePeople(rows: readonly Row[], file: string, schoolUrns: ReadonlySet<string>): Parsed {
  const people: ImportedPerson[] = [];
  const faults: Fault[] = [];
  const lines = new Map<string, number>();
  for (const row of rows) {
    const reader = rowReader(file, row);
    reader.needed('Email', 'Write one address such as name@council.gov.test.');
    reader.needed('Role', `Use one of: ${Object.keys(roleWords).join(', ')}.`);
    const email = (reader.shaped('Email', emailShape, 'rowLeftOut') ?? '').toLowerCase();
    const role = reader.oneOf<Role>('Role', roleWords, 'rowLeftOut') ?? 'invited';
    const person = {
      name: reader.needed('Name', 'Write the person’s name.'),
      email,
      role,
      teamOrSchool: reader.text('Team or school'),
      roleAddress: isRoleAddress(email),
    };
    if (role === 'designatedTeacher' && !schoolUrns.has(person.teamOrSchool))
      reader.fault(
        'Team or school',
        'rowLeftOut',
        `No school with URN '${person.teamOrSchool.slice(0, 20)}' is in schools.csv.`,
        'Write the school’s URN.',
      );
    const same = `${email}|${role}|${person.teamOrSchool}`;
    const earlier = lines.get(same);
    if (earlier !== undefined && email !== '')
      reader.fault(
        'Email',
        'rowLeftOut',
        `The same person and role stand on line ${earlier}.`,
        'Delete one row.',
      );
    lines.set(same, earlier ?? row.line);
    faults.push(...reader.faults());
    if (!reader.isLeftOut()) people.push(person);
  }
  return { people, faults };
}
