import type { Person, PersonId } from '#domain/people/person.ts';
import type { Ports, Tx } from '../ports.ts';

type Named = {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly isRoleAddress: boolean;
};

export type KnownPeople = {
  /** The person of that address (or, without one, a new person), brought up to date. */
  readonly keep: (named: Named) => Promise<Person>;
  /** Carers often have no address: the child's present carer of the same name is the same person. */
  readonly keepCarer: (named: Named, present: readonly PersonId[]) => Promise<Person>;
};

/** Finds imported people again: by address, and never merges two people only because they share a name. */
export async function knownPeople(ports: Pick<Ports, 'chance'>, tx: Tx): Promise<KnownPeople> {
  const all = new Map((await tx.people.all()).map((person) => [person.id, person]));
  const byEmail = new Map(
    [...all.values()].flatMap((person) =>
      person.email === null ? [] : [[person.email.toLowerCase(), person] as const],
    ),
  );

  async function save(person: Person, before: Person | null): Promise<Person> {
    if (before === null || JSON.stringify(before) !== JSON.stringify(person)) await tx.people.save(person);
    all.set(person.id, person);
    if (person.email !== null) byEmail.set(person.email.toLowerCase(), person);
    return person;
  }

  function updated(before: Person, named: Named): Person {
    return {
      ...before,
      name: named.name,
      email: named.email ?? before.email,
      phone: named.phone ?? before.phone,
      isRoleAddress: before.isRoleAddress || named.isRoleAddress,
    };
  }

  function fresh(named: Named): Person {
    return { id: ports.chance.id(), authority: tx.authority, ...named };
  }

  async function keep(named: Named): Promise<Person> {
    const before = named.email === null ? undefined : byEmail.get(named.email.toLowerCase());
    return before === undefined ? save(fresh(named), null) : save(updated(before, named), before);
  }

  async function keepCarer(named: Named, present: readonly PersonId[]): Promise<Person> {
    const same = present.map((id) => all.get(id)).find((person) => person?.name === named.name);
    if (same !== undefined) {
      // The export decides a carer's address and number, also when it took them out.
      return save({ ...same, email: named.email, phone: named.phone }, same);
    }
    // Two carers behind one address stay two people: only the pair of name and address makes them one.
    const sameAddress = named.email === null ? undefined : byEmail.get(named.email.toLowerCase());
    if (sameAddress !== undefined && sameAddress.name === named.name)
      return save(updated(sameAddress, named), sameAddress);
    return save(fresh(named), null);
  }

  return { keep, keepCarer };
}
