import type { MeetingFacts, NoticeReply } from '#domain/reminder/notice.ts';
import type { Words } from '#domain/reminder/words.ts';
import type { Card, Container, Execute } from './card.ts';
import { cardOf, factsOf, linksOf, text } from './parts.ts';
import { type ReplyGiven, replyVerb } from './verbs.ts';

const answersId = 'answers';

/** Asks whether somebody comes; once answered, the answer stands in the place of the question. */
export function replyCard(facts: MeetingFacts, reply: NoticeReply, words: Words): Card {
  const answers = answersTo(facts);
  if (reply.reply === 'none') {
    return cardOf(words, [...factsOf(words.facts), ...detailsOf(words)], answers);
  }
  const body = [
    ...factsOf(words.facts),
    text(words.outcome ?? ''),
    { type: 'ActionSet', id: answersId, isVisible: false, actions: answers } as const,
  ];
  return cardOf(words, body, [
    ...linksOf(words),
    { type: 'Action.ToggleVisibility', title: 'Change', targetElements: [answersId] },
  ]);
}

function answersTo(facts: MeetingFacts): readonly Execute[] {
  const answer = (reply: ReplyGiven, title: string): Execute => ({
    type: 'Action.Execute',
    title,
    verb: replyVerb(reply),
    data: { meeting: facts.meeting, revision: facts.revision },
    fallback:
      reply === 'accepted'
        ? { type: 'Action.OpenUrl', title: 'Answer in Education Review', url: facts.link }
        : 'drop',
  });
  return [
    { ...answer('accepted', 'Yes, I can come'), style: 'positive' },
    answer('tentative', 'Maybe'),
    answer('declined', 'No'),
  ];
}

/** Three answers are the actions: the details open from the text, so that the card keeps to three. */
function detailsOf(words: Words): readonly Container[] {
  if (words.primary === undefined) return [];
  const { label, url } = words.primary;
  return [
    {
      type: 'Container',
      selectAction: { type: 'Action.OpenUrl', title: label, url },
      items: [{ type: 'TextBlock', text: label, wrap: true, color: 'accent' }],
    },
  ];
}
