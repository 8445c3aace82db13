import type { Actor } from '#domain/people/person.ts';
import type { Role } from '#domain/people/role.ts';
import { problem } from '#domain/problem.ts';
import type { Problem, ProblemCode } from '#domain/problem.ts';
import type { Refused, Result } from '#domain/result.ts';
import { refuse } from '#domain/result.ts';
import type { AuditEntry } from '#domain/audit/entry.ts';
import type { Ports } from './ports.ts';

/** Who asks, and the roles they hold here and now towards what they ask about. */
export type Asking = { readonly actor: Actor; readonly roles: readonly Role[] };

export type Answer<T> = Promise<Result<T, Problem>>;
export type Done = { readonly done: true };
export const done: Done = { done: true };

export function refused(code: ProblemCode, facts?: Readonly<Record<string, unknown>>): Refused<Problem> {
  return refuse(problem(code, facts));
}

const throughDoor = {
  teams: 'teams',
  browser: "by code to the role's address",
  command: 'command line',
} as const satisfies Record<Asking['actor']['door'], string>;

/** An audit entry by the one who asks. Browser-door people are audited as the role's address, not as a known person. */
export function auditBy(
  ports: Pick<Ports, 'clock'>,
  { actor }: Asking,
  done: { readonly did: string; readonly object: string; readonly facts?: AuditEntry['facts'] },
): AuditEntry {
  return { at: ports.clock.now(), by: actor.person, through: throughDoor[actor.door], facts: {}, ...done };
}
