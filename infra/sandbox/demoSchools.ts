export type DemoSchool = {
  readonly authority: 'fenmarch' | 'eastholme';
  readonly urn: string;
  readonly name: string;
  readonly phase: 'nursery' | 'primary' | 'secondary' | 'special' | 'post16';
  readonly la: string;
  readonly termDates: string;
  readonly teacher: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly kind: 'guest' | 'mailOnly';
  };
};

type Place = Pick<DemoSchool, 'authority' | 'la' | 'termDates'>;
type Kind = DemoSchool['teacher']['kind'];
type Line = readonly [
  urn: string,
  name: string,
  phase: DemoSchool['phase'],
  id: string,
  teacher: string,
  kind: Kind,
];

const fenmarch: Place = { authority: 'fenmarch', la: 'Fenmarch', termDates: 'Fenmarch' };
const ownDates: Place = { ...fenmarch, termDates: 'own' };
const outOfCounty: Place = { ...fenmarch, la: 'Wolds' };
const eastholme: Place = { authority: 'eastholme', la: 'Eastholme', termDates: 'Eastholme' };

/** Works for a school of each authority, so that the two must never show through each other. */
const ofBoth = ['designated-teacher-both', 'Owen Tredwell', 'guest'] as const;
const ofBothEmail = 'owen.tredwell@watersmeet.fenmarch.sch.test';

export const demoSchools: readonly DemoSchool[] = [
  school(fenmarch, [
    '900101',
    'Sedgeway Primary School',
    'primary',
    'designated-teacher',
    'Helen Ashdown',
    'guest',
  ]),
  school(fenmarch, [
    '900102',
    'Long Droving Academy',
    'secondary',
    'designated-teacher-mail',
    'Ivor Prentice',
    'mailOnly',
  ]),
  school(fenmarch, [
    '900103',
    'Saltern High School',
    'secondary',
    'designated-teacher-3',
    'Grace Mbeki',
    'guest',
  ]),
  school(fenmarch, [
    '900104',
    'Eaudyke Primary School',
    'primary',
    'designated-teacher-4',
    'Ceri Vaughan',
    'mailOnly',
  ]),
  school(ownDates, [
    '900105',
    'Marsh Hythe Primary School',
    'primary',
    'designated-teacher-5',
    'Tomasz Wolny',
    'guest',
  ]),
  school(fenmarch, [
    '900106',
    'Heron Way Primary School',
    'primary',
    'designated-teacher-6',
    'Lucy Hargrave',
    'mailOnly',
  ]),
  school(outOfCounty, [
    '900107',
    'St Botolph Primary School',
    'primary',
    'designated-teacher-7',
    'Shazia Anwar',
    'guest',
  ]),
  school(fenmarch, ['900108', 'Watersmeet School', 'special', ...ofBoth], ofBothEmail),
  school(fenmarch, [
    '900109',
    'Osier Park School',
    'secondary',
    'designated-teacher-9',
    'Martin Dray',
    'guest',
  ]),
  school(fenmarch, [
    '900110',
    'Lapwing Nursery',
    'nursery',
    'designated-teacher-10',
    'Carol Ibbotson',
    'mailOnly',
  ]),
  school(outOfCounty, [
    '900111',
    'Wolds Sixth Form College',
    'post16',
    'designated-teacher-11',
    'Rhodri Penn',
    'guest',
  ]),
  // A mailbox that the whole office reads: the address of a role, not of a person.
  school(
    fenmarch,
    ['900112', 'Dyke End Primary School', 'primary', 'designated-teacher-12', 'Angela Toft', 'mailOnly'],
    'office@dykeendprimary.fenmarch.sch.test',
  ),
  school(eastholme, [
    '900201',
    'Harbour Primary School',
    'primary',
    'eastholme-teacher',
    'Jill Sandeman',
    'guest',
  ]),
  school(eastholme, ['900202', 'Watersmeet Annexe', 'secondary', ...ofBoth], ofBothEmail),
];

function school(place: Place, [urn, name, phase, id, teacher, kind]: Line, email?: string): DemoSchool {
  const host = name.toLowerCase().replace(/\b(school|academy)\b|[^a-z]/g, '');
  const own = `${teacher.toLowerCase().replace(/[^a-z]+/g, '.')}@${host}.${place.authority}.sch.test`;
  return { ...place, urn, name, phase, teacher: { id, name: teacher, email: email ?? own, kind } };
}
