import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { sha256 } from '#adapters/db/audit.ts';
import { openDb } from '#adapters/db/openDb.ts';
import { verifyAudit } from '#domain/audit/chain.ts';
import { anAuthority } from '#test/support/builders.ts';

test('kill -9 in the middle of writing loses nothing that was acknowledged, again and again', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'store-'));
  const acknowledged: string[] = [];
  try {
    for (const enough of [3, 40, 75]) await writeAndKill(dataDir, enough, acknowledged);
    const db = await openDb({ dataDir }, 'sandbox');
    const { words, effects, chain } = await db.store.within(anAuthority, async (tx) => {
      const peps = await tx.peps.all();
      const fields = await Promise.all(peps.map((pep) => tx.fields.of(pep.id)));
      return {
        words: fields.flat().map((field) => field.value),
        effects: (await tx.effects.unfinished()).map((effect) => effect.key),
        chain: verifyAudit(await tx.audit.all(), sha256),
      };
    });
    await db.close();
    expect(acknowledged.length).toBeGreaterThanOrEqual(118);
    expect(acknowledged.filter((word) => !words.includes(word))).toEqual([]);
    // Words, effect and audit row are one transaction: what was cut off left none of the three.
    expect([...effects].sort()).toEqual(words.map(String).sort());
    expect(chain).toEqual({ is: 'whole' });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 120_000);

async function writeAndKill(dataDir: string, enough: number, acknowledged: string[]): Promise<void> {
  const writer = spawn(process.execPath, ['test/adapters/db/writeUntilKilled.ts', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<string | null>((resolve) =>
    writer.once('exit', (_code, signal) => resolve(signal)),
  );
  await readLines(writer, enough, acknowledged);
  expect(await ended).toBe('SIGKILL');
}

async function readLines(writer: ChildProcess, enough: number, acknowledged: string[]): Promise<void> {
  if (writer.stdout === null) throw new Error('The writer has no output.');
  let seen = 0;
  for await (const line of createInterface(writer.stdout)) {
    acknowledged.push(line);
    seen += 1;
    if (seen === enough) writer.kill('SIGKILL');
  }
}
