/** Codes and ids only: no words of a person, no names, no addresses. */
export type BotLog = (code: BotLogCode, facts: Readonly<Record<string, string | number>>) => void;

export type BotLogCode =
  'bot-unsigned' | 'bot-keys-unavailable' | 'bot-wrong-tenant' | 'bot-malformed' | 'bot-turn-failed';
