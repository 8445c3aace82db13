import type { Transaction } from 'kysely';
import type { Tx } from '#workflow/ports.ts';
import { own, type Tables } from './tables.ts';

export function roles(db: Transaction<Tables>, authority: string): Tx['roles'] {
  const mine = () =>
    db
      .selectFrom('roleGrant')
      .selectAll()
      .where('authority', '=', authority)
      .orderBy('proposedAt')
      .orderBy('id');
  return {
    // In force only: a grant still waiting for its second person gives no right.
    of: async (person) =>
      (
        await mine()
          .where('person', '=', person)
          .where('confirmedBy', 'is not', null)
          .where('endedAt', 'is', null)
          .execute()
      ).map(own),
    all: async () => (await mine().execute()).map(own),
    proposals: async () =>
      (await mine().where('confirmedBy', 'is', null).where('endedAt', 'is', null).execute()).map(own),
    byId: async (id) => {
      const row = await mine().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : own(row);
    },
    save: async (grant) => {
      const { id: _id, ...facts } = grant;
      await db
        .insertInto('roleGrant')
        .values({ authority, ...grant })
        .onConflict((known) => known.columns(['authority', 'id']).doUpdateSet(facts))
        .execute();
    },
  };
}
