import type { Notice, NoticeReply } from '#domain/reminder/notice.ts';
import type { Account } from '#workflow/ports.ts';

export type GivenReply = {
  readonly meeting: string;
  readonly reply: Exclude<NoticeReply['reply'], 'none'>;
  /** The booking the card told of. When the meeting has moved since, the answer is not taken and the new facts come back as `moved`. */
  readonly revision: number;
};

export type ChatMoment = {
  readonly tid: string;
  readonly chatId: string;
  /** ISO instant as Teams tells it; null when it does not. */
  readonly at: string | null;
};

/**
 * The workflow steps the bot may start. Each decides the right anew from `from` alone: what a card carries is
 * in the reader's hands. Somebody without it gets a `notYours` notice, which holds no facts.
 */
export type BotWork = {
  /** Where Education Review opens. */
  readonly home: () => string;
  /** A `welcome`; somebody not known yet is welcomed too, without a name. */
  readonly welcome: (from: Account) => Promise<Notice>;
  readonly reply: (from: Account, given: GivenReply) => Promise<Notice>;
  readonly myReviews: (from: Account) => Promise<Notice>;
  /** The next meeting with the question whether they come, or an empty `myReviews`. */
  readonly whatsNext: (from: Account) => Promise<Notice>;
  /** Teams says that a meeting has begun or ended: a proposal to whoever chairs, never the thing itself. */
  readonly meetingStarted: (moment: ChatMoment) => Promise<void>;
  readonly meetingEnded: (moment: ChatMoment) => Promise<void>;
};
