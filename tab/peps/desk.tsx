import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { Draft } from '../meeting/draft.ts';
import type { Holder, Pen } from '../meeting/pen.ts';
import type { Writer } from '../meeting/writer.ts';
import type { ValueAt } from './entries.ts';
import type { FieldState, PepView, Writing } from './views.ts';

export type DeskPerson = {
  readonly person: string;
  readonly name: string;
  readonly role: string;
  readonly roleName: string;
};

/** What everything that shows or writes a plan has at hand. */
export type Desk = {
  readonly plan: PepView;
  readonly fields: ReadonlyMap<string, FieldState>;
  readonly people: readonly DeskPerson[];
  readonly writer: Writer;
  readonly pen: Pen;
  /** Who writes where, as the live stream says; null outside a room, where only asking tells. */
  readonly writing: readonly Writing[] | null;
  readonly me: string;
};

const DeskContext = createContext<Desk | null>(null);
export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('useDesk belongs under DeskProvider');
  return desk;
}

export function useDraft(path: string): Draft | null {
  const { writer } = useDesk();
  return useSyncExternalStore(writer.subscribe, () => writer.draft(path));
}

/** Somebody else who is writing here now. */
export function useHolder(path: string): Holder | null {
  const { pen, writing, me } = useDesk();
  const asked = useSyncExternalStore(pen.subscribe, () => pen.holder(path));
  if (writing === null) return asked;
  return writing.find((each) => each.path === path && each.person !== me) ?? null;
}

/** Values as they stand on this screen, words not sent yet included. */
export function useValues(): { readonly valueAt: ValueAt; readonly paths: readonly string[] } {
  const { writer, fields } = useDesk();
  useSyncExternalStore(writer.subscribe, writer.revision);
  const valueAt = useCallback(
    (path: string) => {
      const draft = writer.draft(path);
      return draft === null ? fields.get(path)?.value : draft.mine;
    },
    [writer, fields],
  );
  return { valueAt, paths: [...fields.keys(), ...writer.paths()] };
}

/** For what a button sets rather than a box: taken out, raised at. */
export function useSet(): (path: string, value: string) => void {
  const { writer, fields } = useDesk();
  return useCallback(
    (path, value) => writer.type({ path, value, base: fields.get(path)?.version ?? 0, isWhole: true }),
    [writer, fields],
  );
}
