import { ok } from '#domain/result.ts';
import type { Answer, Asking, Done } from '../asking.ts';
import { auditBy, done, refused } from '../asking.ts';
import type { Ports } from '../ports.ts';

/** 'Try again' on a step that was given up, or on a card whose sending nobody confirmed. */
export async function retryEffect(
  ports: Ports,
  asking: Asking,
  params: { readonly meeting: string },
  request: { readonly effect: string },
): Answer<Done> {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const pep = await tx.peps.byMeeting(params.meeting);
    const mine = [
      ...(await tx.effects.ofMeeting(params.meeting)),
      ...(pep === null ? [] : await tx.effects.ofPep(pep.id)),
    ];
    const row = mine.find((candidate) => candidate.id === request.effect);
    if (row === undefined) return refused('not-found');
    if (row.state.is !== 'failed' && row.state.is !== 'uncertain') return ok(done);
    await tx.effects.save(row.id, {
      is: 'waiting',
      attempts: 0,
      problem: null,
      service: null,
      at: ports.clock.now(),
    });
    await tx.effects.requeue(row.id);
    await tx.audit.append(
      auditBy(ports, asking, {
        did: 'step tried again',
        object: `meeting:${params.meeting}`,
        facts: { step: row.effect.is },
      }),
    );
    return ok(done);
  });
}
