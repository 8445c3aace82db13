import { findProtected } from '#domain/disclosure/findProtected.ts';
import { ok } from '#domain/result.ts';
import type { Answer, Asking, Done } from '../asking.ts';
import { auditBy, done, refused } from '../asking.ts';
import { enqueueNotices } from '../outside/enqueueNotices.ts';
import type { Ports } from '../ports.ts';
import { protectedOf } from './protectedOf.ts';

/** Cancels the meeting everywhere it is known: event, cards, mails. What was written in the plan stays readable. */
export async function cancelMeeting(
  ports: Ports,
  asking: Asking,
  params: { readonly meeting: string },
  request: { readonly reason: string },
): Answer<Done> {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const meeting = await tx.meetings.lock(params.meeting);
    if (meeting === null) return refused('not-found');
    if (meeting.state === 'cancelled') return ok(done);
    if (meeting.state !== 'booked') return refused('meeting-over');
    const child = await tx.children.byId(meeting.child);
    if (child === null) return refused('not-found');
    if (findProtected(request.reason, await protectedOf(tx, child)).length > 0)
      return refused('protected-words');
    const revision = meeting.revision + 1;
    await tx.meetings.save({ ...meeting, state: 'cancelled', cancelledBecause: request.reason, revision });
    // Whoever was rung about the meeting is to be rung again.
    for (const invitee of await tx.meetings.invitees(meeting.id))
      await tx.meetings.saveInvitee({ ...invitee, calledAt: null });
    await tx.audit.append(
      auditBy(ports, asking, {
        did: 'meeting cancelled',
        object: `meeting:${meeting.id}`,
        facts: { revision },
      }),
    );
    await tx.effects.enqueue({ is: 'cancelEvent', meeting: meeting.id }, `cancelEvent:${meeting.id}`);
    await enqueueNotices(tx, { notice: 'cancelled', meeting: meeting.id, revision });
    return ok(done);
  });
}
