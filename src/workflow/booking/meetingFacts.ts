import type { Invitee, Meeting } from '#domain/meeting/meeting.ts';
import { dateOf, fromInstant } from '#domain/time/wallClock.ts';
import type { MeetingFacts, NoticeReply } from '#domain/reminder/notice.ts';

/** Everything a notice may know of a meeting. No child, no school. */
export function meetingFacts(meeting: Meeting, link: string): MeetingFacts {
  return {
    meeting: meeting.id,
    revision: meeting.revision,
    reference: meeting.reference,
    startsAt: meeting.startsAt,
    endsAt: meeting.endsAt,
    venue: meeting.venue,
    chair: meeting.chair,
    joinUrl: meeting.joinUrl,
    link,
  };
}

export function noticeReply(invitee: Pick<Invitee, 'reply' | 'repliedAt'>): NoticeReply {
  return {
    reply: invitee.reply,
    on: invitee.repliedAt === null ? null : dateOf(fromInstant(invitee.repliedAt)),
  };
}
