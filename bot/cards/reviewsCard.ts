import type { MeetingFacts } from '#domain/reminder/notice.ts';
import { where, type Words } from '#domain/reminder/words.ts';
import { longDateTime } from '#domain/time/wallClock.ts';
import type { Card, Container } from './card.ts';
import { escapeMarkdown } from './escapeMarkdown.ts';
import { cardOf, linksOf, text } from './parts.ts';

/** Teams refuses a card of more than some 28 kB; ten meetings stay far below. */
const shownAtOnce = 10;

export function reviewsCard(meetings: readonly MeetingFacts[], words: Words): Card {
  const more = meetings.length - shownAtOnce;
  return cardOf(
    words,
    [
      ...meetings.slice(0, shownAtOnce).map(meetingRow),
      ...(more > 0 ? [text(`And ${more} more in Education Review.`)] : []),
    ],
    linksOf(words),
  );
}

function meetingRow(facts: MeetingFacts): Container {
  const when = longDateTime(facts.startsAt);
  return {
    type: 'Container',
    separator: true,
    selectAction: { type: 'Action.OpenUrl', title: `Open the review on ${when}`, url: facts.link },
    items: [
      { type: 'TextBlock', text: when, wrap: true, weight: 'bolder', color: 'accent' },
      { type: 'TextBlock', text: escapeMarkdown(where(facts)), wrap: true, spacing: 'none' },
      {
        type: 'TextBlock',
        text: escapeMarkdown(facts.reference),
        wrap: true,
        isSubtle: true,
        spacing: 'none',
      },
    ],
  };
}
