import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compose, lockFolder } from '#src/compose.ts';
import type { App } from '#src/compose.ts';
import type { Config } from '#src/config.ts';
import { fromInstant, toInstant } from '#domain/time/wallClock.ts';
import { authoritiesOfDemo } from './demoConfig.ts';
import { demoApp, demoAuthorities, demoNow, demoTenant, demoWorld } from './demoWorld.ts';
import type { SandboxSettings } from './door.ts';
import { openFront } from './front.ts';
import { seed } from './seed.ts';
import { servePage } from './servePage.ts';
import { startServices } from './services.ts';
import type { SandboxServices } from './services.ts';
import { createWorld } from './world.ts';
import type { World } from './world.ts';

export type Sandbox = {
  readonly address: string;
  readonly app: App;
  readonly world: World;
  readonly services: SandboxServices;
  readonly close: () => Promise<void>;
};

const tabDir = fileURLToPath(new URL('../../dist/tab', import.meta.url));

/** The whole product on one machine: Microsoft 365's protocols on loopback, and the app composed as in the live door. */
export async function openSandbox(settings: SandboxSettings): Promise<Sandbox> {
  mkdirSync(settings.dataDir, { recursive: true });
  // Before anything is read or written: two of them would each lose what the other keeps.
  const lock = lockFolder(settings.dataDir);
  try {
    return await openHeld(settings, lock.release);
  } catch (problem) {
    lock.release();
    throw problem;
  }
}

async function openHeld(settings: SandboxSettings, release: () => void): Promise<Sandbox> {
  const world = await createWorld(demoWorld(settings.dataDir));
  const isNew = world.state.clockOffset === 0;
  if (isNew) world.moveClock(new Date(toInstant(demoNow)));
  let app: App | null = null;
  let appPort = 0;
  // A bot remembers the address it was spoken to from: it stays the same as long as the folder does.
  const services = await startServices({
    world,
    port: world.state.servicesPort ?? 0,
    onClockMoved: async () => await app?.sweepNow(),
  });
  world.state.servicesPort = services.port;
  world.changed();
  const front = await openFront({
    port: settings.port,
    app: () => appPort,
    handlers: [services.sandboxHandler, servePage],
  }).catch(async (problem: unknown) => {
    await services.close();
    throw problem;
  });
  const address = `http://127.0.0.1:${front.port}`;
  const clock = {
    now: () => world.now().toISOString(),
    today: () => fromInstant(world.now().toISOString()).slice(0, 10),
  };
  try {
    app = await compose(configFor(settings, services, address), clock);
  } catch (problem) {
    await front.close();
    await services.close();
    throw problem;
  }
  const listening = new URL(await app.listen());
  appPort = Number(listening.port);
  services.setBotEndpoint(`${address}/api/messages`);
  await seed(app, services);
  await app.sweepNow();
  const opened = app;
  return {
    address,
    app,
    world,
    services,
    close: async () => {
      await front.close();
      await opened.close();
      await services.close();
      release();
    },
  };
}

function configFor(settings: SandboxSettings, services: SandboxServices, address: string): Config {
  const tenants = demoAuthorities.map(demoTenant);
  const home = tenants[0];
  if (home === undefined) throw new Error('The sandbox has no tenant');
  return {
    door: 'sandbox',
    port: 0,
    host: '127.0.0.1',
    publicUrl: address,
    store: settings.store,
    tenants: tenants.map(({ tid }) => ({
      tid,
      issuer: services.issuer(tid),
      jwksUrl: services.jwksUrl(tid),
      tokenUrl: services.tokenUrl(tid),
    })),
    clientId: demoApp.clientId,
    clientSecret: demoApp.clientSecret,
    graphUrl: services.graph,
    bot: {
      id: demoApp.botId,
      secret: demoApp.botSecret,
      channel: {
        openIdMetadataUrl: services.botOpenIdMetadata,
        tokenUrl: services.tokenUrl(home.tid),
        serviceUrl: services.connectorServiceUrl,
      },
    },
    teamsAppId: demoApp.manifestId,
    authorities: authoritiesOfDemo(),
    tabDir,
  };
}
