import type { Reach } from '#domain/meeting/meeting.ts';
import type { CircleMember, Person } from '#domain/people/person.ts';

/** How an invitation is expected to travel; the sending itself then says how it did. */
export function expectedReach(person: Pick<Person, 'email' | 'phone'>): Reach {
  if (person.email !== null) return 'mail';
  return person.phone === null ? 'unreachable' : 'callList';
}

export function reachWords(
  person: Pick<Person, 'email' | 'phone' | 'isRoleAddress'>,
  member: Pick<CircleMember, 'isConfidential' | 'role'>,
): string {
  if (person.email !== null && member.isConfidential) return 'An email of their own; not shown to the others';
  if (person.email !== null && person.isRoleAddress) return 'Email to a shared mailbox';
  const isOutside = member.role === 'carer' || member.role === 'parent' || member.role === 'pupil';
  if (person.email !== null) return isOutside ? 'Email' : 'Card in Teams, or email where they have no Teams';
  return person.phone === null ? 'No way to reach them yet' : 'Telephone only: on your call list';
}
