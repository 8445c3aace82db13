import type { Work } from './work.ts';

/**
 * Before a card leaves: it has no key of its own, and one whose sending nobody confirmed is never sent twice. False
 * when another server took the effect up since; the count of attempts tells.
 */
export async function claimSending({ ports, authority, row }: Work): Promise<boolean> {
  return ports.store.within(authority, async (tx) => {
    const now = await tx.effects.lock(row.id);
    if (now?.state.is !== 'waiting' || now.state.attempts !== row.state.attempts) return false;
    await tx.effects.save(row.id, { is: 'sending', attempts: row.state.attempts, at: ports.clock.now() });
    return true;
  });
}
