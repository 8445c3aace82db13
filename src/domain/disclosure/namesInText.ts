import { isCommonWord } from './commonWords.ts';

/** Letters without case and accents, everything else one blank: 'O’Brien-Núñez’s' and 'obrien nunez' meet. */
export function foldForSearch(text: string): string {
  return withoutMarks(text)
    .replace(/['’‘`´]s(?![\p{L}\p{N}])/giu, '')
    .replace(/['’‘`´]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Compatibility forms made plain, accents and invisible characters dropped; punctuation and case stay. */
export function withoutMarks(text: string): string {
  return text.normalize('NFKD').replace(/[\p{M}\u200b-\u200f\u2060\ufeff\u00ad]/gu, '');
}

/** Both folded. Whole words only: 'Ann' is not in 'annual'. */
export function hasWords(folded: string, sought: string): boolean {
  return sought !== '' && ` ${folded} `.includes(` ${sought} `);
}

/**
 * One name alone, a forename or a surname. One that is also an everyday word (Will, May, Young) counts
 * only where it is written as a name: capital, inside a sentence, not beside a number as a month is.
 */
export function namesAlone(text: string, name: string): boolean {
  const sought = foldForSearch(name);
  if (!hasWords(foldForSearch(text), sought)) return false;
  return isCommonWord(sought) ? isWrittenAsName(withoutMarks(text), sought) : true;
}

const months: ReadonlySet<string> = new Set(['april', 'august', 'june', 'may']);
const beforeMonth =
  /(?<!\p{L})(?:in|by|from|until|till|since|during|of|mid|early|late|next|last|this|before|after)[\s-]+$/iu;

function isWrittenAsName(text: string, sought: string): boolean {
  const written = `${sought.slice(0, 1).toUpperCase()}${sought.slice(1)}`;
  const uses = new RegExp(`(?<![\\p{L}\\p{N}])${written}(?![\\p{L}\\p{N}])`, 'gu');
  return [...text.matchAll(uses)].some((use) => {
    const before = text.slice(Math.max(0, use.index - 20), use.index);
    const after = text.slice(use.index + written.length, use.index + written.length + 2);
    if (/^['’]/.test(after)) return true;
    const startsSentence = before.trim() === '' || /[.!?:\n]\s*$/.test(before);
    const isDated =
      /\d\s*$/.test(before) || /^\s?\d/.test(after) || (months.has(sought) && beforeMonth.test(before));
    return !startsSentence && !isDated;
  });
}
