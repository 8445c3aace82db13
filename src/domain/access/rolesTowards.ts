import type { Actor, AuthorityId, ChildId, CircleMember } from '../people/person.ts';
import { authorityRoles, isCircleRole } from '../people/role.ts';
import type { Role } from '../people/role.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { accessOf } from './table.ts';
import type { CallName } from './table.ts';

export type ChildPlace = { readonly id: ChildId; readonly authority: AuthorityId; readonly team: string };

/**
 * The roles an actor holds towards one child now. Empty means: outside the circle, the child does not exist for them.
 * An officer named in a child's circle is only who is told: the right comes with the role that a second person confirmed.
 */
export function rolesTowards(
  actor: Actor,
  child: ChildPlace,
  circle: readonly CircleMember[],
): readonly Role[] {
  if (actor.authority !== child.authority) return [];
  const inCircle = circleRolesOf(
    circle.filter((member) => member.person === actor.person && member.child === child.id),
  );
  if (actor.door === 'browser') {
    const admitted = actor.admittedTo.filter((entry) => entry.child === child.id).map((entry) => entry.role);
    return admitted.filter((role) => inCircle.includes(role));
  }
  const across = actor.roles.filter((role) => authorityRoles.some((known) => known === role));
  const team: readonly Role[] =
    actor.roles.includes('teamManager') && actor.teams.includes(child.team) ? ['teamManager'] : [];
  return [...new Set<Role>([...across, ...team, ...inCircle])];
}

/** What a circle gives: never a role across the authority, which would come unconfirmed. */
export function circleRolesOf(circle: readonly CircleMember[]): readonly Role[] {
  return circle.map((member) => member.role).filter(isCircleRole);
}

export type AccessProblem =
  | { readonly code: 'not-found' }
  | { readonly code: 'not-for-your-role' }
  | { readonly code: 'not-through-this-door' };

/** Whether roles may make a call: unknown objects answer not-found before anything is said about the call. */
export function mayCall(
  call: CallName,
  actor: Pick<Actor, 'door'>,
  roles: readonly Role[],
): Result<readonly Role[], AccessProblem> {
  if (roles.length === 0) return refuse({ code: 'not-found' });
  const rule = accessOf(call);
  if (actor.door === 'browser' && rule.door === 'teams') return refuse({ code: 'not-through-this-door' });
  const acting = roles.filter((role) => rule.roles.some((allowed) => allowed === role));
  return acting.length > 0 ? ok(acting) : refuse({ code: 'not-for-your-role' });
}
