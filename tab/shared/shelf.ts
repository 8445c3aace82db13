export type Shelf = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

let opened: Shelf | null = null;

/**
 * What this window keeps for itself. A browser that blocks third-party storage refuses it to a page framed by Teams:
 * then it is kept in the page's memory, and a reload forgets what had not been sent.
 */
export function shelf(): Shelf {
  opened ??= openShelf();
  return opened;
}

function openShelf(): Shelf {
  try {
    return window.sessionStorage;
  } catch (refusal) {
    if (refusal instanceof DOMException && refusal.name === 'SecurityError') return inMemory();
    throw refusal;
  }
}

function inMemory(): Shelf {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key),
  };
}
