import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { openAsBlob } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { openDb } from '#adapters/db/openDb.ts';
import { migrations } from '#adapters/db/migrations/all.ts';
import { openJobs } from '#adapters/jobs/jobs.ts';

/**
 * Making an embedded store takes seconds, loading an image of a migrated one does not. The image is kept under a
 * name that changes with everything it is made of.
 */
export async function storeImage(): Promise<Blob> {
  const path = imagePath();
  if (!existsSync(path)) await makeImage(path);
  return await openAsBlob(path);
}

function imagePath(): string {
  const parts = [
    JSON.stringify(migrations),
    readFileSync('src/adapters/db/migrate.ts', 'utf8'),
    readFileSync('src/adapters/jobs/jobs.ts', 'utf8'),
    readFileSync('package.json', 'utf8'),
  ];
  const key = createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
  return join(tmpdir(), `store-image-${key}.tar`);
}

async function makeImage(path: string): Promise<void> {
  const blank = await PGlite.create();
  const started = await blank.dumpDataDir('none');
  await blank.close();
  const db = await openDb({ inMemory: started }, 'sandbox');
  const jobs = await openJobs(db, (problem) => {
    throw problem;
  });
  await jobs.stop();
  const image = await db.image();
  await db.close();
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, Buffer.from(await image.arrayBuffer()));
  renameSync(draft, path);
}
