import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { ask } from '#test/support/aSandbox.ts';
import { seededFolder } from '#test/support/seededFolder.ts';
import type { Caller } from './steps.ts';

const stateSchema = z.object({
  events: z.array(z.object({ transactionId: z.string().nullable(), isCancelled: z.boolean() })),
  chats: z.array(
    z.object({
      kind: z.string(),
      members: z.array(z.string()),
      activities: z.array(z.object({ from: z.string(), attachments: z.array(z.unknown()) })),
    }),
  ),
  mail: z.array(
    z.object({
      kind: z.string(),
      isDraft: z.boolean(),
      subject: z.string(),
      to: z.array(z.object({ address: z.string() })),
    }),
  ),
  driveItems: z.array(z.object({ name: z.string(), path: z.string(), isFolder: z.boolean() })),
});
export type Tenant = z.infer<typeof stateSchema>;

export type Killable = Caller & {
  readonly address: string;
  readonly state: () => Promise<Tenant>;
  /** kill -9; settles when the process is gone. */
  readonly kill: () => Promise<void>;
};

export async function aFilledFolder(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'killable-'));
  cpSync(await seededFolder(), dataDir, { recursive: true });
  return dataDir;
}

/** The product as a process of its own, so that it can be killed like one. */
export async function openKillable(dataDir: string): Promise<Killable> {
  const child = spawn(process.execPath, ['test/journey/sandboxUntilKilled.ts', dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    void gone.then(() => reject(new Error(`The sandbox did not come up:\n${said}`)));
  });
  const tokens = new Map<string, string>();
  async function token(person: string): Promise<string> {
    const known = tokens.get(person);
    if (known !== undefined) return known;
    const minted = await ask(`${address}/sandbox/token`, {
      method: 'POST',
      headers: {},
      body: { user: person },
    });
    const fresh = z.object({ token: z.string() }).parse(minted.json).token;
    tokens.set(person, fresh);
    return fresh;
  }
  return {
    address,
    call: async (person, method, path, body) =>
      await ask(address + path, {
        method,
        headers: { authorization: `Bearer ${await token(person)}`, 'x-authority': 'fenmarch' },
        body,
      }),
    state: async () =>
      stateSchema.parse((await ask(`${address}/sandbox/state`, { method: 'GET', headers: {} })).json),
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
