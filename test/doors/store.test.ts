import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDb } from '#adapters/db/openDb.ts';
import { openSandbox } from '#sandbox/openSandbox.ts';
import { demoNow } from '#sandbox/demoWorld.ts';
import { aSandbox, read } from '../support/aSandbox.ts';
import { aDatabase, testPostgres, type FreshDatabase } from '../support/aStore.ts';

/** ms: an embedded store that is made anew, two of them on a busy machine. */
const slow = 120_000;

type Place = { readonly dataDir: string } | { readonly databaseUrl: string };

async function refusal(opening: Promise<{ readonly close: () => Promise<void> }>): Promise<string> {
  const opened = await opening.catch((problem: unknown) => problem);
  if (opened instanceof Error && opened.name === 'StoreRefused') return opened.message;
  if (opened instanceof Error) throw opened;
  if (typeof opened === 'object' && opened !== null && 'close' in opened) await (await opening).close();
  throw new Error('It was opened.');
}

function eachDoor(
  name: string,
  newPlace: () => Promise<{ readonly store: Place; readonly drop: () => Promise<void> }>,
): void {
  describe(`a store, ${name}`, () => {
    let folder = '';
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'doors-'));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it(
      'made for real work is never opened through the sandbox',
      async () => {
        const { store, drop } = await newPlace();
        await (await openDb(store, 'live')).close();
        const said = await refusal(openSandbox({ port: 0, dataDir: `${folder}/live`, store }));
        expect(said).toContain('made for the live door and cannot be opened through the sandbox door');
        // Nothing is left behind by the refusal: the right door opens it again.
        await (await openDb(store, 'live')).close();
        await drop();
      },
      slow,
    );

    it(
      'made for the sandbox is never opened through the live door',
      async () => {
        const { store, drop } = await newPlace();
        await (await openDb(store, 'sandbox')).close();
        const said = await refusal(openDb(store, 'live'));
        expect(said).toContain('made for the sandbox door and cannot be opened through the live door');
        await drop();
      },
      slow,
    );
  });
}

const embedded = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'doors-store-'));
  return { store: { dataDir }, drop: async () => rmSync(dataDir, { recursive: true, force: true }) };
};
eachDoor('embedded', embedded);
if (testPostgres !== null)
  eachDoor('on PostgreSQL', async () => {
    const { databaseUrl, drop }: FreshDatabase = await aDatabase(testPostgres ?? '');
    return { store: { databaseUrl }, drop };
  });

describe.skipIf(testPostgres === null)('the sandbox on PostgreSQL', () => {
  it(
    'fills an empty database once, and opens it again as it was',
    async () => {
      const { databaseUrl, drop } = await aDatabase(testPostgres ?? '');
      const first = await aSandbox({ databaseUrl });
      expect((await first.call('coordinator', 'GET', '/api/children')).status).toBe(200);
      const children = await first.app.ports.store.within('fenmarch', (tx) => tx.children.all());
      expect(children.length).toBeGreaterThanOrEqual(60);
      await first.stop();
      const again = await aSandbox({ databaseUrl, dataDir: first.dataDir });
      const kept = await again.app.ports.store.within('fenmarch', (tx) => tx.children.all());
      await again.close();
      await drop();
      expect(kept.map((child) => child.id).toSorted()).toEqual(children.map((child) => child.id).toSorted());
    },
    slow,
  );
});

describe('the sandbox’s folder', () => {
  it(
    'is held by one process: a second opening names it, and harms nothing',
    async () => {
      const sandbox = await aSandbox();
      const wish = { port: 0, dataDir: sandbox.dataDir, store: { dataDir: `${sandbox.dataDir}/store` } };
      expect(await refusal(openSandbox(wish))).toContain(`Process ${process.pid} has`);
      expect((await sandbox.call('coordinator', 'GET', '/api/me')).status).toBe(200);
      await sandbox.close();
    },
    slow,
  );

  it(
    'keeps time and people from one opening to the next',
    async () => {
      const first = await aSandbox();
      await first.moveClock('2027-01-11T09:00:00.000Z');
      const before = await first.call('coordinator', 'GET', '/api/me');
      await first.stop();
      const again = await aSandbox({ dataDir: first.dataDir });
      const after = await again.call('coordinator', 'GET', '/api/me');
      await again.close();
      expect(after.json).toMatchObject({ today: '2027-01-11' });
      expect(demoNow).not.toContain('2027-01-11');
      const me = z.object({ person: z.string() });
      expect(read(me, after)).toEqual(read(me, before));
    },
    slow,
  );

  it(
    'says plainly that its port is taken',
    async () => {
      const sandbox = await aSandbox();
      const port = Number(new URL(sandbox.address).port);
      const { store, drop } = await embedded();
      const opening = openSandbox({
        port,
        dataDir: store.dataDir,
        store: { dataDir: `${store.dataDir}/store` },
      });
      const problem = await opening.catch((cause: unknown) => cause);
      expect(problem).toMatchObject({ name: 'SettingsProblem' });
      expect(String(problem)).toContain(`Port ${port} is in use`);
      await drop();
      await sandbox.close();
    },
    slow,
  );
});

describe('what is deployed', () => {
  const files = (folder: string): readonly string[] =>
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));

  it('nothing of it knows the sandbox’s rooms', () => {
    const all = ['src', 'bot', 'tab'].flatMap(files);
    expect(all.length).toBeGreaterThan(100);
    const knowing = all.filter((file) =>
      /#sandbox\/|infra\/sandbox|from '[^']*\/sandbox\//.test(readFileSync(file, 'utf8')),
    );
    expect(knowing).toEqual([]);
  });

  it('the image leaves infra and tests out, and starts the live door itself', () => {
    const dockerfile = readFileSync('Dockerfile', 'utf8');
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, what = '']) =>
      what.split(' '),
    );
    expect(copied).toContain('src');
    expect(copied.filter((what) => /^(\.|infra|test)(\/|$)/.test(what))).toEqual([]);
    expect(dockerfile).toContain('CMD ["node", "src/main.ts"]');
    const passed = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    expect(passed.filter((line) => /infra|test|dist/.test(line))).toEqual([]);
    expect(readFileSync('.dockerignore', 'utf8').split('\n')).toContain('*');
  });
});
