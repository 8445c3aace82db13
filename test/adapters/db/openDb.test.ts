import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { lockFolder } from '#adapters/db/folderLock.ts';
import { openDb, type Db } from '#adapters/db/openDb.ts';
import { aDatabase, testPostgres } from '#test/support/aStore.ts';
import { anAuthority, aPerson, someSettings } from '#test/support/builders.ts';

const made: string[] = [];
function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'store-'));
  made.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

describe('the lock on the embedded store’s folder', () => {
  test('a second start is told which process holds it, and can open it once that is closed', () => {
    const folder = aFolder();
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(`Process ${process.pid} has the store in ${folder} open.`);
    lock.release();
    lockFolder(folder).release();
  });

  const inUse = '1'; // Process 1 always runs.
  const stale: [string, string][] = [
    ['of a process that is gone', JSON.stringify({ pid: 4_194_300, startedAt: 'boot/1' })],
    [
      'whose process id another process has now',
      JSON.stringify({ pid: Number(inUse), startedAt: 'another boot/1' }),
    ],
    [
      'whose process id this very process has now',
      JSON.stringify({ pid: process.pid, startedAt: 'another boot/1' }),
    ],
  ];
  test.each(stale)('a lock %s is taken over', (_what, text) => {
    const folder = aFolder();
    writeFileSync(join(folder, 'lock'), text);
    const lock = lockFolder(folder);
    expect(readFileSync(join(folder, 'lock'), 'utf8')).toContain(`"pid":${process.pid}`);
    lock.release();
  });

  test('a half-written lock is respected while fresh, and taken over when old', () => {
    const folder = aFolder();
    writeFileSync(join(folder, 'lock'), '{"pid"');
    expect(() => lockFolder(folder)).toThrow('Another process has the store');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(join(folder, 'lock'), longAgo, longAgo);
    lockFolder(folder).release();
  });

  test('opening a folder twice is refused as something the person can mend', async () => {
    const folder = aFolder();
    const lock = lockFolder(folder);
    await expect(openDb({ dataDir: folder }, 'sandbox')).rejects.toMatchObject({ name: 'StoreRefused' });
    lock.release();
  });
});

describe('a store', () => {
  test('keeps its rows between openings, and opens only through the door it was made for', async () => {
    const dataDir = aFolder();
    const person = aPerson();
    const first = await openDb({ dataDir }, 'sandbox');
    await first.store.within(anAuthority, (tx) => tx.people.save(person));
    await first.close();
    await expect(openDb({ dataDir }, 'live')).rejects.toThrow(
      'was made for the sandbox door and cannot be opened through the live door',
    );
    const again = await openDb({ dataDir }, 'sandbox');
    expect(await again.store.within(anAuthority, (tx) => tx.people.byId(person.id))).toEqual(person);
    await again.close();
  });
});

describe.skipIf(testPostgres === null)('a store on PostgreSQL', () => {
  test('opens through the door it was made for only, and several servers may start on it at once', async () => {
    const { databaseUrl, drop } = await aDatabase(testPostgres ?? '');
    const servers = await Promise.all([1, 2, 3].map(() => openDb({ databaseUrl }, 'live')));
    expect(await Promise.all(servers.map((db) => db.store.isHealthy()))).toEqual([true, true, true]);
    await expect(openDb({ databaseUrl }, 'sandbox')).rejects.toMatchObject({ name: 'StoreRefused' });
    await Promise.all(servers.map((db) => db.close()));
    await drop();
  });

  test('a listener whose connection is lost listens again, and is told that it may have missed something', async () => {
    const { databaseUrl, drop } = await aDatabase(testPostgres ?? '');
    const db = await openDb({ databaseUrl }, 'live');
    const heard: string[] = [];
    const listening = await db.listen(
      'room',
      (payload) => heard.push(payload),
      () => heard.push('began'),
    );
    await expect.poll(() => heard).toEqual(['began']);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen%'`.execute(db.kysely);
    await expect.poll(() => heard).toEqual(['began', 'began']);
    await sql`select pg_notify('room', 'afterwards')`.execute(db.kysely);
    await expect.poll(() => heard).toEqual(['began', 'began', 'afterwards']);
    await listening.close();
    await db.close();
    await drop();
  });

  // The administrator of a managed server is no superuser: it makes roles and owns its database, no more.
  test('works for a user who is no superuser, who then sees nothing past the two roles either', async () => {
    const server = testPostgres ?? '';
    const { databaseUrl, drop } = await aDatabase(server);
    const user = `owner_${Date.now()}`;
    await asAdmin(databaseUrl, [
      `create role ${user} login createrole`,
      `grant create, connect on database ${new URL(databaseUrl).pathname.slice(1)} to ${user}`,
      `grant create on schema public to ${user}`,
    ]);
    const asOwner = new URL(databaseUrl);
    asOwner.username = user;
    const db: Db = await openDb({ databaseUrl: asOwner.toString() }, 'live');
    await db.store.gate.keepAuthorities([someSettings()]);
    await db.store.within(anAuthority, (tx) => tx.people.save(aPerson()));
    expect(await db.store.within(anAuthority, (tx) => tx.people.all())).toHaveLength(1);
    const seen = await sql`select * from person`.execute(db.kysely);
    expect(seen.rows).toEqual([]);
    await db.close();
    await drop();
    await asAdmin(server, [`drop role ${user}`]);
  });
});

async function asAdmin(databaseUrl: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
