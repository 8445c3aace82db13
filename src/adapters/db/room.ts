import { sql, type Transaction } from 'kysely';
import type { RoomWriter, Tx } from '#workflow/ports.ts';
import type { Tables } from './tables.ts';

/** PostgreSQL's channel for changes in a room. */
export const roomChannel = 'room';

/** Leases run on the database's own clock, the one that every server shares. */
const writingSeconds = 15;
const presenceSeconds = 45;
const lapses = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${sql.lit(seconds)})`;

export function room(db: Transaction<Tables>, authority: string): Tx['room'] {
  return {
    writing: async (meeting) =>
      (
        await sql<RoomWriter>`select path, person, name from room_writing
          where authority = ${authority} and meeting = ${meeting} and until > clock_timestamp()
          order by path`.execute(db)
      ).rows,
    claimWriting: async ({ meeting, path, person, name, takeOver }) => {
      // One pen a person: moving on to another field lets the first one go.
      await sql`delete from room_writing where authority = ${authority} and meeting = ${meeting}
        and person = ${person} and path <> ${path}`.execute(db);
      const claimed =
        await sql<RoomWriter>`insert into room_writing (authority, meeting, path, person, name, until)
        values (${authority}, ${meeting}, ${path}, ${person}, ${name}, ${lapses(writingSeconds)})
        on conflict (authority, meeting, path) do update
          set person = excluded.person, name = excluded.name, until = excluded.until
          where room_writing.person = excluded.person or room_writing.until <= clock_timestamp() or ${takeOver}
        returning path, person, name`.execute(db);
      if (claimed.rows[0] !== undefined) return claimed.rows[0];
      const held = await sql<RoomWriter>`select path, person, name from room_writing
        where authority = ${authority} and meeting = ${meeting} and path = ${path}`.execute(db);
      if (held.rows[0] === undefined) throw new Error('A writing lease was neither claimed nor held.');
      return held.rows[0];
    },
    releaseWriting: async (meeting, person) => {
      await db
        .deleteFrom('roomWriting')
        .where('authority', '=', authority)
        .where('meeting', '=', meeting)
        .where('person', '=', person)
        .execute();
    },
    present: async (meeting) =>
      (
        await sql<{ person: string; name: string }>`select person, name from room_presence
          where authority = ${authority} and meeting = ${meeting} and until > clock_timestamp()
          order by name, person`.execute(db)
      ).rows,
    arrive: async (meeting, person, name) => {
      await sql`insert into room_presence (authority, meeting, person, name, until)
        values (${authority}, ${meeting}, ${person}, ${name}, ${lapses(presenceSeconds)})
        on conflict (authority, meeting, person) do update set name = excluded.name, until = excluded.until`.execute(
        db,
      );
    },
    leave: async (meeting, person) => {
      await db
        .deleteFrom('roomPresence')
        .where('authority', '=', authority)
        .where('meeting', '=', meeting)
        .where('person', '=', person)
        .execute();
    },
    announce: async (change) => {
      await sql`select pg_notify(${roomChannel}, ${JSON.stringify(change)})`.execute(db);
    },
  };
}
