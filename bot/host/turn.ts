import type { TurnContext } from 'botbuilder';
import { type Answering, answer, inTrouble, type Spoken } from '#bot/actions/answer.ts';
import type { Occurrence } from '#bot/actions/occurrence.ts';
import type { BotLog } from './log.ts';
import { messageOf, pressAnswerOf } from './message.ts';

export type Turn = Answering & { readonly occurrence: Occurrence; readonly log: BotLog };

/** Teams waits ten seconds for a press; what is left is for the way back. */
const pressMilliseconds = 8_000;

/** One turn: what happened, what is said to it, and plain words when it went wrong. */
export async function runTurn(context: TurnContext, turn: Turn): Promise<void> {
  const spoken = await wordsOf(turn);
  if (spoken === null) return;
  const isPress = turn.occurrence.is === 'press' || turn.occurrence.is === 'groupPress';
  await context.sendActivity(isPress ? pressAnswerOf(spoken) : messageOf(spoken));
}

async function wordsOf({ occurrence, log, ...answering }: Turn): Promise<Spoken | null> {
  const answered = answer(occurrence, answering);
  try {
    return await (occurrence.is === 'press' ? inTime(answered) : answered);
  } catch (error) {
    const instead = inTrouble(occurrence);
    // Nobody waits for an answer: the channel hears of the failure and tells us again.
    if (instead === null) throw error;
    log('bot-turn-failed', {
      occurrence: occurrence.is,
      error: error instanceof Error ? error.name : 'unknown',
    });
    return instead;
  }
}

async function inTime<T>(answered: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('too late for Teams')), pressMilliseconds);
  try {
    return await Promise.race([answered, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
