import type { Invitee, Reply } from '#domain/meeting/meeting.ts';
import { replyProblem } from '#domain/meeting/room.ts';
import { fromInstant } from '#domain/time/wallClock.ts';
import { ok, refuse } from '#domain/result.ts';
import type { Answer, Asking, Done } from '../asking.ts';
import { auditBy, done, refused } from '../asking.ts';
import type { Ports } from '../ports.ts';

export type Replying = {
  readonly reply: Exclude<Reply, 'none'>;
  readonly through: NonNullable<Invitee['repliedBy']>;
};

/** The latest answer counts, wherever it was given. */
export async function reply(
  ports: Ports,
  asking: Asking,
  params: { readonly meeting: string },
  replying: Replying,
): Answer<Done> {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const meeting = await tx.meetings.lock(params.meeting);
    if (meeting === null) return refused('not-found');
    const over = replyProblem(meeting, fromInstant(ports.clock.now()));
    if (over !== null) return refuse(over);
    const invitee = (await tx.meetings.invitees(meeting.id)).find(
      (candidate) => candidate.person === asking.actor.person,
    );
    if (invitee === undefined) return refused('not-found');
    await tx.meetings.saveInvitee({
      ...invitee,
      reply: replying.reply,
      repliedAt: ports.clock.now(),
      repliedBy: replying.through,
    });
    await tx.audit.append(
      auditBy(ports, asking, {
        did: 'replied',
        object: `meeting:${meeting.id}`,
        facts: {
          reply: replying.reply,
          by: replying.through,
        },
      }),
    );
    return ok(done);
  });
}
