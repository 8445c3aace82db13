import type { RoomChange } from '#workflow/ports.ts';

export type Live = {
  /** Hears of each change in one meeting until it stops listening. `null` means: changes may have been missed, read again. */
  readonly subscribe: (meeting: string, onChange: (change: RoomChange | null) => void) => () => void;
  readonly close: () => Promise<void>;
};

type RoomChanges = (
  onChange: (change: RoomChange) => void,
  onGap: () => void,
) => Promise<{ readonly close: () => Promise<void> }>;

/** One listener on the store for the whole server; it hands ids on to the streams that are open here. */
export async function openLive(roomChanges: RoomChanges): Promise<Live> {
  const listeners = new Map<string, Set<(change: RoomChange | null) => void>>();
  const listening = await roomChanges(
    (change) => {
      for (const onChange of listeners.get(change.meeting) ?? []) onChange(change);
    },
    () => {
      for (const all of listeners.values()) for (const onChange of all) onChange(null);
    },
  );
  return {
    subscribe: (meeting, onChange) => {
      const mine = listeners.get(meeting) ?? new Set();
      listeners.set(meeting, mine.add(onChange));
      return () => {
        mine.delete(onChange);
        if (mine.size === 0) listeners.delete(meeting);
      };
    },
    close: listening.close,
  };
}
