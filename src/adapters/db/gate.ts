import type { Transaction } from 'kysely';
import type { Gate } from '#workflow/ports.ts';
import { admittedToSchema } from './rows.ts';
import type { Tables } from './tables.ts';

/** Runs one short transaction as the gate's own role, which sees little more than which authority something is of. */
export type AsGate = <T>(work: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;

export function gate(asGate: AsGate): Gate {
  return {
    ...authorities(asGate),
    ...signIn(asGate),
    saveConversation: async (conversation) =>
      await asGate(async (trx) => {
        const { tid: _tid, oid: _oid, ...facts } = conversation;
        await trx
          .insertInto('botConversation')
          .values(conversation)
          .onConflict((known) => known.columns(['tid', 'oid']).doUpdateSet(facts))
          .execute();
      }),
    conversationOf: async ({ tid, oid }) =>
      await asGate(
        async (trx) =>
          (await trx
            .selectFrom('botConversation')
            .selectAll()
            .where('tid', '=', tid)
            .where('oid', '=', oid)
            .executeTakeFirst()) ?? null,
      ),
    forgetConversation: async ({ tid, oid }) =>
      await asGate(async (trx) => {
        await trx.deleteFrom('botConversation').where('tid', '=', tid).where('oid', '=', oid).execute();
      }),
    claimWelcome: async ({ tid, oid }) =>
      await asGate(async (trx) => {
        const claimed = await trx
          .insertInto('welcome')
          .values({ tid, oid })
          .onConflict((known) => known.columns(['tid', 'oid']).doNothing())
          .returning('oid')
          .executeTakeFirst();
        return claimed !== undefined;
      }),
  };
}

function authorities(asGate: AsGate): Pick<Gate, 'authorities' | 'keepAuthorities' | 'authorityOf'> {
  return {
    authorities: async () =>
      await asGate(async (trx) => {
        const rows = await trx
          .selectFrom('authority')
          .select('authority')
          .where('isCurrent', '=', true)
          .orderBy('authority')
          .execute();
        return rows.map((row) => row.authority);
      }),
    // One that the settings name no longer keeps its rows, and is not listed: nothing is swept or sent for it.
    keepAuthorities: async (settings) =>
      await asGate(async (trx) => {
        await trx.updateTable('authority').set({ isCurrent: false }).execute();
        for (const one of settings) {
          const row = { settings: JSON.stringify(one), isCurrent: true };
          await trx
            .insertInto('authority')
            .values({ authority: one.id, ...row })
            .onConflict((known) => known.column('authority').doUpdateSet(row))
            .execute();
        }
      }),
    authorityOf: async (object) =>
      await asGate(async (trx) => {
        const owner = (table: 'child' | 'meeting' | 'pep', id: string) =>
          trx.selectFrom(table).select('authority').where('id', '=', id).executeTakeFirst();
        const row =
          'child' in object
            ? await owner('child', object.child)
            : 'meeting' in object
              ? await owner('meeting', object.meeting)
              : await owner('pep', object.pep);
        return row?.authority ?? null;
      }),
  };
}

function signIn(asGate: AsGate): Pick<Gate, 'linksOf' | 'doorLink' | 'doorSession'> {
  return {
    linksOf: async ({ tid, oid }) =>
      await asGate(
        async (trx) =>
          await trx
            .selectFrom('account')
            .select(['authority', 'person'])
            .where('tid', '=', tid)
            .where('oid', '=', oid)
            .orderBy('authority')
            .execute(),
      ),
    doorLink: async (tokenHash) =>
      await asGate(
        async (trx) =>
          (await trx
            .selectFrom('doorLink')
            .selectAll()
            .where('tokenHash', '=', tokenHash)
            .executeTakeFirst()) ?? null,
      ),
    doorSession: async (tokenHash) =>
      await asGate(async (trx) => {
        const row = await trx
          .selectFrom('doorSession')
          .selectAll()
          .where('tokenHash', '=', tokenHash)
          .executeTakeFirst();
        return row === undefined ? null : { ...row, admittedTo: admittedToSchema.parse(row.admittedTo) };
      }),
  };
}
