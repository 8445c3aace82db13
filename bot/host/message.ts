import type { Activity } from 'botbuilder';
import type { Spoken } from '#bot/actions/answer.ts';

export const cardContentType = 'application/vnd.microsoft.card.adaptive';

/** `summary` is what the toast and the lock screen show; without it Teams would say that a card was sent. */
export function messageOf({ card, summary }: Spoken): Partial<Activity> {
  return {
    type: 'message',
    summary,
    attachments: [{ contentType: cardContentType, content: card }],
  };
}

/** The same, announced in the person's activity feed. */
export function announcementOf(spoken: Spoken): Partial<Activity> {
  return { ...messageOf(spoken), channelData: { notification: { alert: true } } };
}

/** Teams puts this card in the place of the one that was pressed. */
export function pressAnswerOf({ card }: Spoken): Partial<Activity> {
  const body = { statusCode: 200, type: cardContentType, value: card };
  return { type: 'invokeResponse', value: { status: 200, body } };
}
