import type { Words } from '#domain/reminder/words.ts';
import type { Card, Execute } from './card.ts';
import { cardOf } from './parts.ts';

const words: Words = {
  title: 'That did not work',
  sentence: 'Something went wrong on our side. Nothing you did is lost. Please try again in a few minutes.',
  facts: [],
  summary: 'Education Review: please try again',
};

export const troubleSummary = words.summary;

/** Stands where the pressed card stood, so it carries the same press again: nobody is left without a button. */
export function troubleCard(again: { readonly verb: string; readonly data: Execute['data'] } | null): Card {
  if (again === null) return cardOf(words, [], []);
  return cardOf(
    words,
    [],
    [{ type: 'Action.Execute', title: 'Try again', style: 'positive', fallback: 'drop', ...again }],
  );
}
