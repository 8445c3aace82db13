import {
  closeSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { storeRefusal } from './migrate.ts';

/**
 * The embedded database takes no lock of its own, and two processes on one folder destroy it. The lock is a file made
 * with O_EXCL that holds its process's id and start: a killed process leaves it behind, and the next one takes it over.
 */
const holderSchema = z.strictObject({ pid: z.number().int(), startedAt: z.string() });
type Holder = z.infer<typeof holderSchema>;

/** A file that stays unreadable this long was left half-written by a killed process. */
const halfWrittenMs = 5_000;

export type FolderLock = { readonly release: () => void };

export function lockFolder(folder: string): FolderLock {
  const path = join(folder, 'lock');
  const mine: Holder = { pid: process.pid, startedAt: startOf(process.pid) ?? '' };
  for (let tries = 0; tries < 3; tries += 1) {
    if (take(path, mine)) return { release: () => release(path, mine) };
    const text = read(path);
    if (text === null) continue;
    const holder = parse(text);
    if (holder === null ? isBeingWritten(path) : isAlive(holder)) throw storeRefusal(heldBy(folder, holder));
    moveAside(path, text);
  }
  throw storeRefusal(heldBy(folder, null));
}

function heldBy(folder: string, holder: Holder | null): string {
  const who = holder === null ? 'Another process' : `Process ${holder.pid}`;
  return `${who} has the store in ${folder} open. Stop it first, or set DATA_DIR to another folder.`;
}

function take(path: string, mine: Holder): boolean {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, JSON.stringify(mine));
    closeSync(file);
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    throw cause;
  }
}

/** Two starters may find the same dead lock: what was moved must be what was read, else it goes back. */
function moveAside(path: string, stale: string): void {
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return;
    throw cause;
  }
  if (read(aside) !== stale) linkSync(aside, path);
  rmSync(aside, { force: true });
}

function release(path: string, mine: Holder): void {
  if (read(path) === JSON.stringify(mine)) rmSync(path, { force: true });
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null;
    throw cause;
  }
}

function parse(text: string): Holder | null {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

function isBeingWritten(path: string): boolean {
  const written = statSync(path, { throwIfNoEntry: false });
  return written !== undefined && Date.now() - written.mtimeMs < halfWrittenMs;
}

/** Alive, and the very process that wrote the lock: ids are used again, in a container nearly always. */
function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (cause) {
    if (codeOf(cause) === 'ESRCH') return false;
    if (codeOf(cause) !== 'EPERM') throw cause;
  }
  const started = startOf(holder.pid);
  return started === null || holder.startedAt === '' || started === holder.startedAt;
}

/** Ticks since boot at which a process started, with the boot's id; null where the system does not tell (not Linux). */
function startOf(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  const boot = readOrNull('/proc/sys/kernel/random/boot_id');
  // The second field is the program's name in brackets and may hold spaces: count from its end.
  const ticks = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return ticks === undefined || boot === null ? null : `${boot.trim()}/${ticks}`;
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error) return null;
    throw cause;
  }
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}
