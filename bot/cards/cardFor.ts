import type { Notice, NoticeKind } from '#domain/reminder/notice.ts';
import { type NoticeMap, type Words, wordsFor } from '#domain/reminder/words.ts';
import type { Card } from './card.ts';
import { plainCard } from './parts.ts';
import { replyCard } from './replyCard.ts';
import { reviewsCard } from './reviewsCard.ts';

/** A new kind of notice does not compile until it has its card here. */
const cards: { readonly [K in NoticeKind]: (notice: NoticeMap[K], words: Words) => Card } = {
  welcome: (_, words) => plainCard(words),
  invitation: ({ facts, reply }, words) => replyCard(facts, reply, words),
  moved: ({ facts, reply }, words) => replyCard(facts, reply, words),
  tomorrow: ({ facts, reply }, words) => replyCard(facts, reply, words),
  cancelled: (_, words) => plainCard(words),
  submitted: (_, words) => plainCard(words),
  returned: (_, words) => plainCard(words),
  documentReady: (_, words) => plainCard(words),
  meetingChat: (_, words) => plainCard(words),
  help: (_, words) => plainCard(words),
  myReviews: ({ meetings }, words) => reviewsCard(meetings, words),
  notUnderstood: (_, words) => plainCard(words),
  notYours: (_, words) => plainCard(words),
};

export function cardFor(notice: Notice): Card {
  return cardOfKind(notice.is, notice);
}

function cardOfKind<K extends NoticeKind>(kind: K, notice: NoticeMap[K]): Card {
  const draw: (notice: NoticeMap[K], words: Words) => Card = cards[kind];
  return draw(notice, wordsFor(notice));
}
