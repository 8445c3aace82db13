import { openBotHost } from '#bot/host/openBotHost.ts';
import { openDb } from '#adapters/db/openDb.ts';
import { openGraph } from '#adapters/graph/openGraph.ts';
import { openJobs } from '#adapters/jobs/jobs.ts';
import { readCaseload } from '#adapters/caseload/readCaseload.ts';
import { report, systemChance } from '#adapters/system.ts';
import { openTokens } from '#adapters/tokens/openTokens.ts';
import { openServer } from '#server/server.ts';
import { renderWord } from '#word/renderWord.ts';
import { doEffect } from '#workflow/outside/doEffect.ts';
import { openBotWork } from '#workflow/people/botWork.ts';
import { keepFirstRoles } from '#workflow/people/firstRoles.ts';
import { resume, sweep } from '#workflow/reminders/sweep.ts';
import type { Clock, Ports } from '#workflow/ports.ts';
import type { Config } from './config.ts';

/** For a door that keeps files of its own beside the store: one process a folder. */
export { lockFolder } from '#adapters/db/folderLock.ts';

export type App = {
  /** Starts to answer; gives the address. */
  readonly listen: () => Promise<string>;
  /** Where it answers on this machine, once it listens. */
  readonly address: () => string;
  /** Looks at what time has made due, now instead of within the minute. */
  readonly sweepNow: () => Promise<void>;
  readonly ports: Ports;
  readonly close: () => Promise<void>;
};

const minute = 60_000;

/** Puts the house together. Both doors come through here, with other addresses and the same parts. */
export async function compose(config: Config, clock: Clock): Promise<App> {
  const db = await openDb(config.store, config.door);
  const jobs = await openJobs(db, (problem) => report('jobs-problem', {}, problem));
  const tokens = new Map(
    config.tenants.map(({ tid, tokenUrl }) => [
      tid,
      openTokens({ tokenUrl, tenantId: tid, clientId: config.clientId, clientSecret: config.clientSecret }),
    ]),
  );
  const appToken = async (tenantId: string, scope: string): Promise<string> => {
    const port = tokens.get(tenantId);
    if (port === undefined) throw new Error('A token was asked for in a tenant that is not in the settings.');
    return port.appToken(scope);
  };
  const graph = openGraph({
    graphUrl: config.graphUrl,
    authorities: config.authorities,
    appToken,
    teamsAppId: config.teamsAppId,
  });
  const base = {
    store: db.store,
    clock,
    chance: systemChance,
    ...graph,
    word: { render: renderWord },
    csv: { read: readCaseload },
    report,
    links: {
      home: () => `${config.publicUrl}/tab/personal`,
      review: (meeting: string) => `${config.publicUrl}/reviews/${meeting}`,
      pep: (pep: string) => `${config.publicUrl}/plans/${pep}`,
      door: (token: string) => `${config.publicUrl}/door/${token}`,
    },
  };
  // The bot answers through the same workflows that later speak through it.
  let ports: Ports | null = null;
  const portsNow = (): Ports => {
    if (ports === null) throw new Error('The bot was spoken to before the house was put together.');
    return ports;
  };
  const bot = openBotHost({
    botId: config.bot.id,
    botSecret: config.bot.secret,
    tenantIds: config.tenants.map((tenant) => tenant.tid),
    channel: config.bot.channel,
    gate: db.store.gate,
    work: openBotWork(portsNow),
    log: (code, facts) => report(code, facts),
  });
  const all: Ports = { ...base, bot: bot.port };
  ports = all;
  await db.store.gate.keepAuthorities(config.authorities);
  await keepFirstRoles(all, config.authorities);
  const lastDay = new Map<string, string>();
  const sweepNow = () => sweep(all, lastDay);
  const server = await openServer({ ports: all, config, bot, roomChanges: db.roomChanges });
  await jobs.start((job) => doEffect(all, job));
  await resume(all);
  const timer = setInterval(
    () => void sweepNow().catch((cause: unknown) => report('sweep-failed', {}, cause)),
    minute,
  );
  timer.unref();
  let listening = '';
  return {
    ports: all,
    address: () => listening,
    sweepNow,
    listen: async () => {
      const address = await server.listen({ port: config.port, host: config.host });
      void sweepNow().catch((cause: unknown) => report('sweep-failed', {}, cause));
      listening = address;
      return address;
    },
    close: async () => {
      clearInterval(timer);
      await server.close();
      await jobs.stop();
      await bot.close();
      await db.close();
    },
  };
}
