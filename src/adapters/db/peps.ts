import type { Selectable, Transaction } from 'kysely';
import { isDeepStrictEqual } from 'node:util';
import { type FieldState, fieldValueSchema } from '#domain/pep/field.ts';
import type { FieldWrite, FieldWritten, Tx } from '#workflow/ports.ts';
import { pepRecordSchema } from './rows.ts';
import type { Tables } from './tables.ts';

export function peps(db: Transaction<Tables>, authority: string): Tx['peps'] {
  const mine = () => db.selectFrom('pep').selectAll().where('authority', '=', authority);
  const byId: Tx['peps']['byId'] = async (id) =>
    (await mine().where('id', '=', id).executeTakeFirst()) ?? null;
  return {
    byId,
    lock: async (id) => (await mine().where('id', '=', id).forUpdate().executeTakeFirst()) ?? null,
    byMeeting: async (meeting) => (await mine().where('meeting', '=', meeting).executeTakeFirst()) ?? null,
    ofChild: async (child) => await mine().where('child', '=', child).orderBy('id').execute(),
    all: async () => await mine().orderBy('id').execute(),
    insert: async (pep) => {
      await db.insertInto('pep').values(pep).execute();
    },
    save: async (pep) => {
      const { id, authority: _authority, ...facts } = pep;
      const saved = await db
        .updateTable('pep')
        .set(facts)
        .where('authority', '=', authority)
        .where('id', '=', id)
        .returning('id')
        .execute();
      if (saved.length !== 1) throw new Error(`No PEP ${id} to save.`);
    },
    record: async (id) => {
      const pep = await byId(id);
      return pep === null ? null : { pep, fields: await fields(db, authority).of(id) };
    },
    keepVersion: async (pep, version, record, reason) => {
      await db
        .insertInto('pepVersion')
        .values({ authority, pep, version, record: JSON.stringify(record), reason })
        .execute();
    },
    versionOf: async (pep, version) => {
      const row = await db
        .selectFrom('pepVersion')
        .select('record')
        .where('authority', '=', authority)
        .where('pep', '=', pep)
        .where('version', '=', version)
        .executeTakeFirst();
      return row === undefined ? null : pepRecordSchema.parse(row.record);
    },
  };
}

const state = ['path', 'value', 'version', 'by', 'at'] as const;

export function fields(db: Transaction<Tables>, authority: string): Tx['fields'] {
  const revisions = () => db.selectFrom('fieldRevision').where('authority', '=', authority);
  return {
    of: async (pep) =>
      (
        await db
          .selectFrom('field')
          .select(state)
          .where('authority', '=', authority)
          .where('pep', '=', pep)
          // The order of first writing: a later edit never moves a target under somebody's hands.
          .orderBy('firstWritten')
          .execute()
      ).map(asField),
    write: async (write) => await compareAndSet(db, authority, write),
    revisions: async (pep, path) =>
      (
        await revisions()
          .select([...state, 'wasRefused'])
          .where('pep', '=', pep)
          .where('path', '=', path)
          .orderBy('seq')
          .execute()
      ).map((row) => ({ ...asField(row), wasRefused: row.wasRefused })),
    authorsOf: async (pep, pathPrefix) =>
      (
        await revisions()
          .select('by')
          .distinct()
          .where('pep', '=', pep)
          .where('wasRefused', '=', false)
          .where((column) => column.fn<boolean>('starts_with', ['path', column.val(pathPrefix)]))
          .orderBy('by')
          .execute()
      ).map((row) => row.by),
  };
}

async function compareAndSet(
  db: Transaction<Tables>,
  authority: string,
  write: FieldWrite,
): Promise<FieldWritten> {
  const { pep, path, by, at } = write;
  const value = JSON.stringify(write.value);
  const keep = async (version: number, wasRefused: boolean) =>
    await db
      .insertInto('fieldRevision')
      .values({ authority, pep, path, value, version, by, at, wasRefused })
      .execute();
  const saved = (version: number): FieldWritten => ({
    is: 'saved',
    field: { path, value: write.value, version, by, at },
  });

  if (write.baseVersion === 0) {
    const first = await db
      .insertInto('field')
      .values({ authority, pep, path, value, version: 1, by, at })
      .onConflict((known) => known.columns(['authority', 'pep', 'path']).doNothing())
      .returning('version')
      .executeTakeFirst();
    if (first !== undefined) {
      await keep(1, false);
      return saved(1);
    }
  }
  const row = await db
    .selectFrom('field')
    .select(state)
    .where('authority', '=', authority)
    .where('pep', '=', pep)
    .where('path', '=', path)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined)
    throw new Error(`A write to ${path} names version ${write.baseVersion}, but nothing was written there.`);
  const current = asField(row);
  // A repeat of a write whose answer was lost: the words are there already.
  if (isDeepStrictEqual(current.value, write.value)) return { is: 'saved', field: current };
  if (current.version !== write.baseVersion) {
    if (!(await isRefusedAlready(db, authority, write))) await keep(write.baseVersion, true);
    return { is: 'stale', newer: current };
  }
  const version = current.version + 1;
  await db
    .updateTable('field')
    .set({ value, version, by, at })
    .where('authority', '=', authority)
    .where('pep', '=', pep)
    .where('path', '=', path)
    .execute();
  await keep(version, false);
  return saved(version);
}

/** The tab repeats a write until it is answered; its words are kept once. */
async function isRefusedAlready(
  db: Transaction<Tables>,
  authority: string,
  write: FieldWrite,
): Promise<boolean> {
  const kept = await db
    .selectFrom('fieldRevision')
    .select('value')
    .where('authority', '=', authority)
    .where('pep', '=', write.pep)
    .where('path', '=', write.path)
    .where('by', '=', write.by)
    .where('version', '=', write.baseVersion)
    .where('wasRefused', '=', true)
    .execute();
  return kept.some((row) => isDeepStrictEqual(fieldValueSchema.parse(row.value), write.value));
}

function asField(row: Pick<Selectable<Tables['field']>, (typeof state)[number]>): FieldState {
  return {
    path: row.path,
    value: fieldValueSchema.parse(row.value),
    version: row.version,
    by: row.by,
    at: row.at,
  };
}
