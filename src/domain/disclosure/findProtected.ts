import { foldForSearch, hasWords, namesAlone, withoutMarks } from './namesInText.ts';
import type { ProtectedKind, ProtectedValue } from './protectedValues.ts';

/** `sentence` may be shown only to those who may see the value itself. */
export type ProtectedHit = { readonly kind: ProtectedKind; readonly sentence: string };

/**
 * Every protected value in `text`, however it is broken up, spaced or written. `openNames` are names of people
 * who are known to every reader (the child, the teacher): a sibling's forename that is also theirs does not count alone.
 */
export function findProtected(
  text: string,
  values: readonly ProtectedValue[],
  openNames: readonly string[] = [],
): readonly ProtectedHit[] {
  const open = new Set(openNames.flatMap((name) => foldForSearch(name).split(' ')));
  const hits = values
    .filter((value) => isIn(text, value, open))
    .map((value) => ({ kind: value.kind, sentence: shortestWith(text, (part) => isIn(part, value, open)) }));
  return hits.filter(
    (hit, index) =>
      hits.findIndex((other) => other.kind === hit.kind && other.sentence === hit.sentence) === index,
  );
}

function isIn(text: string, { kind, value }: ProtectedValue, open: ReadonlySet<string>): boolean {
  switch (kind) {
    case 'placementAddress':
      return hasAddress(text, value);
    case 'postcode':
      return spelled(value.replace(/[^\p{L}\p{N}]/gu, '')).test(withoutMarks(text));
    case 'carerEmail':
      return emailPattern(value).test(withoutMarks(text));
    case 'carerPhone':
      return hasPhone(text, value);
    case 'carerName':
      return hasFullName(text, value);
    case 'siblingName':
      return hasFullName(text, value) || hasForename(text, value, open);
  }
}

const streets = {
  ave: 'avenue',
  av: 'avenue',
  cl: 'close',
  cres: 'crescent',
  ct: 'court',
  dr: 'drive',
  gdns: 'gardens',
  gr: 'grove',
  ln: 'lane',
  pl: 'place',
  rd: 'road',
  sq: 'square',
  st: 'street',
  ter: 'terrace',
} as const satisfies Record<string, string>;
const streetWords: ReadonlyMap<string, string> = new Map(Object.entries(streets));

function foldAddress(text: string): string {
  return foldForSearch(text)
    .replace(/(\d)(\p{L})/gu, '$1 $2')
    .split(' ')
    .map((word) => streetWords.get(word) ?? word)
    .join(' ');
}

/** House and street together, or street and place together. A street alone may be the school's own. */
function hasAddress(text: string, address: string): boolean {
  const folded = foldAddress(text);
  const parts = address
    .split(/[,\n]/)
    .map(foldAddress)
    .filter((part) => part !== '');
  const numbered = parts.findIndex((part) => /^\d+ (?:\p{L} )?\p{L}{2,}/u.test(part));
  if (numbered === -1) return hasNamedHouse(folded, parts);
  const line = parts[numbered] ?? '';
  const street = line.replace(/^\d+ (?:\p{L} )?/u, '');
  const number = /^\d+/.exec(line)?.[0] ?? '';
  const place = parts[numbered + 1];
  return [line, `${number} ${street}`, ...(place === undefined ? [] : [`${street} ${place}`])].some(
    (sought) => hasWords(folded, sought),
  );
}

/** 'Rose Cottage, Mill Lane' */
function hasNamedHouse(folded: string, parts: readonly string[]): boolean {
  const [house, street, place] = parts;
  if (house === undefined) return false;
  if (street === undefined) return house.includes(' ') && hasWords(folded, house);
  const pairs = [`${house} ${street}`, ...(place === undefined ? [] : [`${street} ${place}`])];
  return pairs.some((pair) => hasWords(folded, pair)) || (house.includes(' ') && hasWords(folded, house));
}

const gap = '[^\\p{L}\\p{N}]{0,4}';

/** The characters in order, with anything but letters and digits between them. */
function spelled(characters: string): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}])${Array.from(characters).map(escaped).join(gap)}(?![\\p{L}\\p{N}])`,
    'iu',
  );
}

const fewestDigits = 7;

function hasPhone(text: string, phone: string): boolean {
  const core = phone.replace(/\D/g, '').replace(/^(?:0044|44)?0?/, '');
  if (core.length < fewestDigits) return false;
  const prefix = `(?:(?:\\+|0${gap}0)?${gap}4${gap}4${gap}(?:0${gap})?|0${gap})?`;
  return new RegExp(`(?<!\\d)${prefix}${Array.from(core).join(gap)}(?!\\d)`, 'u').test(withoutMarks(text));
}

const at = '\\s*(?:@|[([{<]\\s*(?:at|@)\\s*[)\\]}>]|\\bat\\b)\\s*';
const dot = '\\s*(?:\\.|[([{<]\\s*(?:dot|\\.)\\s*[)\\]}>]|\\bdot\\b)\\s*';

function emailPattern(email: string): RegExp {
  const body = Array.from(withoutMarks(email))
    .map((character) => (character === '@' ? at : character === '.' ? dot : escaped(character)))
    .join('');
  return new RegExp(
    `(?<![\\p{L}\\p{N}_%+-])(?<![\\p{L}\\p{N}]\\.)${body}(?![\\p{L}\\p{N}-])(?!\\.[\\p{L}\\p{N}])`,
    'iu',
  );
}

/** Forename and surname together, in either order, a middle initial allowed; a surname alone is too often somebody else's. */
function hasFullName(text: string, fullName: string): boolean {
  const words = foldForSearch(fullName).split(' ');
  const [first, ...rest] = words;
  if (first === undefined || rest.length === 0) return false;
  const folded = foldForSearch(text);
  const last = rest.join(' ');
  return (
    hasWords(folded, `${first} ${last}`) ||
    hasWords(folded, `${last} ${first}`) ||
    new RegExp(`(?<![\\p{L}\\p{N}])${escaped(first)} \\p{L} ${escaped(last)}(?![\\p{L}\\p{N}])`, 'u').test(
      folded,
    )
  );
}

/** Brothers and sisters are spoken of by their forename. */
function hasForename(text: string, fullName: string, open: ReadonlySet<string>): boolean {
  const forename = foldForSearch(fullName).split(' ')[0] ?? '';
  return forename.length > 1 && !open.has(forename) && namesAlone(text, forename);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** The fewest sentences in a row that still hold it: one, mostly; more when a value is broken over lines. */
function shortestWith(text: string, holds: (part: string) => boolean): string {
  const sentences = text.split(/(?<=[.!?])\s+|\n+/).filter((sentence) => sentence.trim() !== '');
  for (let length = 1; length <= Math.min(3, sentences.length); length += 1)
    for (let from = 0; from + length <= sentences.length; from += 1) {
      const part = sentences.slice(from, from + length).join(' ');
      if (holds(part)) return part.trim();
    }
  return text.trim();
}
