import { roleName } from '#domain/people/role.ts';
import { ok } from '#domain/result.ts';
import type { Answer, Asking, Done } from '../asking.ts';
import { auditBy, done, refused } from '../asking.ts';
import type { Ports } from '../ports.ts';

/** Roles that an import proposed and that wait for somebody other than the proposer. */
export async function roleProposals(ports: Ports, asking: Asking) {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const waiting = await tx.roles.proposals();
    const people = new Map((await tx.people.all()).map((person) => [person.id, person]));
    return ok({
      proposals: waiting.map((grant) => ({
        id: grant.id,
        name: people.get(grant.person)?.name ?? 'Unknown',
        email: people.get(grant.person)?.email ?? '',
        role: grant.role,
        roleName: roleName(grant.role),
        team: grant.team,
        proposedBy: people.get(grant.proposedBy)?.name ?? 'Settings',
        canConfirm: mayConfirm(grant, asking.actor.person),
      })),
    });
  });
}

/** Nobody hands themselves a role: not the one they proposed, and not one that would be their own. */
function mayConfirm(grant: { readonly person: string; readonly proposedBy: string }, by: string): boolean {
  return grant.proposedBy !== by && grant.person !== by;
}

export async function confirmRole(
  ports: Ports,
  asking: Asking,
  request: { readonly proposal: string },
): Answer<Done> {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const grant = await tx.roles.byId(request.proposal);
    if (grant === null || grant.confirmedBy !== null || grant.endedAt !== null) return refused('not-found');
    if (!mayConfirm(grant, asking.actor.person)) return refused('second-person-needed');
    await tx.roles.save({ ...grant, confirmedBy: asking.actor.person });
    await tx.audit.append(
      auditBy(ports, asking, {
        did: 'role confirmed',
        object: `person:${grant.person}`,
        facts: {
          role: grant.role,
          team: grant.team,
        },
      }),
    );
    return ok(done);
  });
}
