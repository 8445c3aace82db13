import type { Reply } from '#contract/calls.ts';
import type { StatusLook } from '../../shared/Status.tsx';

export type Board = Reply<'meetingBoard'>;
export type BoardStep = Board['steps'][number];
export type BoardPerson = Board['people'][number];

export const stepLooks = {
  waiting: 'waiting',
  sending: 'waiting',
  done: 'done',
  uncertain: 'warning',
  failed: 'problem',
} as const satisfies Record<BoardStep['state'], StatusLook>;

export const replyLooks = {
  none: 'open',
  accepted: 'done',
  tentative: 'perhaps',
  declined: 'problem',
} as const satisfies Record<BoardPerson['reply'], StatusLook>;

/** Milliseconds until the board is worth another look: soon while something is on its way, now and then while people may still answer. */
export function lookAgainIn(board: Board): number | null {
  const steps = [...board.steps, ...board.people.flatMap((person) => person.steps)];
  if (steps.some(({ state }) => state === 'waiting' || state === 'sending')) return 3000;
  return board.meeting.state === 'booked' ? 15_000 : null;
}
