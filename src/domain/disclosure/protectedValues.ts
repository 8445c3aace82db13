import type { ChildConfidential } from '../caseload/child.ts';
import { foldForSearch } from './namesInText.ts';

/** LE-21: what never leaves for Outlook, a card, the chat, mail or the school's copy. */
export type ProtectedKind =
  'placementAddress' | 'postcode' | 'carerName' | 'carerEmail' | 'carerPhone' | 'siblingName';
export type ProtectedValue = { readonly kind: ProtectedKind; readonly value: string };

export type ProtectedSources = {
  readonly confidential: ChildConfidential | null;
  /** Every carer and parent of the circle: an address or number is protected always, a name only when confidential. */
  readonly carers: readonly {
    readonly name: string;
    readonly email: string | null;
    readonly phone: string | null;
    readonly isConfidential: boolean;
  }[];
  /** Names of brothers and sisters placed elsewhere, as the social worker wrote them. */
  readonly siblingsElsewhere: readonly string[];
};

const postcodeShape = /(?<![A-Z0-9])[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}(?![A-Z0-9])/i;

export function protectedValuesOf({
  confidential,
  carers,
  siblingsElsewhere,
}: ProtectedSources): readonly ProtectedValue[] {
  const address = confidential?.placementAddress ?? '';
  const postcode = postcodeShape.exec(address)?.[0] ?? '';
  const siblings = [...siblingsElsewhere, ...siblingsNamedIn(confidential?.notes ?? '')];
  const values: readonly ProtectedValue[] = [
    { kind: 'placementAddress', value: address.replace(postcodeShape, '').replace(/[\s,]+$/, '') },
    { kind: 'postcode', value: postcode },
    ...carers.flatMap((carer): readonly ProtectedValue[] => [
      { kind: 'carerEmail', value: carer.email ?? '' },
      { kind: 'carerPhone', value: carer.phone ?? '' },
      { kind: 'carerName', value: carer.isConfidential ? carer.name : '' },
    ]),
    ...siblings.map((value): ProtectedValue => ({ kind: 'siblingName', value })),
  ];
  return values
    .map(({ kind, value }) => ({ kind, value: value.trim() }))
    .filter(
      ({ value }, index, all) => value !== '' && all.findIndex((other) => other.value === value) === index,
    );
}

/** One name a line (or between commas), as in the social worker's field. A sentence holds the names written in it, not its every word. */
export function namesListed(text: string): readonly string[] {
  return text
    .split(/[\n,;]|\s+and\s+|\s*&\s*/)
    .map((name) => name.replace(/\(.*?\)/g, '').trim())
    .filter((name) => foldForSearch(name) !== '')
    .flatMap((entry) => (entry.split(/\s+/).length <= 3 ? [entry] : (entry.match(fullNames) ?? [])));
}

/** Two or three words with a capital each. */
const fullNames = /\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+){1,2}/gu;

const kin = '(?:(?:half|step)[- ]?)?(?:brother|sister|sibling|twin)s?';
const name = "\\p{Lu}[\\p{L}'’-]+(?:\\s+\\p{Lu}[\\p{L}'’-]+){0,2}";
const afterKin = new RegExp(
  `\\b${kin}(?:\\s+(?:is|are|called|named))?\\s*[:,(–-]?\\s*(${name}(?:(?:\\s*,\\s*|\\s+and\\s+|\\s*&\\s*)${name})*)`,
  'gu',
);
const beforeKin = new RegExp(
  `(${name})\\s*[,(]\\s*(?:(?:her|his|their|a|an|older|younger)\\s+)*${kin}`,
  'gu',
);

/** Names that stand beside 'brother', 'sister', 'sibling' in the imported notes. */
export function siblingsNamedIn(notes: string): readonly string[] {
  const relaxed = notes.replace(/\b(?:Brother|Sister|Sibling|Twin|Half|Step)(?=s?\b)/g, (word) =>
    word.toLowerCase(),
  );
  return [...relaxed.matchAll(afterKin), ...relaxed.matchAll(beforeKin)].flatMap((found) =>
    namesListed(found[1] ?? ''),
  );
}
