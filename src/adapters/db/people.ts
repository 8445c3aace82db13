import { sql, type Transaction } from 'kysely';
import type { Tx } from '#workflow/ports.ts';
import type { Tables } from './tables.ts';

export function people(db: Transaction<Tables>, authority: string): Tx['people'] {
  const mine = () => db.selectFrom('person').where('authority', '=', authority);
  return {
    byId: async (id) => (await mine().selectAll().where('id', '=', id).executeTakeFirst()) ?? null,
    byIds: async (ids) =>
      ids.length === 0
        ? []
        : await mine()
            .selectAll()
            .where('id', 'in', [...ids])
            .orderBy('name')
            .execute(),
    byEmail: async (email) =>
      (await mine()
        .selectAll()
        .where(sql`lower(email)`, '=', email.toLowerCase())
        .orderBy('id')
        .executeTakeFirst()) ?? null,
    all: async () => await mine().selectAll().orderBy('name').orderBy('id').execute(),
    save: async (person) => {
      const { id: _id, authority: _authority, ...facts } = person;
      await db
        .insertInto('person')
        .values(person)
        .onConflict((known) => known.columns(['authority', 'id']).doUpdateSet(facts))
        .execute();
    },
    accountOf: async (person) =>
      (await db
        .selectFrom('account')
        .select(['tid', 'oid'])
        .where('authority', '=', authority)
        .where('person', '=', person)
        .executeTakeFirst()) ?? null,
    // An account that already stands for somebody else is refused by the table's key: that is thrown, never merged.
    link: async (person, account) => {
      await db
        .insertInto('account')
        .values({ authority, tid: account.tid, oid: account.oid, person })
        .onConflict((known) =>
          known.columns(['authority', 'person']).doUpdateSet({ tid: account.tid, oid: account.oid }),
        )
        .execute();
    },
  };
}
