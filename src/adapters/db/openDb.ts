import { AsyncLocalStorage } from 'node:async_hooks';
import { CamelCasePlugin, Kysely, type KyselyPlugin, sql, type Transaction } from 'kysely';
import type { RoomChange, Store } from '#workflow/ports.ts';
import type { EnqueueIn } from './effects.ts';
import { type Engine, type JobsDatabase, openEngine, type Place } from './engine.ts';
import { gate } from './gate.ts';
import type { Listening } from './listen.ts';
import { type Door, migrate } from './migrate.ts';
import { roomChannel } from './room.ts';
import { roomChangeSchema } from './rows.ts';
import type { Tables } from './tables.ts';
import { txOf } from './txOf.ts';

export type Db = {
  readonly isEmbedded: boolean;
  readonly store: Store;
  readonly kysely: Kysely<Tables>;
  readonly jobsDatabase: JobsDatabase;
  /** Called by the queue once it is open. Without it effects are kept all the same, and queued at the next start. */
  readonly queueWith: (enqueueIn: EnqueueIn) => void;
  readonly listen: (
    channel: string,
    onNotification: (payload: string) => void,
    onReconnect?: () => void,
  ) => Promise<Listening>;
  /** Changes in every room of every authority, ids only. `onGap`: announcements may have been missed, read again. */
  readonly roomChanges: (onChange: (change: RoomChange) => void, onGap: () => void) => Promise<Listening>;
  /** The embedded store as one file, for tests. */
  readonly image: () => Promise<Blob>;
  readonly close: () => Promise<void>;
};

type OpenTransaction = { isOpen: boolean };
const current = new AsyncLocalStorage<OpenTransaction>();

/** The embedded database has one connection: a second query from inside a transaction would wait for ever. */
function refuseInside(): void {
  if (current.getStore()?.isOpen === true) {
    throw new Error(
      'The store was used inside one of its own transactions. Use the transaction (tx) instead.',
    );
  }
}

const outsideOnly: KyselyPlugin = {
  transformQuery: ({ node }) => {
    refuseInside();
    return node;
  },
  transformResult: async ({ result }) => result,
};
const columnNames = new CamelCasePlugin({ maintainNestedObjectKeys: true });

/**
 * Opens and migrates a store. What the person who started the server can mend (a folder in use, the wrong door) is
 * thrown with the name 'StoreRefused' and a plain sentence.
 */
export async function openDb(place: Place, door: Door): Promise<Db> {
  const engine = await openEngine(place);
  const kysely = new Kysely<Tables>({ dialect: engine.dialect, plugins: [outsideOnly, columnNames] });
  try {
    await migrate(kysely, door);
  } catch (cause) {
    await engine.close();
    throw cause;
  }
  return openedDb(engine, kysely);
}

function openedDb(engine: Engine, kysely: Kysely<Tables>): Db {
  let enqueueIn: EnqueueIn = async () => undefined;
  let isClosed = false;
  const listen: Db['listen'] = async (channel, onNotification, onReconnect = () => undefined) =>
    await engine.listen(channel, later(onNotification), later(onReconnect));
  return {
    isEmbedded: engine.isEmbedded,
    kysely,
    store: storeOn(
      kysely,
      async (trx, job) => await enqueueIn(trx, job),
      () => isClosed,
    ),
    jobsDatabase: {
      executeSql: async (text, values) => {
        refuseInside();
        return await engine.executeSql(text, values);
      },
      listen,
    },
    queueWith: (queue) => {
      enqueueIn = queue;
    },
    listen,
    roomChanges: async (onChange, onGap) =>
      await listen(roomChannel, (payload) => onChange(roomChangeSchema.parse(JSON.parse(payload))), onGap),
    image: engine.image,
    close: async () => {
      isClosed = true;
      await engine.close();
    },
  };
}

/** A listener is called while the announcing transaction still ends: it runs after it, and outside its context. */
function later<Said extends readonly unknown[]>(listener: (...said: Said) => void): (...said: Said) => void {
  return (...said) => current.exit(() => void setImmediate(() => listener(...said)));
}

function storeOn(kysely: Kysely<Tables>, enqueueIn: EnqueueIn, isClosed: () => boolean): Store {
  const transact = async <T>(
    role: 'pep_app' | 'pep_gate',
    authority: string,
    work: (trx: Transaction<Tables>) => Promise<T>,
  ): Promise<T> => {
    refuseInside();
    // The embedded driver would wait for ever, and its own promise end the process unheard.
    if (isClosed()) throw new Error('The store is closed.');
    return await kysely.transaction().execute(async (root) => {
      const trx = root.withoutPlugins().withPlugin(columnNames);
      await sql`select set_config('role', ${role}, true), set_config('app.authority', ${authority}, true)`.execute(
        trx,
      );
      const transaction: OpenTransaction = { isOpen: true };
      try {
        return await current.run(transaction, async () => await work(trx));
      } finally {
        transaction.isOpen = false;
      }
    });
  };
  return {
    within: async (authority, work) =>
      await transact('pep_app', authority, async (trx) => await work(txOf(trx, authority, enqueueIn))),
    gate: gate(async (work) => await transact('pep_gate', '', work)),
    isHealthy: async () => {
      refuseInside();
      try {
        await sql`select 1`.execute(kysely);
        return true;
      } catch (cause) {
        // Not healthy is the answer here, whatever the reason; every other use of the store throws it.
        return !(cause instanceof Error);
      }
    },
  };
}
