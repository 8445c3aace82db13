import type { Person, Tenancy } from './tenancy.ts';

const groups = ['Virtual School', 'Social work', 'Schools', 'Families'] as const;
type GroupName = (typeof groups)[number];

const groupOf = (role: string): GroupName => {
  if (/social worker|team manager|IRO|reviewing/i.test(role)) return 'Social work';
  if (/teacher|school staff|senco/i.test(role)) return 'Schools';
  if (/carer|pupil|parent/i.test(role)) return 'Families';
  return 'Virtual School';
};

const waysIn = {
  member: 'in the council’s Teams',
  guest: 'guest',
  mailOnly: 'email only',
  telephoneOnly: 'telephone only',
} as const satisfies Record<Person['kind'], string>;

export function wayIn(person: Person): string {
  return waysIn[person.kind];
}

export type PeopleGroup = { readonly name: string; readonly people: readonly Person[] };

/** The first council's people by where they work; whoever belongs to another council stands under its name. */
export function groupsOf({ people, tenants }: Pick<Tenancy, 'people' | 'tenants'>): readonly PeopleGroup[] {
  const home = people[0]?.authority;
  const own = people.filter((one) => one.authority === home);
  const byWork = groups.map((name) => ({ name, people: own.filter((one) => groupOf(one.role) === name) }));
  const others = tenants
    .filter((one) => one.authority !== home)
    .map(({ name, authority }) => ({ name, people: people.filter((one) => one.authority === authority) }));
  return [...byWork, ...others].filter((group) => group.people.length > 0);
}
