import type { Tx } from '../ports.ts';
import type { AuthoritySettings, Ports } from '../ports.ts';

/** The settings name who holds a role before anybody is here to confirm one. What they no longer name ends. */
export async function keepFirstRoles(ports: Ports, all: readonly AuthoritySettings[]): Promise<void> {
  for (const settings of all)
    await ports.store.within(settings.id, async (tx) => {
      const named = [];
      for (const first of settings.firstRoles) named.push(await keep(ports, tx, first));
      for (const grant of await tx.roles.all()) {
        const isNamed = named.some((kept) => kept.person === grant.person && kept.role === grant.role);
        if (grant.confirmedBy !== 'settings' || grant.endedAt !== null || isNamed) continue;
        await tx.roles.save({ ...grant, endedAt: ports.clock.now() });
        await tx.audit.append({
          at: ports.clock.now(),
          by: 'settings',
          through: 'settings',
          did: 'role ended',
          object: `person:${grant.person}`,
          facts: { role: grant.role },
        });
      }
    });
}

async function keep(ports: Ports, tx: Tx, first: AuthoritySettings['firstRoles'][number]) {
  const known = await tx.people.byEmail(first.email);
  const person = known ?? {
    id: ports.chance.id(),
    authority: tx.authority,
    name: first.name,
    email: first.email,
    phone: null,
    isRoleAddress: false,
  };
  if (known === null) await tx.people.save(person);
  const has = (await tx.roles.of(person.id)).some(
    (grant) => grant.role === first.role && grant.confirmedBy !== null && grant.endedAt === null,
  );
  if (!has) {
    await tx.roles.save({
      id: ports.chance.id(),
      person: person.id,
      role: first.role,
      team: null,
      proposedBy: 'settings',
      proposedAt: ports.clock.now(),
      confirmedBy: 'settings',
      endedAt: null,
    });
    await tx.audit.append({
      at: ports.clock.now(),
      by: 'settings',
      through: 'settings',
      did: 'role given',
      object: `person:${person.id}`,
      facts: { role: first.role },
    });
  }
  return { person: person.id, role: first.role };
}
