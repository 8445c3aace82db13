import type { Reply } from '#domain/meeting/meeting.ts';
import { ok } from '#domain/result.ts';
import type { Answer, Asking, Done } from '../asking.ts';
import { auditBy, done, refused } from '../asking.ts';
import type { Ports } from '../ports.ts';

/** The coordinator rang somebody who has a telephone only, and ticks it with what they said. */
export async function recordCall(
  ports: Ports,
  asking: Asking,
  params: { readonly meeting: string },
  call: { readonly person: string; readonly reply: Reply },
): Answer<Done> {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const invitee = (await tx.meetings.invitees(params.meeting)).find(
      (candidate) => candidate.person === call.person,
    );
    if (invitee === undefined) return refused('not-found');
    const now = ports.clock.now();
    const said =
      call.reply === 'none' ? {} : { reply: call.reply, repliedAt: now, repliedBy: 'telephone' as const };
    await tx.meetings.saveInvitee({ ...invitee, ...said, calledAt: now });
    await tx.audit.append(
      auditBy(ports, asking, {
        did: 'rang an invitee',
        object: `meeting:${params.meeting}`,
        facts: {
          person: call.person,
          reply: call.reply,
        },
      }),
    );
    return ok(done);
  });
}
