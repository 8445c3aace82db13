import { useCallback, useState } from 'react';
import type { Room } from '../peps/views.ts';
import type { Asked } from '../shared/ask.ts';
import { useSession } from '../shared/session.tsx';

export type RoomActions = {
  readonly start: () => void;
  readonly end: () => void;
  /** Null for those who do not watch the door; the server decides in any case. */
  readonly markPupil: ((isPresent: boolean) => void) | null;
  readonly problem: string | null;
  readonly isBusy: boolean;
};

/** The family, the pupil and visitors do not mark the pupil in or out; everybody else who sees it happen can. */
const notWatching = ['pupil', 'carer', 'parent', 'iro', 'invited'];

export function useRoomActions(room: Room | null, reread: () => void): RoomActions {
  const { call } = useSession();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const run = useCallback(
    async (asking: Promise<Asked<unknown>>) => {
      setIsBusy(true);
      const asked = await asking;
      setIsBusy(false);
      setProblem(asked.ok ? null : asked.problem.words);
      reread();
    },
    [reread],
  );
  const params = { meeting: room?.meeting.id ?? '' };
  const role = room?.people.find(({ person }) => person === room.me)?.role;
  const mayWatch =
    room?.meeting.state === 'started' && (role === undefined ? room.canRun : !notWatching.includes(role));
  return {
    start: () => void run(call('startMeeting', { params })),
    end: () => void run(call('endMeeting', { params })),
    markPupil: mayWatch
      ? (isPresent) => void run(call('markPupilPresent', { params, body: { isPresent } }))
      : null,
    problem,
    isBusy,
  };
}
