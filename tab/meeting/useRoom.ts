import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { routes } from '#contract/routes.ts';
import type { FieldState } from '#domain/pep/field.ts';
import type { Room } from '../peps/views.ts';
import { type AskProblem, offline, pathOf } from '../shared/ask.ts';
import { type Session, useSession } from '../shared/session.tsx';
import { withField, withoutAdultsOnly, withRoom } from './roomState.ts';
import { type Answer, followRoom, silence } from './roomStream.ts';

export type LiveRoom =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly problem: AskProblem; readonly retry: () => void }
  | {
      readonly state: 'open';
      readonly room: Room;
      /** No word from the server for 10 s: what is shown may be old, and adults' items are hidden. */
      readonly isSilent: boolean;
      readonly onKept: (field: FieldState) => void;
      readonly reread: () => void;
    };

const closedFor = [403, 404];

/** The room as it is now, kept up to date by its stream. */
export function useRoom(meeting: string): LiveRoom {
  const { call, authHeader } = useSession();
  const [room, setRoom] = useState<Room | null>(null);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const [turn, setTurn] = useState(0);
  const { isSilent, heard } = useSilence();

  const read = useCallback(async () => {
    const answer = await call('room', { params: { meeting } });
    if (answer.ok) {
      setRoom((before) => withRoom(before, answer.value));
      setProblem(null);
      return 'read';
    }
    setProblem(answer.problem);
    if (!closedFor.includes(answer.problem.status)) return 'noAnswer';
    // No longer this person's room: nothing of it stays on the screen.
    setRoom(null);
    return 'closed';
  }, [call, meeting]);

  useEffect(() => {
    const leaving = new AbortController();
    const open = (signal: AbortSignal) => openStream(authHeader, meeting, signal);
    void followRoom(
      {
        open,
        read,
        hear: (frame) => {
          heard();
          if (frame.is === 'room') setRoom((before) => withRoom(before, frame.room));
          if (frame.is === 'field')
            setRoom((before) => (before === null ? before : withField(before, frame.field)));
        },
      },
      leaving.signal,
    );
    return () => leaving.abort();
  }, [authHeader, meeting, read, heard, turn]);

  const onKept = useCallback(
    (field: FieldState) => setRoom((before) => (before === null ? before : withField(before, field))),
    [],
  );
  const reread = useCallback(() => void read(), [read]);
  const retry = useCallback(() => {
    setProblem(null);
    setTurn((count) => count + 1);
  }, []);
  const shown = useMemo(() => (room !== null && isSilent ? withoutAdultsOnly(room) : room), [room, isSilent]);
  if (shown !== null) return { state: 'open', room: shown, isSilent, onKept, reread };
  return problem === null ? { state: 'loading' } : { state: 'failed', problem, retry };
}

/** True when nothing was heard for 10 s. */
function useSilence(): { readonly isSilent: boolean; readonly heard: () => void } {
  const [isSilent, setIsSilent] = useState(false);
  const last = useRef(0);
  const heard = useCallback(() => {
    last.current = performance.now();
    setIsSilent(false);
  }, []);
  useEffect(() => {
    last.current = performance.now();
    const timer = setInterval(() => setIsSilent(performance.now() - last.current > silence), 1000);
    return () => clearInterval(timer);
  }, []);
  return { isSilent, heard };
}

async function openStream(
  authHeader: Session['authHeader'],
  meeting: string,
  signal: AbortSignal,
): Promise<Answer<ReadableStream<Uint8Array>>> {
  try {
    const response = await fetch(pathOf(routes.roomStream.path, { meeting }), {
      signal,
      credentials: 'same-origin',
      headers: { accept: 'text/event-stream', ...(await authHeader()) },
    });
    if (response.ok && response.body !== null) return { ok: true, value: response.body };
    return { ok: false, problem: { ...offline, status: response.status } };
  } catch {
    return { ok: false, problem: offline };
  }
}
