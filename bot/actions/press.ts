import { z } from 'zod';
import { type ReplyVerb, replyOf, replyVerbs } from '#bot/cards/verbs.ts';
import type { Notice } from '#domain/reminder/notice.ts';
import type { BotWork } from './botWork.ts';
import type { Press } from './occurrence.ts';

const verbSchema = z.enum(replyVerbs) satisfies z.ZodType<ReplyVerb>;
const replyData = z.strictObject({
  meeting: z.string().min(1).max(100),
  revision: z.number().int().nonnegative(),
});

/** A press as one step of the work. A press that no card of ours carries is answered like a word not understood. */
export async function onPress(press: Press, work: BotWork): Promise<Notice> {
  const verb = verbSchema.safeParse(press.verb);
  const data = replyData.safeParse(press.data);
  if (!verb.success || !data.success) return { is: 'notUnderstood', link: work.home() };
  return work.reply(press.from, { ...data.data, reply: replyOf(verb.data) });
}

/** The same press for a 'Try again' button; null when it was none of ours. */
export function pressAgain(
  press: Press,
): { readonly verb: string; readonly data: z.infer<typeof replyData> } | null {
  const verb = verbSchema.safeParse(press.verb);
  const data = replyData.safeParse(press.data);
  return verb.success && data.success ? { verb: verb.data, data: data.data } : null;
}
