import { z } from 'zod';
import { fromInstant } from '#domain/time/wallClock.ts';
import type { Environment } from '#src/config.ts';
import { plainProblem } from '#src/exitPlainly.ts';
import { onStore, type CaseloadFiles, type Report } from '../onStore.ts';
import { authoritiesOfDemo } from './demoConfig.ts';
import { demoWorld } from './demoWorld.ts';
import { sandboxSettings } from './door.ts';
import { createWorld } from './world.ts';

/** Our own server's answer to our own question: its shape is the workflow's. */
const reportSchema = z.custom<Report>((it) => typeof it === 'object' && it !== null && 'children' in it);

type Wish = { readonly files: CaseloadFiles; readonly authority: string | null };

/** Through the running sandbox as its coordinator; else on the closed store, with the sandbox's own clock. */
export async function sandboxImport(environment: Environment, { files, authority }: Wish): Promise<Report> {
  const settings = sandboxSettings(environment);
  const address = `http://127.0.0.1:${settings.port}`;
  if (await isRunning(address)) return throughServer(address, { files, authority });
  const world = await createWorld(demoWorld(settings.dataDir));
  const now = () => world.now().toISOString();
  const clock = { now, today: () => fromInstant(now()).slice(0, 10) };
  return onStore(
    { store: settings.store, door: 'sandbox', authorities: authoritiesOfDemo() },
    { files, authority, clock },
  );
}

async function isRunning(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    // Nobody listens: the store is closed, and that is an answer too.
    return false;
  }
}

async function throughServer(address: string, { files, authority }: Wish): Promise<Report> {
  const place = authority ?? 'fenmarch';
  const user = place === 'fenmarch' ? 'coordinator' : `${place}-coordinator`;
  const json = { 'content-type': 'application/json' };
  const signedIn = await fetch(`${address}/sandbox/token`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ user }),
  });
  if (!signedIn.ok) throw plainProblem(`The sandbox at ${address} knows no coordinator of '${place}'.`);
  const { token } = z.object({ token: z.string() }).parse(await signedIn.json());
  const body = JSON.stringify({
    files: files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })),
  });
  const reply = await fetch(`${address}/api/import`, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${token}`, 'x-authority': place },
    body,
  });
  const answered: unknown = await reply.json();
  if (!reply.ok)
    throw plainProblem(
      z.object({ words: z.string() }).safeParse(answered).data?.words ??
        `The server answered ${reply.status}.`,
    );
  return reportSchema.parse(answered);
}
