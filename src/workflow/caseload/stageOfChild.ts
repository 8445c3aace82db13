import type { Meeting } from '#domain/meeting/meeting.ts';
import type { Pep } from '#domain/pep/pep.ts';
import { longDateTime } from '#domain/time/wallClock.ts';

export type ChildStage =
  'notBooked' | 'booked' | 'started' | 'ended' | 'submitted' | 'returned' | 'signedOff';

const words = {
  notBooked: 'Not booked',
  booked: 'Booked',
  started: 'Meeting under way',
  ended: 'To be completed by the school',
  submitted: 'With the Virtual School',
  returned: 'Returned to the school',
  signedOff: 'Signed off',
} as const satisfies Record<ChildStage, string>;

/** Where a child's newest round stands: the newest meeting that was not cancelled decides. */
export function stageOfChild(meetings: readonly Meeting[], peps: readonly Pep[]) {
  const newest = [...meetings]
    .filter((meeting) => meeting.state !== 'cancelled')
    .sort((a, b) => b.startsAt.localeCompare(a.startsAt))[0];
  const pep = newest === undefined ? undefined : peps.find((candidate) => candidate.meeting === newest.id);
  const stage = stageOf(newest, pep);
  const when = newest !== undefined && stage === 'booked' ? `: ${longDateTime(newest.startsAt)}` : '';
  return { stage, stageWords: `${words[stage]}${when}`, meeting: newest ?? null, pep: pep ?? null };
}

function stageOf(meeting: Meeting | undefined, pep: Pep | undefined): ChildStage {
  // A round that was signed off is over: the child is to be booked again when the next PEP falls due.
  if (meeting === undefined || pep?.kind === 'progressReview') return 'notBooked';
  if (pep?.stage === 'signedOff' || pep?.stage === 'submitted' || pep?.stage === 'returned') return pep.stage;
  if (meeting.state === 'ended') return 'ended';
  return meeting.state === 'started' ? 'started' : 'booked';
}
