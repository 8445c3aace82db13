import type { Card } from '#bot/cards/card.ts';
import { cardFor } from '#bot/cards/cardFor.ts';
import { troubleCard, troubleSummary } from '#bot/cards/troubleCard.ts';
import type { Notice } from '#domain/reminder/notice.ts';
import { wordsFor } from '#domain/reminder/words.ts';
import type { Account, Gate } from '#workflow/ports.ts';
import type { BotWork } from './botWork.ts';
import { readCommand } from './command.ts';
import type { Occurrence } from './occurrence.ts';
import { onPress, pressAgain } from './press.ts';

export type Spoken = { readonly card: Card; readonly summary: string };
export type BotGate = Pick<
  Gate,
  'saveConversation' | 'conversationOf' | 'forgetConversation' | 'claimWelcome'
>;
export type Answering = { readonly work: BotWork; readonly gate: BotGate };

/** What the bot says to what happened; null is silence. */
export async function answer(occurrence: Occurrence, { work, gate }: Answering): Promise<Spoken | null> {
  switch (occurrence.is) {
    case 'installed': {
      const { conversation } = occurrence;
      await gate.saveConversation(conversation);
      // Teams tells of one installation more than once: whoever claims the welcome says it.
      return (await gate.claimWelcome(conversation))
        ? spoken(await work.welcome(accountOf(conversation)))
        : null;
    }
    case 'removed':
      await gate.forgetConversation(occurrence.from);
      return null;
    case 'text':
      await gate.saveConversation(occurrence.conversation);
      return spoken(await onText(occurrence.text, accountOf(occurrence.conversation), work));
    case 'groupText':
      // What one person may read is not said where others read it too.
      return spoken({ is: 'help', link: work.home() });
    case 'press':
      return spoken(await onPress(occurrence.press, work));
    case 'groupPress':
      return spoken({ is: 'notYours', link: work.home() });
    case 'meetingStarted':
      await work.meetingStarted(occurrence.moment);
      return null;
    case 'meetingEnded':
      await work.meetingEnded(occurrence.moment);
      return null;
    case 'nothing':
      return null;
  }
}

/** What is said when a step failed: plain words, never the failure's own. Null where nobody is waiting. */
export function inTrouble(occurrence: Occurrence): Spoken | null {
  if (occurrence.is === 'press') {
    return { card: troubleCard(pressAgain(occurrence.press)), summary: troubleSummary };
  }
  if (occurrence.is === 'text' || occurrence.is === 'groupText' || occurrence.is === 'groupPress') {
    return { card: troubleCard(null), summary: troubleSummary };
  }
  return null;
}

async function onText(text: string, from: Account, work: BotWork): Promise<Notice> {
  switch (readCommand(text)) {
    case 'help':
      return { is: 'help', link: work.home() };
    case 'myReviews':
      return work.myReviews(from);
    case 'whatsNext':
      return work.whatsNext(from);
    case null:
      return { is: 'notUnderstood', link: work.home() };
  }
}

function spoken(notice: Notice): Spoken {
  return { card: cardFor(notice), summary: wordsFor(notice).summary };
}

function accountOf({ tid, oid }: Account): Account {
  return { tid, oid };
}
