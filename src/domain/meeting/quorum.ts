import { type Role, roleName } from '../people/role.ts';
import type { PersonId } from '../people/person.ts';
import type { FieldState } from '../pep/field.ts';
import type { PepKind } from '../pep/pep.ts';
import { entriesOf, pathOf, textOf } from '../pep/record.ts';
import { attendance } from '../pep/sections/attendance.ts';

/** As a profile says it. */
export type QuorumRule = { readonly anyOf: readonly Role[]; readonly failure: 'progressReview' };

export type Attendee = {
  readonly person: PersonId;
  readonly role: Role;
  readonly came: 'yes' | 'apologies' | 'no' | '';
};

export type Quorum = {
  readonly isMet: boolean;
  /** What the meeting's record is (LE-11). */
  readonly kind: PepKind;
  readonly metBy: readonly Role[];
  /** For the banner. */
  readonly words: string;
};

/** LE-11. Part of the meeting counts as coming; a missing quorum can be mended at any moment by somebody joining. */
export function quorumOf(rule: QuorumRule, attendees: readonly Attendee[]): Quorum {
  const present = attendees.filter(({ came }) => came === 'yes').map(({ role }) => role);
  const metBy = rule.anyOf.filter((role) => present.includes(role));
  const needed = rule.anyOf
    .map((role) => roleName(role).toLowerCase())
    .join(' or ')
    .replace('virtual school', 'Virtual School');
  if (metBy.length > 0)
    return {
      isMet: true,
      kind: 'pep',
      metBy,
      words: `Enough people are here: ${metBy.map(roleName).join(' and ')}.`,
    };
  const isUnmarked = attendees.every(({ came }) => came === '');
  return {
    isMet: false,
    kind: rule.failure,
    metBy,
    words: isUnmarked
      ? `Mark who is here. For a full plan it takes a ${needed}.`
      : `No ${needed} is here: this counts as a progress review, and the meeting must be booked again.`,
  };
}

/** Who came, from the record. A person who is not among the invited has no role here, and counts for nothing. */
export function attendeesOf(
  fields: readonly FieldState[],
  invited: readonly { readonly person: PersonId; readonly role: Role }[],
): readonly Attendee[] {
  const marked = entriesOf(fields, attendance.id);
  return invited.map(({ person, role }) => {
    const came = marked.includes(person) ? textOf(fields, pathOf(attendance.id, person, 'came')) : '';
    return { person, role, came: came === 'yes' || came === 'apologies' || came === 'no' ? came : '' };
  });
}
