import type { Child } from '#domain/caseload/child.ts';
import type { Invitee, Meeting } from '#domain/meeting/meeting.ts';
import type { Person } from '#domain/people/person.ts';
import type { Role } from '#domain/people/role.ts';
import type { Pep } from '#domain/pep/pep.ts';
import type { Effect } from '../effects.ts';
import type { Tx } from '../ports.ts';

export type Notify = Extract<Effect, { is: 'notify' }>;
export type LoadedNotice = {
  readonly person: Person;
  readonly role: Role;
  readonly meeting: Meeting | null;
  readonly pep: Pep | null;
  readonly child: Child;
  readonly invitee: Invitee | null;
  readonly documentUrl: string | null;
  readonly mailFrom: string;
  readonly organiser: string;
};

/** What one notice is made from, as it is now. */
export async function loadNotice(tx: Tx, effect: Notify): Promise<LoadedNotice | null> {
  const person = await tx.people.byId(effect.person);
  const pep = effect.pep === null ? null : await tx.peps.byId(effect.pep);
  const meeting = await tx.meetings.byId(effect.meeting ?? pep?.meeting ?? '');
  if (person === null || meeting === null) return null;
  const child = await tx.children.byId(meeting.child);
  if (child === null) return null;
  const invitee =
    (await tx.meetings.invitees(meeting.id)).find((candidate) => candidate.person === person.id) ?? null;
  const circle = await tx.circle.of(child.id);
  const mine = circle.filter((member) => member.person === person.id).map((member) => member.role);
  const role = mine.find((held) => held === invitee?.role) ?? mine[0] ?? null;
  const grant =
    role === null
      ? (await tx.roles.of(person.id)).find((known) => known.confirmedBy !== null && known.endedAt === null)
      : undefined;
  const acting = role ?? grant?.role ?? null;
  // Somebody who left the circle since is told nothing, invited or not.
  if (acting === null) return null;
  const settings = await tx.settings();
  const delivery =
    pep === null ? undefined : (await tx.deliveries.ofPep(pep.id)).findLast((one) => one.edition === 'full');
  return {
    person,
    role: acting,
    meeting,
    pep,
    child,
    invitee,
    documentUrl: delivery?.webUrl ?? null,
    mailFrom: settings.mailFrom,
    organiser: settings.organiserMailbox,
  };
}

/** The meeting moved on, was cancelled, or is over: this notice would say what is no longer so. */
export function isOvertaken(effect: Notify, { meeting, invitee }: LoadedNotice): boolean {
  if (meeting === null) return false;
  if (effect.notice === 'cancelled') return meeting.state !== 'cancelled';
  if (effect.notice === 'tomorrow')
    return (
      meeting.state !== 'booked' || invitee?.reply === 'declined' || meeting.revision !== effect.revision
    );
  if (effect.notice === 'invitation' || effect.notice === 'moved')
    return meeting.state !== 'booked' || meeting.revision > effect.revision;
  return false;
}
