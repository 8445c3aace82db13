import type { AuthorityId, ChildId, MeetingId, PersonId } from '../people/person.ts';
import type { Role } from '../people/role.ts';

export type MeetingState = 'booked' | 'started' | 'ended' | 'cancelled';
export type Reply = 'none' | 'accepted' | 'tentative' | 'declined';
export type Reach = 'bot' | 'mail' | 'callList' | 'unreachable';

export type Meeting = {
  readonly id: MeetingId;
  readonly authority: AuthorityId;
  readonly child: ChildId;
  /** The app's own reference, the only name a subject, card or file may carry: 'ER-7F3K2M'. */
  readonly reference: string;
  /** Wall-clock Europe/London, 'YYYY-MM-DDTHH:MM'. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly venue: string;
  readonly chair: Role;
  readonly state: MeetingState;
  /** Raised by every move, so that notices, reminders and the event follow it once each. */
  readonly revision: number;
  readonly bookedBy: PersonId;
  readonly overrides: readonly { readonly rule: string; readonly reason: string }[];
  readonly cancelledBecause: string | null;
  readonly eventId: string | null;
  readonly joinUrl: string | null;
  readonly onlineMeetingId: string | null;
  readonly chatId: string | null;
  readonly isPupilPresent: boolean;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
};

export type Invitee = {
  readonly meeting: MeetingId;
  readonly person: PersonId;
  readonly name: string;
  readonly role: Role;
  readonly email: string | null;
  readonly phone: string | null;
  readonly isConfidential: boolean;
  readonly reply: Reply;
  readonly repliedAt: string | null;
  readonly repliedBy: 'card' | 'page' | 'outlook' | 'telephone' | null;
  readonly reach: Reach;
  /** Telephone-only people: set when the coordinator has rung them. */
  readonly calledAt: string | null;
};
