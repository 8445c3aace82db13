import type { Selectable, Transaction } from 'kysely';
import { randomUUID } from 'node:crypto';
import type { Effect, EffectRow, EffectState, Tx } from '#workflow/ports.ts';
import { effectSchema, effectStateSchema } from './rows.ts';
import type { Tables } from './tables.ts';

/** Sends the job inside the transaction, so that neither exists without the other. The effect's row stays the truth. */
export type EnqueueIn = (
  trx: Transaction<Tables>,
  job: { readonly authority: string; readonly effect: string },
) => Promise<void>;

export function effects(db: Transaction<Tables>, authority: string, enqueueIn: EnqueueIn): Tx['effects'] {
  const mine = () =>
    db.selectFrom('effect').selectAll().where('authority', '=', authority).orderBy('queuedAt').orderBy('id');
  return {
    enqueue: async (effect, key) => {
      const id = randomUUID();
      const added = await db
        .insertInto('effect')
        .values({
          authority,
          id,
          key,
          ...placeOf(effect),
          effect: JSON.stringify(effect),
          ...columns(fresh(Date.now())),
        })
        .onConflict((known) => known.columns(['authority', 'key']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (added !== undefined) await enqueueIn(db, { authority, effect: id });
    },
    byId: async (id) => one(await mine().where('id', '=', id).executeTakeFirst()),
    lock: async (id) => one(await mine().where('id', '=', id).forUpdate().executeTakeFirst()),
    save: async (id, state) => {
      const saved = await db
        .updateTable('effect')
        .set(columns(state))
        .where('authority', '=', authority)
        .where('id', '=', id)
        .returning('id')
        .execute();
      if (saved.length !== 1) throw new Error(`No effect ${id} to save.`);
    },
    ofMeeting: async (meeting) => (await mine().where('meeting', '=', meeting).execute()).map(asEffect),
    ofPep: async (pep) => (await mine().where('pep', '=', pep).execute()).map(asEffect),
    unfinished: async () =>
      (await mine().where('state', 'in', ['waiting', 'sending']).execute()).map(asEffect),
    requeue: async (id) => await enqueueIn(db, { authority, effect: id }),
  };
}

/** `at` is when it was queued in real time: how long an outside service keeps somebody waiting is not the domain's time. */
function fresh(now: number): EffectState {
  return { is: 'waiting', attempts: 0, problem: null, service: null, at: new Date(now).toISOString() };
}

function placeOf(effect: Effect): { meeting: string | null; pep: string | null } {
  return { meeting: 'meeting' in effect ? effect.meeting : null, pep: 'pep' in effect ? effect.pep : null };
}

function columns(state: EffectState) {
  return {
    state: state.is,
    attempts: state.attempts,
    at: state.at,
    problem: 'problem' in state ? state.problem : null,
    service: 'service' in state ? state.service : null,
  };
}

function one(row: Selectable<Tables['effect']> | undefined): EffectRow | null {
  return row === undefined ? null : asEffect(row);
}

function asEffect(row: Selectable<Tables['effect']>): EffectRow {
  const { id, key, state, attempts, problem, service, at } = row;
  return {
    id,
    key,
    effect: effectSchema.parse(row.effect),
    state: effectStateSchema.parse({ is: state, attempts, problem, service, at }),
  };
}
