import { isTimePossible } from '#domain/meeting/bookingRules.ts';
import { fromInstant } from '#domain/time/wallClock.ts';
import { findProtected } from '#domain/disclosure/findProtected.ts';
import { ok } from '#domain/result.ts';
import type { Answer, Asking, Done } from '../asking.ts';
import { auditBy, done, refused } from '../asking.ts';
import type { Ports } from '../ports.ts';
import { enqueueNotices } from '../outside/enqueueNotices.ts';
import { protectedOf } from './protectedOf.ts';

export type Move = {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly venue: string;
  readonly reason: string;
  readonly revision: number;
};

/** A move raises the revision: event, cards and reminders each follow it once, and everybody is asked anew. */
export async function moveMeeting(
  ports: Ports,
  asking: Asking,
  params: { readonly meeting: string },
  move: Move,
): Answer<Done> {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const meeting = await tx.meetings.lock(params.meeting);
    if (meeting === null) return refused('not-found');
    if (meeting.state !== 'booked') return refused('meeting-over');
    // The same press again after its answer was lost.
    if (
      meeting.revision === move.revision + 1 &&
      meeting.startsAt === move.startsAt &&
      meeting.venue === move.venue
    )
      return ok(done);
    if (meeting.revision !== move.revision) return refused('stale-words');
    if (!isTimePossible({ ...move, now: fromInstant(ports.clock.now()) }))
      return refused('time-not-possible');
    const child = await tx.children.byId(meeting.child);
    if (child === null) return refused('not-found');
    if (findProtected(`${move.venue}\n${move.reason}`, await protectedOf(tx, child)).length > 0)
      return refused('protected-words');
    const revision = meeting.revision + 1;
    await tx.meetings.save({
      ...meeting,
      startsAt: move.startsAt,
      endsAt: move.endsAt,
      venue: move.venue,
      revision,
    });
    for (const invitee of await tx.meetings.invitees(meeting.id))
      await tx.meetings.saveInvitee({
        ...invitee,
        reply: 'none',
        repliedAt: null,
        repliedBy: null,
        calledAt: null,
      });
    await tx.audit.append(
      auditBy(ports, asking, {
        did: 'meeting moved',
        object: `meeting:${meeting.id}`,
        facts: {
          revision,
          from: meeting.startsAt,
          to: move.startsAt,
        },
      }),
    );
    await tx.effects.enqueue(
      { is: 'updateEvent', meeting: meeting.id, revision },
      `updateEvent:${meeting.id}:${revision}`,
    );
    await enqueueNotices(tx, { notice: 'moved', meeting: meeting.id, revision });
    return ok(done);
  });
}
