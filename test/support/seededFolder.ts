import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openSandbox } from '#sandbox/openSandbox.ts';

/** All that decides what an empty store is filled with. */
const madeOf = [
  'package.json',
  'infra/sandbox/*.ts',
  'src/*.ts',
  'src/adapters/{db,caseload,jobs}/**/*.ts',
  'src/domain/{caseload,people,access,audit}/**/*.ts',
  'src/workflow/{caseload,people}/**/*.ts',
];

/**
 * A sandbox's folder, filled and closed. Filling takes many seconds, copying does not: it is made once for each state
 * of the sources and kept. Never opened, only copied.
 */
export async function seededFolder(): Promise<string> {
  const folder = join(tmpdir(), `seeded-sandbox-${keyOfSources()}`);
  while (!existsSync(folder)) {
    if (takes(`${folder}.lock`)) {
      try {
        if (!existsSync(folder)) await fill(folder);
      } finally {
        rmSync(`${folder}.lock`, { recursive: true, force: true });
      }
    } else await new Promise((go) => setTimeout(go, 200));
  }
  return folder;
}

function keyOfSources(): string {
  const hash = createHash('sha256');
  for (const file of madeOf.flatMap((pattern) => globSync(pattern)).toSorted())
    hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/** One worker makes it, the others wait. A lock older than a minute was left by one that was killed. */
function takes(lock: string): boolean {
  const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  if (since !== undefined && Date.now() - since > 60_000) rmSync(lock, { recursive: true, force: true });
  try {
    mkdirSync(lock);
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw cause;
  }
}

async function fill(folder: string): Promise<void> {
  for (const old of globSync(join(tmpdir(), 'seeded-sandbox-*')))
    if (Date.now() - (statSync(old, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 3_600_000)
      rmSync(old, { recursive: true, force: true });
  const draft = `${folder}.draft-${process.pid}`;
  const sandbox = await openSandbox({ port: 0, dataDir: draft, store: { dataDir: `${draft}/store` } });
  await sandbox.close();
  forgetTimeAndPlace(join(draft, 'sandbox.json'));
  renameSync(draft, folder);
}

/** Every copy starts at the demo's own moment, and its services take a free port. */
function forgetTimeAndPlace(file: string): void {
  const state = z.record(z.string(), z.json()).parse(JSON.parse(readFileSync(file, 'utf8')));
  const { servicesPort: _port, ...rest } = state;
  writeFileSync(file, JSON.stringify({ ...rest, clockOffset: 0 }));
}
