import { useCallback, useState } from 'react';
import type { AgendaItem, Room } from '../peps/views.ts';
import { useSession } from '../shared/session.tsx';
import { nearestStep } from './roomState.ts';

export type Walk = {
  /** The item on this screen; null when none may be shown. */
  readonly step: AgendaItem | null;
  readonly index: number;
  readonly go: (step: string) => void;
  /** With the chair; for the chair, taking everyone along. */
  readonly isTogether: boolean;
  readonly setTogether: (isTogether: boolean) => void;
  /** The chair has moved on while this person was typing. */
  readonly ahead: AgendaItem | null;
  /** Counts the moves this person made, so that the heading takes the focus. */
  readonly moves: number;
};

/** Where one is in the agenda. The chair's step moves everyone who follows, but never out from under a typing hand. */
export function useWalk(room: Room): Walk {
  const { call } = useSession();
  const [own, setOwn] = useState(room.step);
  const [isTogether, setIsTogether] = useState(true);
  const [moves, setMoves] = useState(0);
  const { agenda, canRun, step: chairs } = room;
  const ids = agenda.map(({ id }) => id);
  const isLeading = canRun && isTogether && room.meeting.state === 'started';
  const meeting = room.meeting.id;

  const [sent, setSent] = useState<readonly string[]>([]);
  const [followed, setFollowed] = useState(chairs);
  if (followed !== chairs) {
    setFollowed(chairs);
    // The echo of an own move, come late, does not take its maker back.
    const echo = sent.indexOf(chairs);
    if (echo >= 0) setSent(sent.slice(echo + 1));
    else if (isTogether && !isTyping()) setOwn(chairs);
  }
  // The longest agenda seen tells what came after an item that has vanished.
  const [known, setKnown] = useState(ids);
  if (ids.length > known.length) setKnown(ids);

  const go = useCallback(
    (step: string) => {
      setOwn(step);
      setMoves((count) => count + 1);
      if (!isLeading) {
        if (!canRun) setIsTogether(false);
        return;
      }
      setSent((steps) => [...steps, step]);
      void call('setStep', { params: { meeting }, body: { step } });
    },
    [call, canRun, isLeading, meeting],
  );
  const setTogether = useCallback(
    (together: boolean) => {
      setIsTogether(together);
      if (!together) return;
      if (canRun) void call('setStep', { params: { meeting }, body: { step: own } });
      else setOwn(chairs);
    },
    [call, canRun, chairs, meeting, own],
  );
  const shown = nearestStep(known, ids, own);
  const index = ids.findIndex((id) => id === shown);
  const ahead = isTogether && chairs !== own ? (agenda.find(({ id }) => id === chairs) ?? null) : null;
  return { step: agenda[index] ?? null, index, go, isTogether, setTogether, ahead, moves };
}

function isTyping(): boolean {
  return (
    document.activeElement instanceof HTMLTextAreaElement ||
    document.activeElement instanceof HTMLInputElement
  );
}
