/** How often a writer says that they still write; the server's lease lapses after 15 s. */
const sayAgain = 8000;

export type Holder = { readonly person: string; readonly name: string };
export type Pen = {
  readonly take: (path: string) => void;
  readonly takeOver: (path: string) => Promise<void>;
  readonly putDown: (path: string) => void;
  /** Who was said to be writing at `path` when this window last asked; null for nobody else. */
  readonly holder: (path: string) => Holder | null;
  readonly revision: () => number;
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
};
/** Answers who holds the pen; null for nobody, undefined when no answer came. */
type Announce = (path: string | null, takeOver: boolean) => Promise<Holder | null | undefined>;

/** One writer a field at a time: says where this person writes, and hears who was there first. */
export function makePen(me: string, announce: Announce): Pen {
  const others = new Map<string, Holder>();
  const listeners = new Set<() => void>();
  let revision = 0;
  let held: string | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;

  async function say(path: string, takeOver: boolean): Promise<void> {
    const holder = await announce(path, takeOver);
    if (holder === undefined) return;
    if (holder === null || holder.person === me) others.delete(path);
    else others.set(path, holder);
    revision += 1;
    for (const listener of listeners) listener();
  }

  function keepSaying(path: string): void {
    held = path;
    clearInterval(timer);
    timer = setInterval(() => void say(path, false), sayAgain);
  }

  return {
    take: (path) => {
      keepSaying(path);
      void say(path, false);
    },
    takeOver: (path) => {
      keepSaying(path);
      return say(path, true);
    },
    putDown: (path) => {
      if (held !== path) return;
      held = null;
      clearInterval(timer);
      // A moment's wait: going straight to another field takes that one's pen, and this release is not needed.
      setTimeout(() => {
        if (held === null) void announce(null, false);
      }, 150);
    },
    holder: (path) => others.get(path) ?? null,
    revision: () => revision,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      clearInterval(timer);
      if (held !== null) void announce(null, false);
      held = null;
    },
  };
}
