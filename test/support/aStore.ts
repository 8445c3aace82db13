import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { type Db, openDb } from '#adapters/db/openDb.ts';
import { storeImage } from './storeImage.ts';

/** A migrated embedded store of the sandbox door, in memory. Close it when done. */
export async function aStore(): Promise<Db> {
  return await openDb({ inMemory: await storeImage() }, 'sandbox');
}

export type FreshDatabase = { readonly databaseUrl: string; readonly drop: () => Promise<void> };

/** The PostgreSQL server that tests may make databases on, if any. */
export const testPostgres = process.env['PEP_TEST_POSTGRES'] ?? null;

export async function aDatabase(server: string): Promise<FreshDatabase> {
  const name = `education_review_${randomBytes(6).toString('hex')}`;
  await asAdmin(server, `create database ${name}`);
  const databaseUrl = new URL(server);
  databaseUrl.pathname = `/${name}`;
  return {
    databaseUrl: databaseUrl.toString(),
    drop: async () => await asAdmin(server, `drop database ${name} with (force)`),
  };
}

async function asAdmin(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/**
 * Runs a suite on the embedded store, and on PostgreSQL too when PEP_TEST_POSTGRES names a server; a store of its own
 * for each, shared by the suite's tests.
 */
export function eachStore(name: string, suite: (db: () => Db) => void): void {
  describe(`${name} (embedded)`, () => {
    let db: Db | null = null;
    beforeAll(async () => {
      db = await aStore();
    });
    afterAll(async () => await db?.close());
    suite(() => opened(db));
  });
  describe.skipIf(testPostgres === null)(`${name} (PostgreSQL)`, () => {
    let db: Db | null = null;
    let fresh: FreshDatabase | null = null;
    beforeAll(async () => {
      fresh = await aDatabase(testPostgres ?? '');
      db = await openDb({ databaseUrl: fresh.databaseUrl }, 'sandbox');
    });
    afterAll(async () => {
      await db?.close();
      await fresh?.drop();
    });
    suite(() => opened(db));
  });
}

function opened(db: Db | null): Db {
  if (db === null)
    throw new Error('The store is opened before the first test of its suite, not while tests are collected.');
  return db;
}
