import type { Child } from '#domain/caseload/child.ts';
import { leaksOf } from '#domain/disclosure/neutral.ts';
import { icsFor } from '#domain/meeting/ics.ts';
import type { Notice } from '#domain/reminder/notice.ts';
import { meetingFacts, noticeReply } from '../booking/meetingFacts.ts';
import type { MailMessage } from '../ports.ts';
import type { LoadedNotice, Notify } from './loadNotice.ts';

/** A reason that names the child or tells why people meet stays on the board and out of messages (LE-19). */
function neutralOr(because: string, child: Child): string {
  return leaksOf(because, { forename: child.forename, surname: child.surname, schools: [] }).length === 0
    ? because
    : '';
}

/** The notice as it reads now; null when there is nothing left to tell. */
export function noticeOf(effect: Notify, loaded: LoadedNotice, link: string): Notice | null {
  const { meeting, pep, role, invitee } = loaded;
  if (meeting === null) return null;
  const facts = meetingFacts(meeting, link);
  const reply = invitee === null ? { reply: 'none' as const, on: null } : noticeReply(invitee);
  switch (effect.notice) {
    case 'invitation':
    case 'tomorrow':
      return { is: effect.notice, facts, role, reply };
    case 'moved':
      return { is: 'moved', facts, role, because: '', reply };
    case 'cancelled':
      return { is: 'cancelled', facts, because: neutralOr(meeting.cancelledBecause ?? '', loaded.child) };
    case 'submitted':
      return pep === null ? null : { is: 'submitted', reference: meeting.reference, pep: pep.id, link };
    case 'returned':
      return pep === null
        ? null
        : { is: 'returned', reference: meeting.reference, pep: pep.id, because: '', link };
    case 'documentReady':
      return pep === null || loaded.documentUrl === null
        ? null
        : {
            is: 'documentReady',
            reference: meeting.reference,
            pep: pep.id,
            documentUrl: loaded.documentUrl,
            link,
          };
    case 'welcome':
    case 'meetingChat':
    case 'help':
    case 'myReviews':
    case 'notUnderstood':
    case 'notYours':
      return null;
  }
}

/** Outlook has the event already; a calendar file goes to those who are kept out of it. */
export function attachmentsOf(
  effect: Notify,
  { meeting, invitee, person, organiser }: LoadedNotice,
  madeAt: string,
): MailMessage['attachments'] {
  if (meeting === null || invitee === null || !invitee.isConfidential) return [];
  const method = effect.notice === 'cancelled' ? ('CANCEL' as const) : ('REQUEST' as const);
  const text = icsFor({
    uid: meeting.id,
    startsAt: meeting.startsAt,
    endsAt: meeting.endsAt,
    summary: `Education review ${meeting.reference}`,
    location: meeting.venue,
    url: meeting.joinUrl,
    method,
    sequence: meeting.revision,
    madeAt,
    organiser,
    attendee: person.email ?? '',
  });
  return [{ name: 'meeting.ics', contentType: 'text/calendar', bytes: new TextEncoder().encode(text) }];
}
