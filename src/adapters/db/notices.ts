import type { Transaction } from 'kysely';
import type { Tx } from '#workflow/ports.ts';
import { own, type Tables } from './tables.ts';

export function notices(db: Transaction<Tables>, authority: string): Tx['notices'] {
  return {
    saveSent: async (sent) => {
      const { effect: _effect, ...facts } = sent;
      await db
        .insertInto('sentNotice')
        .values({ authority, ...sent })
        .onConflict((known) => known.columns(['authority', 'effect']).doUpdateSet(facts))
        .execute();
    },
    sentFor: async (meeting) =>
      (
        await db
          .selectFrom('sentNotice')
          .selectAll()
          .where('authority', '=', authority)
          .where('meeting', '=', meeting)
          .orderBy('sentAt')
          .orderBy('effect')
          .execute()
      ).map(own),
  };
}
