import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallName } from '#domain/access/table.ts';
import type { Reply } from '#contract/calls.ts';
import type { AskInput, AskProblem } from './ask.ts';
import { useSession } from './session.tsx';

export type Called<T> = { readonly reload: () => void } & (
  | { readonly state: 'loading'; readonly value: null; readonly problem: null }
  | { readonly state: 'failed'; readonly value: null; readonly problem: AskProblem }
  /** `problem` here: the newest reading failed, and what is shown is older. */
  | { readonly state: 'ready'; readonly value: T; readonly problem: AskProblem | null }
);

type Held<T> = { readonly key: string; readonly value: T | null; readonly problem: AskProblem | null };

/**
 * Reads one call and keeps the reading on the screen while it is read again. `again` says after how many
 * milliseconds to look once more, or null.
 */
export function useCall<N extends CallName>(
  name: N,
  input?: AskInput<N>,
  again?: (value: Reply<N>) => number | null,
): Called<Reply<N>> {
  const { call } = useSession();
  const key = JSON.stringify([name, input]);
  const asked = useRef({ input, again });
  const [held, setHeld] = useState<Held<Reply<N>>>({ key, value: null, problem: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    asked.current = { input, again };
  });
  useEffect(() => {
    let isHere = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    void call(name, asked.current.input).then((answer) => {
      if (!isHere) return;
      setHeld((before) => {
        if (answer.ok) return { key, value: answer.value, problem: null };
        return { key, value: before.key === key ? before.value : null, problem: answer.problem };
      });
      const wait = answer.ok ? (asked.current.again?.(answer.value) ?? null) : null;
      if (wait !== null) timer = setTimeout(() => setTurn((count) => count + 1), wait);
    });
    return () => {
      isHere = false;
      clearTimeout(timer);
    };
  }, [call, name, key, turn]);
  const reload = useCallback(() => setTurn((count) => count + 1), []);
  const current = held.key === key ? held : { value: null, problem: null };
  if (current.value !== null)
    return { state: 'ready', value: current.value, problem: current.problem, reload };
  if (current.problem !== null) return { state: 'failed', value: null, problem: current.problem, reload };
  return { state: 'loading', value: null, problem: null, reload };
}
