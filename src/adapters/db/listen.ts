import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';

export type Listening = { readonly close: () => Promise<void> };

type Wanted = {
  readonly databaseUrl: string;
  readonly channel: string;
  readonly onNotification: (payload: string) => void;
  /** After every (new) start of listening: what was announced in between was missed and is to be read again. */
  readonly onReconnect: () => void;
};

const longestPauseMs = 10_000;

/** One connection of its own that listens; a lost one is made anew, with growing pauses, until closed. */
export async function listenOn(wanted: Wanted): Promise<Listening> {
  const ending = new AbortController();
  const ended = new Promise<'ended'>((resolve) => {
    ending.signal.addEventListener('abort', () => resolve('ended'), { once: true });
  });
  let client = await subscribe(wanted);
  let lost = lossOf(client);
  let pauseMs = 0;

  const keep = async () => {
    while ((await Promise.race([lost, ended])) === 'lost') {
      if (pauseMs > 0) await Promise.race([pause(pauseMs, undefined, { ref: false }), ended]);
      try {
        client = await subscribe(wanted);
        lost = lossOf(client);
        pauseMs = 0;
      } catch (cause) {
        // The server is still away. `lost` stays answered, so the loop tries again after the pause.
        if (!(cause instanceof Error)) throw cause;
        pauseMs = Math.min(Math.max(250, pauseMs * 2), longestPauseMs);
      }
    }
  };
  const kept = keep();
  return {
    close: async () => {
      ending.abort();
      await kept;
      await client.end();
    },
  };
}

async function subscribe({ databaseUrl, channel, onNotification, onReconnect }: Wanted): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  // An error after the connection is lost would otherwise end the process; `lossOf` sees the end itself.
  client.on('error', () => undefined);
  client.on('notification', (message) => onNotification(message.payload ?? ''));
  await client.connect();
  await client.query(`listen ${client.escapeIdentifier(channel)}`);
  onReconnect();
  return client;
}

async function lossOf(client: pg.Client): Promise<'lost'> {
  return await new Promise((resolve) => client.once('end', () => resolve('lost')));
}
