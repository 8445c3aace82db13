import { type Kysely, sql, type Transaction } from 'kysely';
import { migrations } from './migrations/all.ts';
import { statementsOf } from './migrations/migration.ts';
import type { Tables } from './tables.ts';

/** A store is made for the sandbox or for real work, and never opened through the other door. */
export type Door = 'sandbox' | 'live';

/** Any number, the same everywhere: two servers starting on one database migrate one after the other. */
const migrationLock = 20_260_901;

/** A plain sentence for the person who started the server, where a stack would only be noise. */
export function storeRefusal(message: string): Error {
  const refusal = new Error(message);
  refusal.name = 'StoreRefused';
  return refusal;
}

export async function migrate(db: Kysely<Tables>, door: Door): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(trx);
    await stamp(trx, door);
    const applied = await sql<{ name: string }>`select name from store_migration`.execute(trx);
    const done = new Set(applied.rows.map((row) => row.name));
    for (const migration of migrations) {
      if (done.has(migration.name)) continue;
      for (const statement of statementsOf(migration.script)) await sql.raw(statement).execute(trx);
      await sql`insert into store_migration (name) values (${migration.name})`.execute(trx);
    }
    await allowRoles(trx);
  });
}

/** Only the owner has a right to these two tables, so their policy need not choose rows. */
const stampTables = [
  `create table store_stamp (door text primary key, made_at timestamptz not null default now())`,
  `create table store_migration (name text primary key, applied_at timestamptz not null default now())`,
  `alter table store_stamp enable row level security`,
  `alter table store_stamp force row level security`,
  `create policy owner on store_stamp for all to public using (true)`,
  `alter table store_migration enable row level security`,
  `alter table store_migration force row level security`,
  `create policy owner on store_migration for all to public using (true)`,
];

async function stamp(trx: Transaction<Tables>, door: Door): Promise<void> {
  const known = await sql<{ found: boolean }>`select to_regclass('store_stamp') is not null as found`.execute(
    trx,
  );
  if (known.rows[0]?.found !== true) {
    for (const statement of stampTables) await sql.raw(statement).execute(trx);
    await sql`insert into store_stamp (door) values (${door})`.execute(trx);
  }
  const stamped = await sql<{ door: string }>`select door from store_stamp`.execute(trx);
  const madeFor = stamped.rows.map((row) => row.door).join(', ');
  if (madeFor === door) return;
  throw storeRefusal(
    `This store was made for the ${madeFor} door and cannot be opened through the ${door} door. Name another store (DATA_DIR or DATABASE_URL).`,
  );
}

/** The signed-in user must be able to become the two roles; a superuser always is. */
async function allowRoles(trx: Transaction<Tables>): Promise<void> {
  const version = await sql<{
    number: number;
  }>`select current_setting('server_version_num')::int as number`.execute(trx);
  // From 16 on, being a member no longer means being allowed to SET ROLE.
  const need = (version.rows[0]?.number ?? 0) >= 160_000 ? 'SET' : 'MEMBER';
  for (const role of ['pep_app', 'pep_gate']) {
    const may = await sql<{
      may: boolean;
    }>`select pg_has_role(current_user, ${role}, ${need}) as may`.execute(trx);
    if (may.rows[0]?.may !== true) await sql`grant ${sql.id(role)} to current_user`.execute(trx);
  }
}
