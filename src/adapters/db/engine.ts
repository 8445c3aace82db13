import { PGlite, type PGliteOptions, types } from '@electric-sql/pglite';
import { type Dialect, PGliteDialect, PostgresDialect } from 'kysely';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { lockFolder } from './folderLock.ts';
import { listenOn, type Listening } from './listen.ts';

/** Where a store lies. `inMemory` starts from an image of a migrated store and is gone when closed. */
export type Place =
  { readonly dataDir: string } | { readonly databaseUrl: string } | { readonly inMemory: Blob };

/** What the queue's library needs to work on the same database. */
export type JobsDatabase = {
  readonly executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
  readonly listen: Listen;
};
export type Listen = (
  channel: string,
  onNotification: (payload: string) => void,
  onReconnect: () => void,
) => Promise<Listening>;

export type Engine = {
  readonly isEmbedded: boolean;
  readonly dialect: Dialect;
  readonly executeSql: JobsDatabase['executeSql'];
  readonly listen: Listen;
  readonly image: () => Promise<Blob>;
  readonly close: () => Promise<void>;
};

export async function openEngine(place: Place): Promise<Engine> {
  if ('databaseUrl' in place) return postgres(place.databaseUrl);
  if ('inMemory' in place) return await embedded({ loadDataDir: place.inMemory }, () => undefined);
  mkdirSync(place.dataDir, { recursive: true, mode: 0o700 });
  const lock = lockFolder(place.dataDir);
  try {
    return await embedded({ dataDir: join(place.dataDir, 'postgres') }, lock.release);
  } catch (cause) {
    lock.release();
    throw cause;
  }
}

/** Days stay text; counts are numbers (none comes near 2^53); NUMERIC stays text, so that no digit is lost. */
const day = (value: string) => value;
const count = (value: string) => Number(value);

async function embedded(options: PGliteOptions, released: () => void): Promise<Engine> {
  const pglite = await PGlite.create({
    ...options,
    parsers: { [types.DATE]: day, [types.INT8]: count, [types.NUMERIC]: day },
  });
  return {
    isEmbedded: true,
    dialect: new PGliteDialect({ pglite }),
    executeSql: async (text, values) => await runEmbedded(pglite, text, values),
    listen: async (channel, onNotification, onReconnect) => {
      const unlisten = await pglite.listen(channel, onNotification);
      onReconnect();
      return { close: async () => await unlisten() };
    },
    image: async () => await pglite.dumpDataDir('none'),
    close: async () => {
      if (!pglite.closed) await pglite.close();
      released();
    },
  };
}

/**
 * Text without values may hold several statements, a BEGIN and its COMMIT among them. One that fails halfway leaves the
 * only connection in a dead transaction, so it is rolled back at once.
 */
async function runEmbedded(pglite: PGlite, text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
  if (values !== undefined && values.length > 0) return await pglite.query(text, values);
  try {
    const results = await pglite.exec(text);
    return { rows: results.flatMap((result) => result.rows) };
  } catch (cause) {
    await pglite.exec('rollback');
    throw cause;
  }
}

function postgres(databaseUrl: string): Engine {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: 10_000,
    application_name: 'education-review',
    types: { getTypeParser: parserOf },
  });
  // A connection lost while idle is replaced by the pool; the next query that fails says so itself.
  pool.on('error', () => undefined);
  const listening = new Set<Listening>();
  return {
    isEmbedded: false,
    dialect: new PostgresDialect({ pool }),
    executeSql: async (text, values) => await pool.query(text, values),
    listen: async (channel, onNotification, onReconnect) => {
      const one = await listenOn({ databaseUrl, channel, onNotification, onReconnect });
      listening.add(one);
      return {
        close: async () => {
          listening.delete(one);
          await one.close();
        },
      };
    },
    image: () => Promise.reject(new Error('Only an embedded store can be taken as an image.')),
    close: async () => {
      await Promise.all([...listening].map((one) => one.close()));
      await pool.end();
    },
  };
}

const days: unknown = pg.types.builtins.DATE;
const counts: unknown = pg.types.builtins.INT8;

function parserOf(
  ...wanted: Parameters<typeof pg.types.getTypeParser>
): ReturnType<typeof pg.types.getTypeParser> {
  const [type, format] = wanted;
  if (format !== 'binary' && type === days) return day;
  if (format !== 'binary' && type === counts) return count;
  return pg.types.getTypeParser(...wanted);
}
