import type { FieldValue, PppLine } from '#domain/pep/field.ts';
import type { Shelf } from '../shared/shelf.ts';

export type UnsentWords = { readonly path: string; readonly value: FieldValue; readonly base: number };
/** Words that have not reached the server, kept in this window for their author alone. */
export type Unsent = {
  readonly all: () => readonly UnsentWords[];
  readonly keep: (words: UnsentWords) => void;
  readonly drop: (path: string) => void;
};

const mark = 'unsent:';

/** Opening the shelf for one person takes away what another left on it. */
export function openUnsent(shelf: Shelf, person: string, pep: string): Unsent {
  const own = `${mark}${person}:`;
  for (const key of keysOf(shelf)) if (key.startsWith(mark) && !key.startsWith(own)) shelf.removeItem(key);
  const prefix = `${own}${pep}:`;
  return {
    all: () =>
      keysOf(shelf)
        .filter((key) => key.startsWith(prefix))
        .flatMap((key) => {
          const words = read(shelf.getItem(key));
          return words === null ? [] : [{ path: key.slice(prefix.length), ...words }];
        }),
    keep: ({ path, value, base }) => shelf.setItem(prefix + path, JSON.stringify({ value, base })),
    drop: (path) => shelf.removeItem(prefix + path),
  };
}

function keysOf(shelf: Shelf): readonly string[] {
  return Array.from({ length: shelf.length }, (_none, index) => shelf.key(index)).filter(
    (key) => key !== null,
  );
}

function read(text: string | null): { readonly value: FieldValue; readonly base: number } | null {
  if (text === null) return null;
  const kept: unknown = JSON.parse(text);
  if (typeof kept !== 'object' || kept === null || !('value' in kept) || !('base' in kept)) return null;
  const { value, base } = kept;
  return isFieldValue(value) && typeof base === 'number' ? { value, base } : null;
}

export function isFieldValue(value: unknown): value is FieldValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return true;
  if (!Array.isArray(value)) return false;
  return value.every((each) => typeof each === 'string') || value.every(isPppLine);
}

function isPppLine(line: unknown): line is PppLine {
  return (
    typeof line === 'object' &&
    line !== null &&
    'id' in line &&
    typeof line.id === 'string' &&
    'what' in line &&
    typeof line.what === 'string' &&
    'quantity' in line &&
    typeof line.quantity === 'number' &&
    'unitPence' in line &&
    typeof line.unitPence === 'number'
  );
}
