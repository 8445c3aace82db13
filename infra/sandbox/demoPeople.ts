import { demoSchools } from './demoSchools.ts';

export type DemoPerson = {
  readonly id: string;
  readonly name: string;
  /** In words, as the import knows them; carers and the pupil are in no list of staff. */
  readonly role: string;
  /** Empty for someone with a telephone only. */
  readonly email: string;
  readonly kind: 'member' | 'guest' | 'mailOnly' | 'telephoneOnly';
  readonly authority: 'fenmarch' | 'eastholme';
  readonly phone?: string;
  /** Team of council staff, URN of a designated teacher. */
  readonly teamOrSchool: string;
};

const virtualSchool = 'Virtual School';
export const teams = ['Children in Care East', 'Children in Care West', 'Leaving Care'] as const;

const fenmarchStaff: readonly DemoPerson[] = [
  council('fenmarch', 'coordinator', 'Amina Yusuf', ['PEP coordinator', virtualSchool]),
  council('fenmarch', 'coordinator-2', 'Daniel Okafor', ['PEP coordinator', virtualSchool]),
  council('fenmarch', 'officer', 'Ruth Pemberton', ['Virtual School officer', virtualSchool]),
  council('fenmarch', 'officer-2', 'Sanjay Mistry', ['Virtual School officer', virtualSchool]),
  council('fenmarch', 'head', 'Gareth Lindqvist', ['Virtual School head', virtualSchool]),
  council('fenmarch', 'business-support', 'Colette Byrne', ['Business support', virtualSchool]),
  council('fenmarch', 'team-manager', 'Yvonne Asante', ['Team manager', teams[0]]),
  council('fenmarch', 'team-manager-2', 'Piotr Zielony', ['Team manager', teams[1]]),
  council('fenmarch', 'iro', 'Frances Holloway', ['IRO', 'IRO service']),
  council('fenmarch', 'iro-2', 'Tunde Bakare', ['IRO', 'IRO service']),
  council('fenmarch', 'social-worker', 'Marcus Adeyemi', ['Social worker', teams[0]]),
  council('fenmarch', 'social-worker-2', 'Siobhan Keating', ['Social worker', teams[0]]),
  council('fenmarch', 'social-worker-3', 'Farid Nazari', ['Social worker', teams[1]]),
  council('fenmarch', 'social-worker-4', 'Bethan Rhys', ['Social worker', teams[1]]),
  council('fenmarch', 'social-worker-5', 'Leon Castellan', ['Social worker', teams[2]]),
  council('fenmarch', 'social-worker-6', 'Meera Pillai', ['Social worker', teams[2]]),
];

const eastholmeStaff: readonly DemoPerson[] = [
  council('eastholme', 'eastholme-coordinator', 'Nora Winslade', ['PEP coordinator', virtualSchool]),
  council('eastholme', 'eastholme-officer', 'Hugh Trevanion', ['Virtual School officer', virtualSchool]),
  council('eastholme', 'eastholme-head', 'Ifeoma Eze', ['Virtual School head', virtualSchool]),
  council('eastholme', 'eastholme-business-support', 'Keith Marlow', ['Business support', virtualSchool]),
  council('eastholme', 'eastholme-team-manager', 'Rebecca Stroud', ['Team manager', 'Children Looked After']),
  council('eastholme', 'eastholme-iro', 'Dorota Lewin', ['IRO', 'IRO service']),
  council('eastholme', 'eastholme-social-worker', 'Callum Iveson', [
    'Social worker',
    'Children Looked After',
  ]),
];

/** Carers and the pupil of the three children whom the journey follows. They come in by a mailed link, or are rung. */
const families: readonly DemoPerson[] = [
  family('carer', 'Joan Pettifer', 'Carer', { kind: 'mailOnly', email: 'joan.pettifer@mail.test' }),
  family('carer-telephone', 'Walter Osgood', 'Carer', {
    kind: 'telephoneOnly',
    email: '',
    phone: '07700 900412',
  }),
  family('carer-confidential', 'Miriam Castle', 'Carer', {
    kind: 'mailOnly',
    email: 'm.castle@mail.test',
    phone: '07700 900527',
  }),
  family('pupil', 'Leila Marsh', 'Pupil', {
    kind: 'mailOnly',
    email: 'leila.marsh@pupils.sedgeway.fenmarch.test',
  }),
];

/** Everybody of both authorities who can be picked on the sandbox page. A teacher of two authorities stands once. */
export function demoPeople(): readonly DemoPerson[] {
  const teachers = demoSchools
    .filter(
      (school, at) => demoSchools.findIndex((other) => other.teacher.email === school.teacher.email) === at,
    )
    .map(({ urn, authority, teacher }) => ({
      ...teacher,
      role: 'Designated teacher',
      authority,
      teamOrSchool: urn,
    }));
  return [...fenmarchStaff, ...eastholmeStaff, ...teachers, ...families];
}

function council(
  authority: DemoPerson['authority'],
  id: string,
  name: string,
  [role, teamOrSchool]: readonly [string, string],
): DemoPerson {
  const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@${authority}.gov.test`;
  return { id, name, role, email, kind: 'member', authority, teamOrSchool };
}

function family(
  id: string,
  name: string,
  role: string,
  reached: Pick<DemoPerson, 'kind' | 'email' | 'phone'>,
): DemoPerson {
  return { id, name, role, authority: 'fenmarch', teamOrSchool: '', ...reached };
}
