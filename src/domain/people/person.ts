import type { Role } from './role.ts';

/** Random ids; never a name, never a number from another system. */
export type PersonId = string;
export type AuthorityId = string;
export type ChildId = string;
export type MeetingId = string;
export type PepId = string;

export type Person = {
  readonly id: PersonId;
  readonly authority: AuthorityId;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** True for a mailbox several people read (office@, senco@). */
  readonly isRoleAddress: boolean;
};

export type CircleMember = {
  readonly person: PersonId;
  readonly child: ChildId;
  readonly role: Role;
  /** Carer or parent whose details only the social worker may see. */
  readonly isConfidential: boolean;
};

/** Who is asking. Roles across the authority are held here; roles towards a child come from the child's circle now. */
export type Actor = {
  readonly authority: AuthorityId;
  readonly person: PersonId;
  readonly name: string;
  /** 'command': an administrator at the server's own command line. */
  readonly door: 'teams' | 'browser' | 'command';
  readonly roles: readonly Role[];
  /** Teams this person manages. */
  readonly teams: readonly string[];
  /** Browser door only: the children and the role the mailed link was for. */
  readonly admittedTo: readonly { readonly child: ChildId; readonly role: Role }[];
};
