import type { Role } from '../people/role.ts';

/**
 * All that a card or mail may know. It holds no child, no school, no PEP: a notice cannot leak what it
 * was never given. Every kind has its words in `words.ts`; a new kind does not compile without them.
 */
export type MeetingFacts = {
  readonly meeting: string;
  /** Which booking of the meeting this tells of: an answer to an older one is not taken for this. */
  readonly revision: number;
  readonly reference: string;
  /** Wall-clock Europe/London, 'YYYY-MM-DDTHH:MM'. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly venue: string;
  readonly chair: Role;
  readonly joinUrl: string | null;
  /** The tab (bot) or the browser door (mail). */
  readonly link: string;
};

export type Notice =
  | { readonly is: 'welcome'; readonly firstName: string; readonly link: string }
  | {
      readonly is: 'invitation';
      readonly facts: MeetingFacts;
      readonly role: Role;
      readonly reply: NoticeReply;
    }
  | {
      readonly is: 'moved';
      readonly facts: MeetingFacts;
      readonly role: Role;
      readonly because: string;
      readonly reply: NoticeReply;
    }
  | { readonly is: 'cancelled'; readonly facts: MeetingFacts; readonly because: string }
  | {
      readonly is: 'tomorrow';
      readonly facts: MeetingFacts;
      readonly role: Role;
      readonly reply: NoticeReply;
    }
  | { readonly is: 'submitted'; readonly reference: string; readonly pep: string; readonly link: string }
  | {
      readonly is: 'returned';
      readonly reference: string;
      readonly pep: string;
      readonly because: string;
      readonly link: string;
    }
  | {
      readonly is: 'documentReady';
      readonly reference: string;
      readonly pep: string;
      readonly documentUrl: string;
      readonly link: string;
    }
  | { readonly is: 'meetingChat'; readonly facts: MeetingFacts }
  | { readonly is: 'help'; readonly link: string }
  | { readonly is: 'myReviews'; readonly meetings: readonly MeetingFacts[]; readonly link: string }
  | { readonly is: 'notUnderstood'; readonly link: string }
  | { readonly is: 'notYours'; readonly link: string };

/** `on` is the London day of the answer, 'YYYY-MM-DD'. */
export type NoticeReply = {
  readonly reply: 'none' | 'accepted' | 'tentative' | 'declined';
  readonly on: string | null;
};
export type NoticeKind = Notice['is'];
