import type { FieldState, FieldValue } from '#domain/pep/field.ts';

/** Milliseconds after the last key before words go out, and the longest they wait while somebody types on. */
const quiet = 600;
const longest = 1000;
const firstRetry = 1000;
const lastRetry = 15_000;

/** One field as its writer holds it, from the first key to the server's word that it is kept. */
export type Draft = {
  readonly path: string;
  readonly mine: FieldValue;
  /** The version that `mine` is built upon. */
  readonly base: number;
  readonly state: 'waiting' | 'saving' | 'saved' | 'offline' | 'stale' | 'refused';
  /** What is on its way; null unless saving. */
  readonly sent: { readonly value: FieldValue } | null;
  /** Monotonic milliseconds: the first and last key that have not gone out; when the last try failed. */
  readonly firstKey: number;
  readonly lastKey: number;
  readonly failedAt: number;
  readonly tries: number;
  /** The newer words of somebody else, beside which `mine` waits for a choice. */
  readonly theirs: FieldState | null;
  readonly savedAt: string | null;
  /** Why the server will not take it, in words. */
  readonly refusal: string | null;
};

export type Keystroke = {
  readonly path: string;
  readonly value: FieldValue;
  /** The version that stood in the box before the first key. */
  readonly base: number;
  readonly now: number;
  /** A choice, a date: whole at once, so nothing is gained by waiting. */
  readonly isWhole: boolean;
};

export function sameValue(one: FieldValue | undefined, other: FieldValue | undefined): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

export function typed(draft: Draft | null, { path, value, base, now, isWhole }: Keystroke): Draft {
  const due = isWhole ? now - longest : now;
  if (draft === null)
    return {
      path,
      mine: value,
      base,
      state: 'waiting',
      sent: null,
      firstKey: due,
      lastKey: due,
      failedAt: 0,
      tries: 0,
      theirs: null,
      savedAt: null,
      refusal: null,
    };
  switch (draft.state) {
    case 'saved':
    case 'refused':
      return { ...draft, mine: value, state: 'waiting', firstKey: due, lastKey: due, refusal: null };
    case 'saving':
      // The first key after sending starts a new wait; `sent` tells which that is.
      return {
        ...draft,
        mine: value,
        firstKey: sameValue(draft.mine, draft.sent?.value) ? due : draft.firstKey,
        lastKey: due,
      };
    case 'waiting':
      return { ...draft, mine: value, firstKey: Math.min(draft.firstKey, due), lastKey: due };
    case 'offline':
    case 'stale':
      return { ...draft, mine: value, lastKey: due };
  }
}

/** When these words should go out; null when they wait for an answer or a choice. */
export function dueAt(draft: Draft): number | null {
  if (draft.state === 'waiting') return Math.min(draft.lastKey + quiet, draft.firstKey + longest);
  if (draft.state === 'offline')
    return draft.failedAt + Math.min(firstRetry * 2 ** (draft.tries - 1), lastRetry);
  return null;
}

export function sending(draft: Draft): Draft {
  return { ...draft, state: 'saving', sent: { value: draft.mine } };
}

export function acknowledged(draft: Draft, kept: FieldState): Draft {
  const isAll = sameValue(draft.mine, draft.sent?.value);
  return {
    ...draft,
    state: isAll ? 'saved' : 'waiting',
    base: kept.version,
    sent: null,
    tries: 0,
    theirs: null,
    savedAt: kept.at,
    refusal: null,
  };
}

/** An answer lost on the way makes the second try stale against our own words: that is an acknowledgement. */
export function staled(draft: Draft, newer: FieldState): Draft {
  if (sameValue(newer.value, draft.sent?.value)) return acknowledged(draft, newer);
  return { ...draft, state: 'stale', sent: null, tries: 0, theirs: newer };
}

export function failed(draft: Draft, now: number): Draft {
  return { ...draft, state: 'offline', sent: null, failedAt: now, tries: draft.tries + 1 };
}

export function refused(draft: Draft, words: string): Draft {
  return { ...draft, state: 'refused', sent: null, refusal: words };
}

/** Somebody else's change, or the echo of one's own. Unsent words are never touched; null lets a settled draft go. */
export function heard(draft: Draft, field: FieldState): Draft | null {
  if (field.version <= draft.base) return draft;
  if (draft.state === 'saved') return null;
  if (draft.state === 'stale')
    return { ...draft, theirs: field.version >= (draft.theirs?.version ?? 0) ? field : draft.theirs };
  if (draft.state !== 'saving' && sameValue(draft.mine, field.value))
    return { ...draft, state: 'saved', base: field.version, savedAt: field.at };
  return draft;
}

export type Choice = 'mine' | 'theirs' | 'both';

export function chosen(draft: Draft, choice: Choice, now: number): Draft {
  const { theirs } = draft;
  if (draft.state !== 'stale' || theirs === null) return draft;
  if (choice === 'theirs')
    return {
      ...draft,
      mine: theirs.value,
      state: 'saved',
      base: theirs.version,
      theirs: null,
      savedAt: theirs.at,
    };
  const mine = choice === 'mine' ? draft.mine : (joined(theirs.value, draft.mine) ?? draft.mine);
  return {
    ...draft,
    mine,
    state: 'waiting',
    base: theirs.version,
    theirs: null,
    firstKey: now - longest,
    lastKey: now - longest,
  };
}

/** Both persons' words in one; null where a field can only hold one of them. */
export function joined(theirs: FieldValue, mine: FieldValue): FieldValue | null {
  if (typeof theirs === 'string' && typeof mine === 'string')
    return `${theirs.trimEnd()}\n${mine.trimStart()}`;
  if (!Array.isArray(theirs) || !Array.isArray(mine)) return null;
  const known = new Set(theirs.map((each) => JSON.stringify(each)));
  const added = mine.filter((each) => !known.has(JSON.stringify(each)));
  return joinedLists([...theirs, ...added]);
}

function joinedLists(all: readonly (string | Line)[]): FieldValue {
  const words = all.filter((each) => typeof each === 'string');
  return words.length === all.length ? words : withOwnIds(all.filter((each) => typeof each !== 'string'));
}

type Line = Exclude<Extract<FieldValue, readonly unknown[]>[number], string>;

/** The same line priced twice stays twice, and each can still be taken out by itself. */
function withOwnIds(lines: readonly Line[]): Line[] {
  const seen = new Set<string>();
  return lines.map((line) => {
    const id = seen.has(line.id) ? `${line.id.slice(0, 36)}-2` : line.id;
    seen.add(id);
    return { ...line, id };
  });
}

/** What has not been kept by the server yet. */
export function isUnsent(draft: Draft): boolean {
  return draft.state !== 'saved';
}
