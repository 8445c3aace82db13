import type { Fact, Link, Words } from '#domain/reminder/words.ts';
import type { Action, Card, Element, FactSet, OpenUrl, TextBlock } from './card.ts';
import { escapeMarkdown } from './escapeMarkdown.ts';

/** Title, sentence and facts first, so that the card reads in order without colour or image. */
export function cardOf(words: Words, body: readonly Element[], actions: readonly Action[]): Card {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: words.summary,
    body: [heading(words.title), text(words.sentence), ...body],
    ...(actions.length === 0 ? {} : { actions }),
  };
}

export function heading(title: string): TextBlock {
  return {
    type: 'TextBlock',
    text: escapeMarkdown(title),
    wrap: true,
    style: 'heading',
    size: 'large',
    weight: 'bolder',
  };
}

export function text(sentence: string): TextBlock {
  return { type: 'TextBlock', text: escapeMarkdown(sentence), wrap: true };
}

/** No facts, no element: an empty fact set is announced by a screen reader as one. */
export function factsOf(facts: readonly Fact[]): readonly FactSet[] {
  if (facts.length === 0) return [];
  return [
    {
      type: 'FactSet',
      facts: facts.map(({ label, value }) => ({
        title: escapeMarkdown(label),
        value: escapeMarkdown(value),
      })),
    },
  ];
}

export function open({ label, url }: Link): OpenUrl {
  return { type: 'Action.OpenUrl', title: label, url };
}

/** The one action a card is for, then at most two others. */
export function linksOf(words: Words): readonly OpenUrl[] {
  const primary: readonly OpenUrl[] =
    words.primary === undefined ? [] : [{ ...open(words.primary), style: 'positive' }];
  return [...primary, ...(words.others ?? []).map(open)];
}

export function plainCard(words: Words): Card {
  return cardOf(words, factsOf(words.facts), linksOf(words));
}
