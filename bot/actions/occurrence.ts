import type { Account, BotConversation } from '#workflow/ports.ts';
import type { ChatMoment } from './botWork.ts';

export type Press = { readonly verb: string; readonly data: unknown; readonly from: Account };

/** What can reach the bot, in no SDK's words. `conversation` is the person's own chat with the bot, never a group's. */
export type Occurrence =
  | { readonly is: 'installed'; readonly conversation: BotConversation }
  | { readonly is: 'removed'; readonly from: Account }
  | { readonly is: 'text'; readonly text: string; readonly conversation: BotConversation }
  | { readonly is: 'groupText' }
  | { readonly is: 'press'; readonly press: Press }
  | { readonly is: 'groupPress' }
  | { readonly is: 'meetingStarted'; readonly moment: ChatMoment }
  | { readonly is: 'meetingEnded'; readonly moment: ChatMoment }
  | { readonly is: 'nothing' };
