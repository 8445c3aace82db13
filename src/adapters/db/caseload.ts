import { sql, type Transaction } from 'kysely';
import type { Tx } from '#workflow/ports.ts';
import { own, type Tables } from './tables.ts';

export function children(db: Transaction<Tables>, authority: string): Tx['children'] {
  const mine = () => db.selectFrom('child').selectAll().where('authority', '=', authority);
  return {
    byId: async (id) => {
      const row = await mine().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : own(row);
    },
    byPersonNumber: async (number) => {
      const row = await mine().where('personNumber', '=', number).executeTakeFirst();
      return row === undefined ? null : own(row);
    },
    all: async () => (await mine().orderBy('surname').orderBy('forename').orderBy('id').execute()).map(own),
    save: async (child) => {
      const { id: _id, ...facts } = child;
      await db
        .insertInto('child')
        .values({ authority, ...child })
        .onConflict((known) => known.columns(['authority', 'id']).doUpdateSet(facts))
        .execute();
    },
    confidential: async (id) =>
      (await db
        .selectFrom('childConfidential')
        .select(['placementAddress', 'notes'])
        .where('authority', '=', authority)
        .where('child', '=', id)
        .executeTakeFirst()) ?? null,
    saveConfidential: async (child, facts) => {
      const { placementAddress, notes } = facts;
      await db
        .insertInto('childConfidential')
        .values({ authority, child, placementAddress, notes })
        .onConflict((known) => known.columns(['authority', 'child']).doUpdateSet({ placementAddress, notes }))
        .execute();
    },
    saveMilestone: async (child, milestone) => {
      const { due, because, why, source } = milestone;
      await db
        .insertInto('milestone')
        .values({ authority, child, due, because, why, source })
        .onConflict((known) =>
          known.columns(['authority', 'child']).doUpdateSet({ due, because, why, source }),
        )
        .execute();
    },
    milestones: async () =>
      (
        await db
          .selectFrom('milestone')
          .selectAll()
          .where('authority', '=', authority)
          .orderBy('child')
          .execute()
      ).map(own),
  };
}

const member = ['person', 'child', 'role', 'isConfidential'] as const;

export function circle(db: Transaction<Tables>, authority: string): Tx['circle'] {
  const now = () =>
    db
      .selectFrom('circleMember')
      .select(member)
      .where('authority', '=', authority)
      .where('leftAt', 'is', null);
  return {
    of: async (child) => await now().where('child', '=', child).orderBy('role').orderBy('person').execute(),
    ofPerson: async (person) =>
      await now().where('person', '=', person).orderBy('child').orderBy('role').execute(),
    replace: async (child, roles, members) => {
      const inNow = await now().where('child', '=', child).execute();
      const stays = (one: { person: string; role: string }) =>
        members.some((named) => named.person === one.person && named.role === one.role);
      for (const leaver of inNow.filter((one) => roles.includes(one.role) && !stays(one))) {
        await sql`update circle_member set left_at = clock_timestamp()
          where authority = ${authority} and child = ${child} and person = ${leaver.person}
            and role = ${leaver.role} and left_at is null`.execute(db);
      }
      for (const { person, role, isConfidential } of members) {
        await sql`insert into circle_member (authority, child, person, role, is_confidential)
          values (${authority}, ${child}, ${person}, ${role}, ${isConfidential})
          on conflict (authority, child, person, role) where left_at is null
          do update set is_confidential = excluded.is_confidential`.execute(db);
      }
    },
  };
}
