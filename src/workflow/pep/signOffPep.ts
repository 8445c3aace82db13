import { dateOf } from '#domain/time/wallClock.ts';
import { signOff } from '#domain/pep/stages.ts';
import { editions } from '#domain/disclosure/edition.ts';
import { ok } from '#domain/result.ts';
import type { Answer, Asking } from '../asking.ts';
import { auditBy, refused } from '../asking.ts';
import { keepMilestones } from '../caseload/milestones.ts';
import type { Ports } from '../ports.ts';
import { loadPep } from './loadPep.ts';

/** Freezes a version and sends its editions on their way. The next deadline follows from the meeting that was held. */
export async function signOffPep(
  ports: Ports,
  asking: Asking,
  params: { readonly pep: string },
): Answer<{ readonly version: number }> {
  return ports.store.within(asking.actor.authority, async (tx) => {
    if ((await tx.peps.lock(params.pep)) === null) return refused('not-found');
    const loaded = await loadPep(tx, params.pep);
    if (loaded === null) return refused('not-found');
    const { pep, fields, child, meeting } = loaded;
    // The same press again after its answer was lost.
    if (pep.stage === 'signedOff' && pep.signedOffBy === asking.actor.person)
      return ok({ version: pep.version });
    const authors = await tx.fields.authorsOf(pep.id, 'new-targets/');
    const signed = signOff(
      pep,
      { person: asking.actor.person, roles: asking.roles, at: ports.clock.now() },
      authors,
    );
    if (!signed.ok) return signed;
    await tx.peps.save(signed.value);
    await tx.peps.keepVersion(pep.id, signed.value.version, { pep: signed.value, fields }, null);
    const held = dateOf(meeting.startsAt);
    const updated = {
      ...child,
      lastPep: child.lastPep === null || held > child.lastPep ? held : child.lastPep,
    };
    await tx.children.save(updated);
    await keepMilestones(ports, tx, [updated]);
    await tx.audit.append(
      auditBy(ports, asking, {
        did: 'plan signed off',
        object: `pep:${pep.id}`,
        facts: { version: signed.value.version },
      }),
    );
    for (const edition of editions)
      await tx.effects.enqueue(
        { is: 'deliver', pep: pep.id, version: signed.value.version, edition },
        `deliver:${pep.id}:${signed.value.version}:${edition}`,
      );
    return ok({ version: signed.value.version });
  });
}
