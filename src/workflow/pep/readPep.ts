import { ok } from '#domain/result.ts';
import type { Asking } from '../asking.ts';
import { auditBy, refused } from '../asking.ts';
import type { Ports } from '../ports.ts';
import { loadPep } from './loadPep.ts';
import { pepView } from './pepView.ts';

export async function readPep(ports: Ports, asking: Asking, params: { readonly pep: string }) {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const loaded = await loadPep(tx, params.pep);
    if (loaded === null) return refused('not-found');
    await tx.audit.append(auditBy(ports, asking, { did: 'plan read', object: `pep:${params.pep}` }));
    return ok(await pepView(ports, tx, asking, loaded));
  });
}
