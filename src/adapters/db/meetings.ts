import { type Selectable, sql, type Transaction } from 'kysely';
import type { Meeting } from '#domain/meeting/meeting.ts';
import type { Tx } from '#workflow/ports.ts';
import { overridesSchema } from './rows.ts';
import { own, type Tables } from './tables.ts';

export function meetings(db: Transaction<Tables>, authority: string): Tx['meetings'] {
  const mine = () => db.selectFrom('meeting').selectAll('meeting').where('meeting.authority', '=', authority);
  const inOrder = () => mine().orderBy('meeting.startsAt').orderBy('meeting.id');
  const one = (row: Selectable<Tables['meeting']> | undefined) => (row === undefined ? null : asMeeting(row));
  return {
    byId: async (id) => one(await mine().where('id', '=', id).executeTakeFirst()),
    // The second of two clicks waits here for the first, and then finds its meeting instead of breaking the key.
    byBookingKey: async (key) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`booking:${authority}:${key}`}, 0))`.execute(
        db,
      );
      return one(await mine().where('bookingKey', '=', key).executeTakeFirst());
    },
    byChat: async (chatId) => one(await inOrder().where('chatId', '=', chatId).executeTakeFirst()),
    ofChild: async (child) => (await inOrder().where('child', '=', child).execute()).map(asMeeting),
    all: async () => (await inOrder().execute()).map(asMeeting),
    insert: async (meeting, bookingKey) => {
      await db
        .insertInto('meeting')
        .values({ ...meeting, overrides: JSON.stringify(meeting.overrides), bookingKey })
        .execute();
    },
    save: async (meeting) => {
      const { id, authority: _authority, overrides, ...facts } = meeting;
      const saved = await db
        .updateTable('meeting')
        .set({ ...facts, overrides: JSON.stringify(overrides) })
        .where('authority', '=', authority)
        .where('id', '=', id)
        .returning('id')
        .execute();
      if (saved.length !== 1) throw new Error(`No meeting ${id} to save.`);
    },
    lock: async (id) => one(await mine().where('id', '=', id).forUpdate().executeTakeFirst()),
    invitees: async (id) =>
      (
        await db
          .selectFrom('invitee')
          .selectAll()
          .where('authority', '=', authority)
          .where('meeting', '=', id)
          .orderBy('name')
          .orderBy('person')
          .execute()
      ).map(own),
    saveInvitee: async (invitee) => {
      const { meeting: _meeting, person: _person, ...facts } = invitee;
      await db
        .insertInto('invitee')
        .values({ authority, ...invitee })
        .onConflict((known) => known.columns(['authority', 'meeting', 'person']).doUpdateSet(facts))
        .execute();
    },
    ofInvitee: async (person) =>
      (
        await inOrder()
          .where(({ exists, selectFrom }) =>
            exists(
              selectFrom('invitee')
                .select('invitee.person')
                .whereRef('invitee.authority', '=', 'meeting.authority')
                .whereRef('invitee.meeting', '=', 'meeting.id')
                .where('invitee.person', '=', person),
            ),
          )
          .execute()
      ).map(asMeeting),
    currentStep: async (id) => (await mine().where('id', '=', id).executeTakeFirst())?.currentStep ?? null,
    saveStep: async (id, step) => {
      await db
        .updateTable('meeting')
        .set({ currentStep: step })
        .where('authority', '=', authority)
        .where('id', '=', id)
        .execute();
    },
  };
}

function asMeeting(row: Selectable<Tables['meeting']>): Meeting {
  const { bookingKey, currentStep, ...facts } = row;
  return { ...facts, overrides: overridesSchema.parse(facts.overrides) };
}
