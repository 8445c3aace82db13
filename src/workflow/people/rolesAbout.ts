import type { Actor } from '#domain/people/person.ts';
import type { Role } from '#domain/people/role.ts';
import { circleRolesOf, rolesTowards } from '#domain/access/rolesTowards.ts';
import { ok } from '#domain/result.ts';
import type { Result } from '#domain/result.ts';
import type { Problem } from '#domain/problem.ts';
import { refused } from '../asking.ts';
import type { Ports } from '../ports.ts';

export type About = { readonly child: string } | { readonly meeting: string } | { readonly pep: string };

/** The roles somebody holds towards an object now: looked up at every call, so that leaving a circle closes it at once. */
export async function rolesAbout(
  ports: Ports,
  actor: Actor,
  about: About,
): Promise<Result<readonly Role[], Problem>> {
  return ports.store.within(actor.authority, async (tx) => {
    const meeting =
      'meeting' in about
        ? about.meeting
        : 'pep' in about
          ? ((await tx.peps.byId(about.pep))?.meeting ?? null)
          : null;
    const childId =
      'child' in about
        ? about.child
        : meeting === null
          ? null
          : ((await tx.meetings.byId(meeting))?.child ?? null);
    const child = childId === null ? null : await tx.children.byId(childId);
    if (child === null) return refused('not-found');
    const roles = rolesTowards(
      actor,
      { id: child.id, authority: tx.authority, team: child.team },
      await tx.circle.of(child.id),
    );
    return roles.length === 0 ? refused('not-found') : ok(roles);
  });
}

/** All the roles somebody holds anywhere: for calls about no child in particular. */
export async function rolesAnywhere(ports: Ports, actor: Actor): Promise<readonly Role[]> {
  const circle = await ports.store.within(actor.authority, (tx) => tx.circle.ofPerson(actor.person));
  if (actor.door === 'teams') return [...new Set<Role>([...actor.roles, ...circleRolesOf(circle)])];
  const still = circle.filter((member) =>
    actor.admittedTo.some((entry) => entry.child === member.child && entry.role === member.role),
  );
  return [...new Set(circleRolesOf(still))];
}
