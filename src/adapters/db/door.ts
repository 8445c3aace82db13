import type { Transaction } from 'kysely';
import type { Tx } from '#workflow/ports.ts';
import { own, type Tables } from './tables.ts';

/** Secrets of the browser door: only their hashes are ever here. */
export function door(db: Transaction<Tables>, authority: string): Tx['door'] {
  return {
    saveLink: async (link) => {
      const { authority: _authority, tokenHash: _tokenHash, ...facts } = link;
      await db
        .insertInto('doorLink')
        .values(link)
        .onConflict((known) => known.columns(['authority', 'tokenHash']).doUpdateSet(facts))
        .execute();
    },
    saveCode: async (code) => {
      const { codeHash, expiresAt, triesLeft } = code;
      await db
        .insertInto('doorCode')
        .values({ authority, ...code })
        .onConflict((known) =>
          known
            .columns(['authority', 'linkHash', 'browserHash'])
            .doUpdateSet({ codeHash, expiresAt, triesLeft }),
        )
        .execute();
    },
    lockCode: async (linkHash, browserHash) => {
      const row = await db
        .selectFrom('doorCode')
        .selectAll()
        .where('authority', '=', authority)
        .where('linkHash', '=', linkHash)
        .where('browserHash', '=', browserHash)
        .forUpdate()
        .executeTakeFirst();
      return row === undefined ? null : own(row);
    },
    forgetCode: async (linkHash, browserHash) => {
      await db
        .deleteFrom('doorCode')
        .where('authority', '=', authority)
        .where('linkHash', '=', linkHash)
        .where('browserHash', '=', browserHash)
        .execute();
    },
    saveSession: async (session) => {
      const row = { ...session, admittedTo: JSON.stringify(session.admittedTo) };
      const { authority: _authority, tokenHash: _tokenHash, ...facts } = row;
      await db
        .insertInto('doorSession')
        .values(row)
        .onConflict((known) => known.columns(['authority', 'tokenHash']).doUpdateSet(facts))
        .execute();
    },
    endSession: async (tokenHash) => {
      await db
        .deleteFrom('doorSession')
        .where('authority', '=', authority)
        .where('tokenHash', '=', tokenHash)
        .execute();
    },
  };
}
