import type { BotGate } from '#bot/actions/answer.ts';
import type { Account, BotConversation } from '#workflow/ports.ts';

/** The four memories the bot needs, held in memory. */
export function aGate(): BotGate & { readonly known: ReadonlyMap<string, BotConversation> } {
  const known = new Map<string, BotConversation>();
  const welcomed = new Set<string>();
  const key = ({ tid, oid }: Account) => `${tid}/${oid}`;
  return {
    known,
    saveConversation: async (conversation) => {
      known.set(key(conversation), conversation);
    },
    conversationOf: async (account) => known.get(key(account)) ?? null,
    forgetConversation: async (account) => {
      known.delete(key(account));
    },
    claimWelcome: async (account) => {
      if (welcomed.has(key(account))) return false;
      welcomed.add(key(account));
      return true;
    },
  };
}
