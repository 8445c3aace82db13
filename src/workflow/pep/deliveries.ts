import { editionName } from '#domain/disclosure/editionFor.ts';
import { ok } from '#domain/result.ts';
import type { Asking } from '../asking.ts';
import { stepOf } from '../booking/meetingBoard.ts';
import type { Ports } from '../ports.ts';

/** Where each edition of each signed-off version is, or why it is not there yet. */
export async function deliveries(ports: Ports, asking: Asking, params: { readonly pep: string }) {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const made = await tx.deliveries.ofPep(params.pep);
    const people = new Map(
      (await tx.people.byIds(made.flatMap((delivery) => [...delivery.accessFor]))).map((person) => [
        person.id,
        person.name,
      ]),
    );
    const rows = (await tx.effects.ofPep(params.pep)).flatMap((row) => {
      const { effect } = row;
      if (effect.is !== 'deliver') return [];
      const delivery = made.find((one) => one.version === effect.version && one.edition === effect.edition);
      const step = stepOf(row);
      const isHeld = (delivery?.heldBecause ?? null) !== null;
      return [
        {
          edition: effect.edition,
          editionName: editionName[effect.edition],
          version: effect.version,
          fileName: delivery?.fileName ?? '',
          // Only the social worker opens the full record from here; its place is no secret, its link is not for everyone.
          webUrl:
            effect.edition === 'full' && !asking.roles.includes('socialWorker')
              ? null
              : (delivery?.webUrl ?? null),
          state: isHeld && step.state === 'failed' ? ('held' as const) : step.state,
          words:
            isHeld && step.state === 'failed'
              ? 'Held: the social worker will check a wording first'
              : step.words,
          readers: (delivery?.accessFor ?? []).map((person) => people.get(person) ?? 'Somebody'),
          effect: row.id,
          canRetry: step.canRetry,
        },
      ];
    });
    return ok({ rows });
  });
}
