import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { appendFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newSigningKey } from './keys.ts';
import type { SandboxPerson, SandboxTenant, WorldSetup } from './people.ts';
import { realNow } from './realTime.ts';
import { type State, stateSchema } from './state.ts';

export type RecordedRequest = { method: string; url: string; status: number; body: unknown };

/** The fictional tenants: who is in them, and everything that happened there. */
export type World = {
  readonly setup: WorldSetup;
  readonly state: State;
  readonly now: () => Date;
  readonly moveClock: (to: Date) => void;
  /** Says that the state changed: it is on disk within 200 ms. */
  readonly changed: () => void;
  /** Settles when all that changed so far is on disk, so that nothing answered is lost by a kill. */
  readonly saved: () => Promise<void>;
  readonly close: () => Promise<void>;
  readonly record: (request: RecordedRequest) => void;
  readonly requests: () => string;
  readonly keepBytes: (bytes: Uint8Array) => string;
  readonly bytesOf: (hash: string) => Buffer;
  readonly tenant: (tid: string) => SandboxTenant | undefined;
  readonly person: (id: string) => SandboxPerson | undefined;
  readonly personAt: (tid: string, address: string) => SandboxPerson | undefined;
};

const stateFile = 'sandbox.json';
const requestsFile = 'sandbox-graph-requests.jsonl';
const filesFolder = 'sandbox-files';

export async function createWorld(setup: WorldSetup): Promise<World> {
  const dir = setup.dataDir;
  if (dir) mkdirSync(join(dir, filesFolder), { recursive: true });
  const state = (dir && readState(join(dir, stateFile))) || (await emptyState());
  const disk = dir ? keeperOf(dir, state) : keepNothing;
  const bytes = new Map<string, Buffer>();
  const lines: string[] =
    dir && existsSync(join(dir, requestsFile))
      ? [readFileSync(join(dir, requestsFile), 'utf8').trimEnd()]
      : [];

  return {
    setup,
    state,
    now: () => new Date(realNow().getTime() + state.clockOffset),
    moveClock: (to) => {
      state.clockOffset = to.getTime() - realNow().getTime();
      disk.changed();
    },
    changed: disk.changed,
    saved: disk.saved,
    close: disk.close,
    record: (request) => {
      const line = JSON.stringify(request);
      lines.push(line);
      disk.append(line);
    },
    requests: () => lines.filter((line) => line !== '').join('\n') + '\n',
    keepBytes: (content) => {
      const hash = createHash('sha256').update(content).digest('hex');
      if (dir) writeFileSync(join(dir, filesFolder, hash), content);
      else bytes.set(hash, Buffer.from(content));
      return hash;
    },
    bytesOf: (hash) => {
      const held = dir ? readFileSync(join(dir, filesFolder, hash)) : bytes.get(hash);
      if (!held) throw new Error(`no file content is kept under ${hash}`);
      return held;
    },
    tenant: (tid) => setup.tenants.find((t) => t.tid === tid),
    person: (id) => setup.people.find((p) => p.id === id),
    personAt: (tid, address) => setup.people.find((p) => p.tid === tid && sameAddress(p.email, address)),
  };
}

export function sameAddress(a: string | undefined, b: string): boolean {
  return !!a && a.toLowerCase() === b.toLowerCase();
}

export function randomId(prefix: string, bytes = 18): string {
  return prefix + randomBytes(bytes).toString('base64url');
}

export { randomUUID };

async function emptyState(): Promise<State> {
  return {
    keys: { signIn: await newSigningKey(), channel: await newSigningKey() },
    clockOffset: 0,
    nextListItem: 1,
    events: [],
    meetings: [],
    chats: [],
    mail: [],
    driveItems: [],
    subscriptions: [],
    blocked: [],
  };
}

function readState(file: string): State | undefined {
  if (!existsSync(file)) return undefined;
  return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

type Keeper = Pick<World, 'changed' | 'saved' | 'close'> & { append: (line: string) => void };

const keepNothing: Keeper = {
  changed: () => undefined,
  saved: async () => undefined,
  close: async () => undefined,
  append: () => undefined,
};

/** One writer: a change arms a timer, and whoever waits makes it write at once; writes never overlap. */
function keeperOf(dir: string, state: State): Keeper {
  const file = join(dir, stateFile);
  let isDirty = false;
  let pendingLines: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const lines = pendingLines;
    pendingLines = [];
    if (lines.length > 0) await appendFile(join(dir, requestsFile), lines.join('\n') + '\n');
    if (!isDirty) return;
    isDirty = false;
    const next = `${file}.next`;
    await writeFile(next, JSON.stringify(state), { mode: 0o600 });
    await rename(next, file);
  }
  function saved(): Promise<void> {
    writing = writing.then(write);
    return writing;
  }
  function arm(): void {
    timer ??= setTimeout(() => void saved(), 150);
  }
  return {
    changed: () => {
      isDirty = true;
      arm();
    },
    append: (line) => {
      pendingLines.push(line);
      arm();
    },
    saved,
    close: saved,
  };
}
