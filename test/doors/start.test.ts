import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liveSettings } from '#src/config.ts';
import { seededFolder } from '../support/seededFolder.ts';

/** The commands themselves, as npm runs them. */
type Running = {
  readonly pid: number;
  readonly said: () => string;
  readonly complained: () => string;
  readonly signal: (name: NodeJS.Signals) => void;
  readonly ended: Promise<number | null>;
};

const running = new Set<Running>();

function run(file: string, settings: Readonly<Record<string, string>>): Running {
  const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env;
  const child = spawn(process.execPath, [file], { env: { PATH, HOME, TMPDIR, ...settings } });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = once(child, 'close').then(() => child.exitCode);
  const one: Running = {
    pid: child.pid ?? 0,
    said: () => out,
    complained: () => err,
    signal: (name) => void child.kill(name),
    ended,
  };
  running.add(one);
  void ended.then(() => running.delete(one));
  return one;
}

async function ready(one: Running): Promise<string> {
  for (;;) {
    const address = /Open (http:\S+)/.exec(one.said())?.[1];
    if (address !== undefined) return address;
    const pause = new Promise((go) => setTimeout(() => go('not yet'), 50));
    const isOver = (await Promise.race([one.ended, pause])) !== 'not yet';
    if (isOver) throw new Error(`It ended: ${one.said()}${one.complained()}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

let dataDir = '';
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'start-'));
  cpSync(await seededFolder(), dataDir, { recursive: true });
}, 120_000);
afterAll(async () => {
  for (const one of running) {
    one.signal('SIGKILL');
    await one.ended;
  }
  rmSync(dataDir, { recursive: true, force: true });
});

describe('npm start', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'prints one address, answers there, and %s ends it in order',
    async (name) => {
      const port = await freePort();
      const one = run('infra/sandbox/start.ts', { PORT: String(port), DATA_DIR: dataDir });
      const address = await ready(one);
      expect(one.said().match(/https?:\/\/\S+/g)).toEqual([`http://127.0.0.1:${port}/sandbox`]);
      expect(address).toBe(`http://127.0.0.1:${port}/sandbox`);
      expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
      // A panel that stays open does not keep it from stopping.
      const stream = await fetch(`http://127.0.0.1:${port}/sandbox/state`);
      const since = performance.now();
      one.signal(name);
      expect(await one.ended).toBe(0);
      expect(performance.now() - since).toBeLessThan(10_000);
      await stream.body?.cancel().catch(() => undefined);
      expect(one.complained()).toBe('');
    },
    120_000,
  );

  it('a second start on the same folder ends at once and names the process that holds it', async () => {
    const first = run('infra/sandbox/start.ts', { PORT: String(await freePort()), DATA_DIR: dataDir });
    await ready(first);
    const second = run('infra/sandbox/start.ts', { PORT: String(await freePort()), DATA_DIR: dataDir });
    expect(await second.ended).toBe(1);
    expect(second.complained()).toMatch(
      new RegExp(`^Process ${first.pid} has .* open\\. Stop it first, or set DATA_DIR`),
    );
    expect(second.complained()).not.toContain('    at ');
    first.signal('SIGTERM');
    expect(await first.ended).toBe(0);
  }, 120_000);

  it('after a kill -9 it starts again on the same folder', async () => {
    const killed = run('infra/sandbox/start.ts', { PORT: String(await freePort()), DATA_DIR: dataDir });
    await ready(killed);
    killed.signal('SIGKILL');
    await killed.ended;
    const again = run('infra/sandbox/start.ts', { PORT: String(await freePort()), DATA_DIR: dataDir });
    await ready(again);
    again.signal('SIGTERM');
    expect(await again.ended).toBe(0);
  }, 120_000);

  it('a port in use is said in plain words', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const one = run('infra/sandbox/start.ts', { PORT: String(port), DATA_DIR: dataDir });
    expect(await one.ended).toBe(1);
    expect(one.complained()).toMatch(new RegExp(`^Port ${port} is in use`));
    expect(one.complained()).not.toContain('    at ');
    server.close();
  }, 120_000);

  it('beside a tenant’s settings it does not start', async () => {
    const one = run('infra/sandbox/start.ts', { TENANT_ID: 'x', NODE_ENV: 'production', DATA_DIR: dataDir });
    expect(await one.ended).toBe(1);
    expect(one.complained()).toContain('- TENANT_ID is set');
    expect(one.complained()).not.toContain('    at ');
  });
});

describe('npm run serve', () => {
  it('without settings ends with 1 and names each of them', async () => {
    const one = run('src/main.ts', {});
    expect(await one.ended).toBe(1);
    for (const name of liveSettings) {
      if (name !== 'PORT' && name !== 'GUEST_TENANT_IDS')
        expect(one.complained()).toContain(`- ${name}: missing`);
    }
    expect(one.complained()).not.toContain('    at ');
    expect(one.said()).toBe('');
  }, 60_000);
});
