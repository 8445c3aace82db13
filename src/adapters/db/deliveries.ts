import type { Transaction } from 'kysely';
import type { Tx } from '#workflow/ports.ts';
import { personIdsSchema } from './rows.ts';
import { own, type Tables } from './tables.ts';

export function deliveries(db: Transaction<Tables>, authority: string): Tx['deliveries'] {
  return {
    ofPep: async (pep) =>
      (
        await db
          .selectFrom('delivery')
          .selectAll()
          .where('authority', '=', authority)
          .where('pep', '=', pep)
          .orderBy('version')
          .orderBy('edition')
          .execute()
      ).map((row) => ({ ...own(row), accessFor: personIdsSchema.parse(row.accessFor) })),
    save: async (delivery) => {
      const row = { ...delivery, accessFor: JSON.stringify(delivery.accessFor) };
      const { pep: _pep, version: _version, edition: _edition, ...facts } = row;
      await db
        .insertInto('delivery')
        .values({ authority, ...row })
        .onConflict((known) => known.columns(['authority', 'pep', 'version', 'edition']).doUpdateSet(facts))
        .execute();
    },
    folderOf: async (child) => {
      const row = await db
        .selectFrom('childFolder')
        .selectAll()
        .where('authority', '=', authority)
        .where('child', '=', child)
        .executeTakeFirst();
      return row === undefined ? null : own(row);
    },
    saveFolder: async (folder) => {
      const { child: _child, ...facts } = folder;
      await db
        .insertInto('childFolder')
        .values({ authority, ...folder })
        .onConflict((known) => known.columns(['authority', 'child']).doUpdateSet(facts))
        .execute();
    },
  };
}
