import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import {
  AuthenticationHandler,
  Client,
  type Context,
  RetryHandler,
  RetryHandlerOptions,
} from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import { bodyOf, jsonOf, listenOn } from '#sandbox/loopbackHttp.ts';
import type { SandboxPerson, WorldSetup } from '#sandbox/people.ts';
import { startServices, type SandboxServices } from '#sandbox/services.ts';
import { createWorld, type World } from '#sandbox/world.ts';

export const tid = '6f1d2c1a-0f6b-4c51-9a57-1f0a3f5f9d01';
export const otherTid = '6f1d2c1a-0f6b-4c51-9a57-1f0a3f5f9d02';
export const organiser = {
  oid: '11111111-2222-4333-8444-555555555501',
  email: 'reviews@council.test',
  name: 'Reviews',
};
export const driveId = 'b!drive-one';

const person = (parts: Partial<SandboxPerson> & Pick<SandboxPerson, 'id' | 'kind'>): SandboxPerson => ({
  name: `Person ${parts.id}`,
  role: 'someone',
  authority: 'council',
  tid,
  scheduleVisible: true,
  ...parts,
});

export const people: readonly SandboxPerson[] = [
  person({
    id: 'worker',
    kind: 'member',
    oid: '11111111-2222-4333-8444-555555555511',
    email: 'worker@council.test',
    role: 'Social worker',
  }),
  person({
    id: 'private',
    kind: 'member',
    oid: '11111111-2222-4333-8444-555555555512',
    email: 'private@council.test',
    scheduleVisible: false,
  }),
  person({
    id: 'teacher',
    kind: 'guest',
    oid: '11111111-2222-4333-8444-555555555513',
    email: 'teacher@school.test',
  }),
  person({ id: 'carer', kind: 'mailOnly', email: 'carer@home.test' }),
  person({ id: 'ringer', kind: 'telephoneOnly', phone: '07700 900123' }),
  person({
    id: 'stranger',
    kind: 'member',
    tid: otherTid,
    oid: '11111111-2222-4333-8444-555555555514',
    email: 'stranger@other.test',
  }),
];

const tenant = (id: string, site: string): WorldSetup['tenants'][number] => ({
  tid: id,
  name: 'Council',
  authority: 'council',
  organiser,
  site: {
    id: `${site}-id`,
    webUrl: `https://council.sharepoint.test/sites/${site}`,
    driveId: site === 'one' ? driveId : `b!drive-${site}`,
    listId: 'list-1',
  },
});

export const app = {
  clientId: '99999999-2222-4333-8444-555555555501',
  clientSecret: 'sandbox secret',
  botId: '99999999-2222-4333-8444-555555555502',
  botSecret: 'sandbox bot secret',
  botName: 'Education Review',
  manifestId: '99999999-2222-4333-8444-555555555503',
  catalogId: '99999999-2222-4333-8444-555555555504',
};

export function aSetup(over: Partial<WorldSetup> = {}): WorldSetup {
  return { people, tenants: [tenant(tid, 'one'), tenant(otherTid, 'two')], app, ...over };
}

export type TestSandbox = SandboxServices & { readonly world: World; readonly graphClient: Client };

export async function aSandbox(over: Partial<WorldSetup> = {}): Promise<TestSandbox> {
  const world = await createWorld(aSetup(over));
  const services = await startServices({ world });
  const close = async () => {
    keepRequests(world);
    await services.close();
  };
  return { ...services, world, graphClient: graphClientOf(services), close };
}

/** Kept for whoever holds them against Graph's published metadata. */
function keepRequests(world: World): void {
  const folder = 'test-results/sandbox';
  if (world.requests().trim() === '') return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${randomUUID()}.jsonl`), world.requests());
}

const tokenAnswer = z.object({ access_token: z.string() });

export async function appToken(
  services: SandboxServices,
  scope = 'https://graph.microsoft.com/.default',
  tenantId = tid,
): Promise<string> {
  const isBot = scope.includes('botframework');
  const response = await fetch(services.tokenUrl(tenantId), {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: isBot ? app.botId : app.clientId,
      client_secret: isBot ? app.botSecret : app.clientSecret,
      scope,
    }),
  });
  return tokenAnswer.parse(await response.json()).access_token;
}

/** Microsoft's own client; its last step sends every host to the sandbox. */
export function graphClientOf(services: SandboxServices, tenantId = tid): Client {
  const first = new AuthenticationHandler({ getAccessToken: () => appToken(services, undefined, tenantId) });
  const retry = new RetryHandler(new RetryHandlerOptions(1, 2));
  first.setNext(retry);
  retry.setNext({
    execute: async (context: Context) => {
      const wanted = new URL(typeof context.request === 'string' ? context.request : context.request.url);
      const headers = new Headers(context.options?.headers);
      headers.set('x-real-host', wanted.host);
      context.response = await fetch(services.graph + wanted.pathname + wanted.search, {
        ...context.options,
        headers,
      });
    },
  });
  return Client.initWithMiddleware({ middleware: first });
}

const graphFailure = z.object({ statusCode: z.number(), code: z.string().nullable() });

/** What Graph refused a call with. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ statusCode: number; code: string | null }> {
  return call.then(
    () => ({ statusCode: 0, code: null }),
    (cause: unknown) => {
      const { statusCode, code } = graphFailure.parse(cause);
      return { statusCode, code };
    },
  );
}

export type Heard = { readonly authorization: string; readonly activity: Record<string, unknown> };

/** A bot that only listens, and answers invokes with what it was given. */
export async function aListeningBot(
  answer: unknown = {},
): Promise<{ url: string; heard: Heard[]; server: Server }> {
  const heard: Heard[] = [];
  const server = createServer((req, res) => {
    void bodyOf(req).then((bytes) => {
      const activity = z.record(z.string(), z.unknown()).parse(jsonOf(bytes));
      heard.push({ authorization: req.headers.authorization ?? '', activity });
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end(JSON.stringify(activity.type === 'invoke' ? answer : {}));
    });
  });
  return { url: `http://127.0.0.1:${await listenOn(server, 0)}/api/messages`, heard, server };
}

export async function hook(
  services: SandboxServices,
  path: string,
  body?: unknown,
): Promise<{ status: number; json: unknown }> {
  const response = await fetch(
    services.graph + path,
    body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) },
  );
  return { status: response.status, json: await response.json() };
}
