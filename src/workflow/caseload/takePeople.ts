import type { ImportedPerson } from '#domain/caseload/import/rows.ts';
import { authorityRoles } from '#domain/people/role.ts';
import type { Asking } from '../asking.ts';
import type { Ports, Tx } from '../ports.ts';
import { knownPeople } from './knownPeople.ts';

/** Everybody of the staff list is known from now on; what they may do across the authority is only proposed. Counts the proposals. */
export async function takePeople(
  ports: Pick<Ports, 'clock' | 'chance'>,
  tx: Tx,
  asking: Asking,
  rows: readonly ImportedPerson[],
): Promise<number> {
  const people = await knownPeople(ports, tx);
  const grants = await tx.roles.all();
  let proposed = 0;
  for (const row of rows) {
    const person = await people.keep({
      name: row.name,
      email: row.email,
      phone: null,
      isRoleAddress: row.roleAddress,
    });
    const isAcross = row.role === 'teamManager' || authorityRoles.some((role) => role === row.role);
    if (!isAcross) continue;
    const team = row.role === 'teamManager' ? row.teamOrSchool : null;
    const has = grants.some(
      (grant) =>
        grant.person === person.id &&
        grant.role === row.role &&
        grant.team === team &&
        grant.endedAt === null,
    );
    if (has) continue;
    const proposedAt = ports.clock.now();
    await tx.roles.save({
      id: ports.chance.id(),
      person: person.id,
      role: row.role,
      team,
      proposedBy: asking.actor.person,
      proposedAt,
      confirmedBy: null,
      endedAt: null,
    });
    proposed += 1;
  }
  return proposed;
}
