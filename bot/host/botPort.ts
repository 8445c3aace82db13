import type { BotGate } from '#bot/actions/answer.ts';
import { cardFor } from '#bot/cards/cardFor.ts';
import type { Notice } from '#domain/reminder/notice.ts';
import { wordsFor } from '#domain/reminder/words.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Account, BotConversation, BotPort, OutsideProblem } from '#workflow/ports.ts';
import type { Connector } from './channelAdapter.ts';
import { announcementOf, messageOf } from './message.ts';
import { sendFailureOf } from './sendProblem.ts';

export type BotPortParts = {
  readonly botId: string;
  readonly gate: BotGate;
  readonly connect: (serviceUrl: string) => Promise<Connector>;
  readonly serviceUrlOf: (tid: string) => string;
};

type Outcome<T> = Result<T, OutsideProblem>;

const patience = { timeout: 15_000 };

export function openBotPort({ botId, gate, connect, serviceUrlOf }: BotPortParts): BotPort {
  /** The person's own chat with the bot. An Entra id is enough to open it, in the personal scope alone. */
  const conversationWith = async (to: Account): Promise<Outcome<BotConversation>> => {
    const known = await gate.conversationOf(to);
    if (known !== null) return ok(known);
    const serviceUrl = serviceUrlOf(to.tid);
    const opened = await attempt(true, async () => {
      const connector = await connect(serviceUrl);
      return connector.conversations.createConversation(openingOf(botId, to), patience);
    });
    if (!opened.ok) return opened;
    const conversation = { ...to, conversationId: opened.value.id, serviceUrl };
    await gate.saveConversation(conversation);
    return ok(conversation);
  };

  return {
    send: async (to, notice) => {
      const found = await conversationWith(to);
      if (!found.ok) return found;
      const { conversationId, serviceUrl } = found.value;
      const sent = await attempt(false, async () => {
        const connector = await connect(serviceUrl);
        return connector.conversations.sendToConversation(
          conversationId,
          announcementOf(spoken(notice)),
          patience,
        );
      });
      if (!sent.ok) {
        // The chat is gone: the next sending begins with a new one, after the app is there again.
        if (sent.problem.facts['status'] === 404) await gate.forgetConversation(to);
        return sent;
      }
      return ok({ conversationId, activityId: sent.value.id });
    },
    sendToChat: async (chatId, tenantId, notice) => {
      const sent = await attempt(false, async () => {
        const connector = await connect(serviceUrlOf(tenantId));
        return connector.conversations.sendToConversation(chatId, messageOf(spoken(notice)), patience);
      });
      return sent.ok ? ok({ activityId: sent.value.id }) : sent;
    },
    update: async (to, activityId, notice) => {
      const known = await gate.conversationOf(to);
      if (known === null) return refuse(neverTalked);
      const updated = await attempt(true, async () => {
        const connector = await connect(known.serviceUrl);
        const activity = { ...messageOf(spoken(notice)), id: activityId };
        return connector.conversations.updateActivity(known.conversationId, activityId, activity, patience);
      });
      if (updated.ok) return ok(undefined);
      const isGone = updated.problem.facts['channelCode'] === 'ActivityNotFoundInConversation';
      return isGone ? refuse({ ...updated.problem, code: 'not-found' }) : updated;
    },
  };
}

const neverTalked: OutsideProblem = {
  service: 'bot',
  code: 'not-installed',
  isWorthRetrying: false,
  retryAfterSeconds: null,
  facts: {},
};

async function attempt<T>(isRepeatable: boolean, call: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return ok(await call());
  } catch (error) {
    return refuse(sendFailureOf(error, isRepeatable));
  }
}

function spoken(notice: Notice) {
  return { card: cardFor(notice), summary: wordsFor(notice).summary };
}

function openingOf(botId: string, { tid, oid }: Account) {
  return {
    isGroup: false,
    bot: { id: `28:${botId}`, name: 'Education Review' },
    members: [{ id: oid, name: '' }],
    tenantId: tid,
    channelData: { tenant: { id: tid } },
  };
}
