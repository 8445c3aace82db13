import type { NoticeReply } from '#domain/reminder/notice.ts';

export type ReplyGiven = Exclude<NoticeReply['reply'], 'none'>;
export type ReplyVerb = `reply.${ReplyGiven}`;

export const replyVerbs = [
  'reply.accepted',
  'reply.tentative',
  'reply.declined',
] as const satisfies readonly ReplyVerb[];

const given = {
  'reply.accepted': 'accepted',
  'reply.tentative': 'tentative',
  'reply.declined': 'declined',
} as const satisfies Record<ReplyVerb, ReplyGiven>;

export function replyVerb(reply: ReplyGiven): ReplyVerb {
  return `reply.${reply}`;
}

export function replyOf(verb: ReplyVerb): ReplyGiven {
  return given[verb];
}
