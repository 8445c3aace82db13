import type { Edition } from '#domain/disclosure/edition.ts';
import type { Role } from '#domain/people/role.ts';
import type { Tx } from '../ports.ts';
import type { LoadedPep } from './loadPep.ts';

export type Reader = {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly email: string;
};

const readsEdition = {
  full: ['socialWorker'],
  school: ['socialWorker', 'designatedTeacher'],
} as const satisfies Record<Edition, readonly Role[]>;

/** The people of an edition who are in the child's circle now and can be given access: a person's own address in the directory. */
export async function readersOf(tx: Tx, loaded: LoadedPep, edition: Edition): Promise<readonly Reader[]> {
  const allowed: readonly Role[] = readsEdition[edition];
  const readers: Reader[] = [];
  for (const member of await tx.circle.of(loaded.child.id)) {
    if (!allowed.includes(member.role)) continue;
    const person = await tx.people.byId(member.person);
    if (person === null || person.email === null || person.isRoleAddress) continue;
    if ((await tx.people.accountOf(person.id)) === null && member.role !== 'socialWorker') continue;
    readers.push({ person: person.id, name: person.name, role: member.role, email: person.email });
  }
  return readers;
}
