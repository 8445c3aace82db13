import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { demoAuthorities } from '#sandbox/demoWorld.ts';
import { openSandbox } from '#sandbox/openSandbox.ts';
import type { Sandbox } from '#sandbox/openSandbox.ts';
import type { EffectRow } from '#workflow/ports.ts';
import { seededFolder } from './seededFolder.ts';

export type Called = { readonly status: number; readonly json: unknown };
export type Method = 'GET' | 'POST' | 'PUT';

export type TestSandbox = Sandbox & {
  /** The folder that a sandbox opened anew (`aSandbox({ dataDir })`) finds again. */
  readonly dataDir: string;
  /** A call as one of the demo's people ('coordinator', 'designated-teacher', 'social-worker' ...). */
  readonly call: (person: string, method: Method, path: string, body?: unknown) => Promise<Called>;
  readonly token: (person: string) => Promise<string>;
  /** The domain's clock, and what the new time makes due is queued when it settles. */
  readonly moveClock: (iso: string) => Promise<void>;
  /** Waits until nothing is left to send, of one meeting and its plan, or of everything. Gives the effects as they ended. */
  readonly settle: (meeting?: string) => Promise<readonly EffectRow[]>;
  /** Stops it and leaves its folder, as a restart would find it. */
  readonly stop: () => Promise<void>;
};

type Wish = {
  /** A folder that an earlier one left; else a new copy of the filled demo. */
  readonly dataDir?: string;
  /** PostgreSQL instead of the embedded store; filled through the import at the first opening. */
  readonly databaseUrl?: string;
  /** Real ms that `settle` waits. */
  readonly patienceMs?: number;
};

/** The whole product with its fictional caseload on a free port and a folder of its own: open in about two seconds. */
export async function aSandbox(wish: Wish = {}): Promise<TestSandbox> {
  const dataDir = wish.dataDir ?? (await newFolder(wish.databaseUrl !== undefined));
  const store =
    wish.databaseUrl === undefined ? { dataDir: `${dataDir}/store` } : { databaseUrl: wish.databaseUrl };
  const sandbox = await openSandbox({ port: 0, dataDir, store });
  const tokens = new Map<string, string>();
  const token = async (person: string) => {
    const known = tokens.get(person) ?? (await sandbox.services.signIn.userToken(person));
    if (known === undefined) throw new Error(`${person} has no account in the sandbox`);
    tokens.set(person, known);
    return known;
  };
  return {
    ...sandbox,
    dataDir,
    token,
    call: async (person, method, path, body) => {
      const authority = sandbox.world.person(person)?.authority ?? '';
      const headers = { authorization: `Bearer ${await token(person)}`, 'x-authority': authority };
      return await ask(`${sandbox.address}${path}`, { method, headers, body });
    },
    moveClock: async (iso) => {
      sandbox.world.moveClock(new Date(iso));
      await sandbox.app.sweepNow();
    },
    settle: async (meeting) => await settled(sandbox, { meeting, patienceMs: wish.patienceMs ?? 20_000 }),
    stop: sandbox.close,
    close: async () => {
      await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

type Asked = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/** One request; the answer's JSON, or its text where it is none. */
export async function ask(
  url: string,
  { method, headers, body }: Asked,
): Promise<Called & { readonly headers: Headers }> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const reply = await fetch(url, { method, headers: { ...headers, ...type }, redirect: 'manual', ...sent });
  const text = await reply.text();
  const isJson = reply.headers.get('content-type')?.includes('json') === true;
  const json: unknown = isJson ? JSON.parse(text) : text;
  return { status: reply.status, json, headers: reply.headers };
}

async function newFolder(isEmpty: boolean): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  if (!isEmpty) cpSync(await seededFolder(), dataDir, { recursive: true });
  return dataDir;
}

async function settled(
  { app }: Sandbox,
  { meeting, patienceMs }: { readonly meeting: string | undefined; readonly patienceMs: number },
): Promise<readonly EffectRow[]> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const effects = await effectsOf(app, meeting);
    const open = effects.filter(({ state }) => state.is === 'waiting' || state.is === 'sending');
    if (open.length === 0) return effects;
    if (performance.now() > until) {
      const left = open.map(({ effect, state }) => `${effect.is}: ${JSON.stringify(state)}`);
      throw new Error(`Still not done after ${patienceMs} ms:\n${left.join('\n')}`);
    }
    await new Promise((go) => setTimeout(go, 100));
  }
}

async function effectsOf(
  { ports }: Sandbox['app'],
  meeting: string | undefined,
): Promise<readonly EffectRow[]> {
  const all: EffectRow[] = [];
  for (const authority of demoAuthorities)
    await ports.store.within(authority, async ({ effects, peps }) => {
      if (meeting === undefined) return void all.push(...(await effects.unfinished()));
      const pep = await peps.byMeeting(meeting);
      const found = [
        ...(await effects.ofMeeting(meeting)),
        ...(pep === null ? [] : await effects.ofPep(pep.id)),
      ];
      all.push(...new Map(found.map((row) => [row.id, row])).values());
    });
  return all;
}

/** For replies that a test only reads one thing of: `z.object` strips the rest. */
export function read<T>(schema: z.ZodType<T>, { status, json }: Called): T {
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    throw new Error(`${status} ${JSON.stringify(json).slice(0, 600)}\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
