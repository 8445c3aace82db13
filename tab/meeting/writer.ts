import type { FieldState, FieldValue } from '#domain/pep/field.ts';
import {
  acknowledged,
  type Choice,
  chosen,
  type Draft,
  dueAt,
  failed,
  heard,
  isUnsent,
  type Keystroke,
  refused,
  sending,
  staled,
  typed,
} from './draft.ts';
import type { Unsent } from './unsent.ts';

export type SaveAsk = { readonly path: string; readonly value: FieldValue; readonly baseVersion: number };
export type SaveAnswer =
  | { readonly is: 'kept'; readonly field: FieldState }
  | { readonly is: 'stale'; readonly newer: FieldState }
  | { readonly is: 'noAnswer' }
  | { readonly is: 'refused'; readonly words: string };

export type WriterPorts = {
  readonly save: (ask: SaveAsk) => Promise<SaveAnswer>;
  /** The page is going: nobody waits for the answer. */
  readonly saveLast: (ask: SaveAsk) => void;
  readonly unsent: Unsent;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  readonly onKept: (field: FieldState) => void;
};

export type Saving =
  | { readonly is: 'nothing' | 'saving' | 'offline' | 'stale' | 'refused' }
  | { readonly is: 'saved'; readonly at: string };

/** Holds every field that somebody writes in this window, saves by itself, and tells listeners. */
export type Writer = {
  readonly draft: (path: string) => Draft | null;
  readonly paths: () => readonly string[];
  /** Changes whenever anything here does. */
  readonly revision: () => number;
  readonly saving: () => Saving;
  readonly subscribe: (listener: () => void) => () => void;
  readonly type: (keystroke: Omit<Keystroke, 'now'>) => void;
  readonly choose: (path: string, choice: Choice) => void;
  readonly hear: (fields: readonly FieldState[]) => void;
  /** Sends what waits, now: on leaving a field, and when the connection is back. */
  readonly sendNow: (path?: string) => void;
  readonly leave: () => void;
  /** The timers run only between these two. */
  readonly open: () => void;
  readonly close: () => void;
};

export function makeWriter(ports: WriterPorts): Writer {
  const drafts = new Map<string, Draft>();
  const listeners = new Set<() => void>();
  let revision = 0;
  let isOpen = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  for (const { path, value, base } of ports.unsent.all())
    drafts.set(path, typed(null, { path, value, base, now: ports.now(), isWhole: true }));

  function put(path: string, draft: Draft | null): void {
    if (draft === null) drafts.delete(path);
    else drafts.set(path, draft);
    if (draft !== null && isUnsent(draft)) ports.unsent.keep({ path, value: draft.mine, base: draft.base });
    else ports.unsent.drop(path);
    revision += 1;
    for (const listener of listeners) listener();
    schedule();
  }

  /** Where an entry was raised is kept before its words are: what adults raised among themselves is never, for a moment, everybody's (LE-18). */
  function isFree({ path }: Draft): boolean {
    const raisedAt = [...path.split('/').slice(0, 2), 'from'].join('/');
    const first = path === raisedAt ? undefined : drafts.get(raisedAt);
    return first === undefined || !isUnsent(first);
  }

  function schedule(): void {
    clearTimeout(timer);
    if (!isOpen) return;
    const next = Math.min(...[...drafts.values()].filter(isFree).map((draft) => dueAt(draft) ?? Infinity));
    if (next !== Infinity) timer = setTimeout(sendDue, Math.max(0, next - ports.now()));
  }

  function sendDue(): void {
    const now = ports.now();
    for (const draft of [...drafts.values()].filter(isFree))
      if ((dueAt(draft) ?? Infinity) <= now) void send(draft);
    schedule();
  }

  async function send(waiting: Draft): Promise<void> {
    const { path, mine, base } = waiting;
    put(path, sending(waiting));
    const answer = await ports.save({ path, value: mine, baseVersion: base });
    const draft = drafts.get(path);
    if (draft?.state !== 'saving') return;
    put(path, answeredWith(draft, answer, ports.now()));
    if (answer.is === 'kept') ports.onKept(answer.field);
    if (answer.is === 'stale') ports.onKept(answer.newer);
  }

  return {
    draft: (path) => drafts.get(path) ?? null,
    paths: () => [...drafts.keys()],
    revision: () => revision,
    saving: () => savingOf([...drafts.values()]),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    type: (keystroke) =>
      put(keystroke.path, typed(drafts.get(keystroke.path) ?? null, { ...keystroke, now: ports.now() })),
    choose: (path, choice) => {
      const draft = drafts.get(path);
      if (draft !== undefined) put(path, chosen(draft, choice, ports.now()));
    },
    hear: (fields) => {
      for (const field of fields) {
        const draft = drafts.get(field.path);
        const after = draft === undefined ? undefined : heard(draft, field);
        if (after !== undefined && after !== draft) put(field.path, after);
      }
    },
    sendNow: (path) => {
      for (const draft of [...drafts.values()].filter(isFree))
        if (
          (path === undefined || draft.path === path) &&
          (draft.state === 'waiting' || (path === undefined && draft.state === 'offline'))
        )
          void send(draft);
    },
    leave: () => {
      for (const { path, mine, base, state } of [...drafts.values()].filter(isFree))
        if (state === 'waiting' || state === 'offline')
          ports.saveLast({ path, value: mine, baseVersion: base });
    },
    open: () => {
      isOpen = true;
      schedule();
    },
    close: () => {
      isOpen = false;
      clearTimeout(timer);
    },
  };
}

function answeredWith(draft: Draft, answer: SaveAnswer, now: number): Draft {
  switch (answer.is) {
    case 'kept':
      return acknowledged(draft, answer.field);
    case 'stale':
      return staled(draft, answer.newer);
    case 'noAnswer':
      return failed(draft, now);
    case 'refused':
      return refused(draft, answer.words);
  }
}

/** The one word for the head of the page: the worst of what is going on. */
function savingOf(drafts: readonly Draft[]): Saving {
  for (const state of ['refused', 'stale', 'offline'] as const)
    if (drafts.some((draft) => draft.state === state)) return { is: state };
  if (drafts.some((draft) => draft.state === 'waiting' || draft.state === 'saving')) return { is: 'saving' };
  const last = drafts
    .map((draft) => draft.savedAt ?? '')
    .reduce((latest, at) => (at > latest ? at : latest), '');
  return last === '' ? { is: 'nothing' } : { is: 'saved', at: last };
}
