import { foldForSearch, hasWords, namesAlone } from './namesInText.ts';

/** The names that must not travel in the open. `schools` includes the short forms people use. */
export type NamesOfChild = {
  readonly forename: string;
  readonly surname: string;
  readonly schools: readonly string[];
};

export type Leak = {
  readonly kind: 'forename' | 'surname' | 'school' | 'plan' | 'care';
  readonly found: string;
};

/** Words that say why people meet (LE-19). */
const telling: readonly { readonly kind: 'plan' | 'care'; readonly words: RegExp }[] = [
  { kind: 'plan', words: /(?<![\p{L}\p{N}])e?-?peps?(?![\p{L}\p{N}])/iu },
  { kind: 'plan', words: /personal\s+education(al)?\s+plan/iu },
  { kind: 'plan', words: /pupil\s+premium/iu },
  { kind: 'care', words: /looked[\s\p{Pd}]+after/iu },
  { kind: 'care', words: /(?<![\p{L}\p{N}])in[\s\p{Pd}]+care(?![\p{L}\p{N}])/iu },
  { kind: 'care', words: /(?<![\p{L}\p{N}])(lac|cla|cic)(?![\p{L}\p{N}])/iu },
  { kind: 'care', words: /(?<![\p{L}\p{N}])foster/iu },
];

/**
 * What in `text` would tell a stranger about the child: for subjects, notices, card titles and file names.
 * A forename alone counts, and a surname alone, in any case of letters.
 */
export function leaksOf(text: string, child: NamesOfChild): readonly Leak[] {
  const plain = text.normalize('NFKC').replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '');
  const folded = foldForSearch(text);
  return [
    ...(namesAlone(text, child.forename) ? [{ kind: 'forename' as const, found: child.forename }] : []),
    ...(namesAlone(text, child.surname) ? [{ kind: 'surname' as const, found: child.surname }] : []),
    ...child.schools
      .filter((school) => hasWords(folded, foldForSearch(school)))
      .map((school) => ({ kind: 'school' as const, found: school })),
    ...telling.flatMap(({ kind, words }) => {
      const hit = words.exec(plain);
      return hit === null ? [] : [{ kind, found: hit[0] }];
    }),
  ];
}
