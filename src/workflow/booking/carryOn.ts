import type { Pep } from '#domain/pep/pep.ts';
import type { Tx } from '../ports.ts';

/** What tells of one meeting only: who came, who led, when the next one is. */
const ofOneMeeting = [
  'attendance/',
  'chairing/',
  'next-meeting/',
  'pupil-views/attended',
  'pupil-views/reason',
];

/**
 * LE-11: a progress review is to be arranged again, and so is a meeting that was cancelled. What people wrote for it
 * goes into the new plan under their names, so that nobody types it twice; the old record keeps it as well.
 */
export async function carryOn(tx: Tx, pep: Pep): Promise<void> {
  const others = (await tx.meetings.ofChild(pep.child)).filter((meeting) => meeting.id !== pep.meeting);
  const newest = others.toSorted((a, b) => b.startsAt.localeCompare(a.startsAt))[0];
  const before = newest === undefined ? null : await tx.peps.byMeeting(newest.id);
  if (newest === undefined || before === null) return;
  const isUnfinished = newest.state === 'cancelled' || before.kind === 'progressReview';
  if (!isUnfinished || before.stage !== 'open') return;
  for (const { path, value, by, at } of await tx.fields.of(before.id))
    if (!ofOneMeeting.some((start) => path.startsWith(start)))
      await tx.fields.write({ pep: pep.id, path, value, baseVersion: 0, by, at });
}
