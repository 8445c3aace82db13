import type { Selectable, Transaction } from 'kysely';
import type { Term } from '#domain/time/schoolCalendar.ts';
import type { Tx } from '#workflow/ports.ts';
import { daysSchema, halfTermSchema } from './rows.ts';
import { own, type Tables } from './tables.ts';

export function schools(db: Transaction<Tables>, authority: string): Tx['schools'] {
  const mine = () => db.selectFrom('school').selectAll().where('authority', '=', authority);
  return {
    byUrn: async (urn) => {
      const row = await mine().where('urn', '=', urn).executeTakeFirst();
      return row === undefined ? null : own(row);
    },
    all: async () => (await mine().orderBy('name').execute()).map(own),
    save: async (school) => {
      const { urn: _urn, ...facts } = school;
      await db
        .insertInto('school')
        .values({ authority, ...school })
        .onConflict((known) => known.columns(['authority', 'urn']).doUpdateSet(facts))
        .execute();
    },
  };
}

export function terms(db: Transaction<Tables>, authority: string): Tx['terms'] {
  return {
    all: async () =>
      (
        await db
          .selectFrom('term')
          .selectAll()
          .where('authority', '=', authority)
          .orderBy('calendar')
          .orderBy('firstDay')
          .execute()
      ).map(asTerm),
    replaceCalendar: async (calendar, replacements) => {
      await db
        .deleteFrom('term')
        .where('authority', '=', authority)
        .where('calendar', '=', calendar)
        .execute();
      for (const { name, from, to, halfTerm, inset } of replacements) {
        await db
          .insertInto('term')
          .values({
            authority,
            calendar,
            name,
            firstDay: from,
            lastDay: to,
            halfTerm: halfTerm === undefined ? null : JSON.stringify(halfTerm),
            inset: JSON.stringify(inset),
          })
          .execute();
      }
    },
  };
}

function asTerm(row: Selectable<Tables['term']>): Term {
  const halfTerm = halfTermSchema.parse(row.halfTerm);
  return {
    calendar: row.calendar,
    name: row.name,
    from: row.firstDay,
    to: row.lastDay,
    ...(halfTerm === null ? {} : { halfTerm }),
    inset: daysSchema.parse(row.inset),
  };
}
