import { useSyncExternalStore } from 'react';

/** Where in the tab one is. Only ids are ever in an address, and only after the hash, which no server sees. */
export type Place =
  | { readonly at: 'due' | 'reviews' | 'quality' | 'import' | 'roles' }
  | { readonly at: 'book' | 'board' | 'room' | 'plan'; readonly id: string };

const lists = ['due', 'reviews', 'quality', 'import', 'roles'] as const;
const pages = ['book', 'board', 'room', 'plan'] as const;

/** '#/book/c1' */
export function hashOf(place: Place): string {
  return 'id' in place ? `#/${place.at}/${encodeURIComponent(place.id)}` : `#/${place.at}`;
}

/** Null for what is no place, so that the surface shows its first page. */
export function placeOf(hash: string): Place | null {
  const [at, id] = hash.replace(/^#?\/?/, '').split('/');
  const list = lists.find((name) => name === at);
  if (list !== undefined) return { at: list };
  const page = pages.find((name) => name === at);
  if (page === undefined || id === undefined || id === '') return null;
  return { at: page, id: decodedOr(id) };
}

function decodedOr(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

export function go(place: Place): void {
  window.location.hash = hashOf(place);
}

function onHash(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

/** The place in the address, and again whenever it changes (the back button too). */
export function useHash(): string {
  return useSyncExternalStore(onHash, () => window.location.hash);
}
