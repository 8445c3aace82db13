import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { bodyOf, jsonOf, listenOn } from '#sandbox/loopbackHttp.ts';
import { startPlaygroundProxy } from '#sandbox/playgroundProxy.ts';
import { startServices } from '#sandbox/services.ts';
import { createWorld } from '#sandbox/world.ts';
import {
  aListeningBot,
  aSandbox,
  aSetup,
  appToken,
  driveId,
  graphClientOf,
  hook,
  organiser,
  refusalOf,
  tid,
} from './aSandbox.ts';

const anEvent = {
  subject: 'Education review ER-3',
  start: { dateTime: '2026-07-01T10:00:00', timeZone: 'Europe/London' },
  end: { dateTime: '2026-07-01T11:00:00', timeZone: 'Europe/London' },
  attendees: [{ emailAddress: { address: 'carer@home.test', name: 'Carer' } }],
  isOnlineMeeting: true,
};
const state = z.looseObject({
  now: z.string(),
  people: z.array(z.looseObject({ id: z.string(), role: z.string() })),
  events: z.array(z.looseObject({ id: z.string() })),
  chats: z.array(z.unknown()),
  mail: z.array(z.unknown()),
  driveItems: z.array(z.looseObject({ path: z.string(), versions: z.array(z.unknown()) })),
});

test('what was answered is still there after a kill: the world is read back from its folder', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const first = await createWorld(aSetup({ dataDir }));
  const services = await startServices({ world: first });
  const graph = graphClientOf(services);
  await graph.api(`/users/${organiser.email}/events`).post(anEvent);
  await graph.api(`/drives/${driveId}/root:/a.docx:/content`).put(Buffer.from('words'));
  await hook(services, '/sandbox/clock', { now: '2027-02-03T04:05:06Z' });
  const before = state.parse((await hook(services, '/sandbox/state')).json);
  const token = await services.signIn.userToken('worker');
  // Nothing is closed: what is not on disk by now would be lost.
  const again = await startServices({ world: await createWorld(aSetup({ dataDir })), port: 0 });
  const after = state.parse((await hook(again, '/sandbox/state')).json);
  expect(after.now.slice(0, 15)).toBe('2027-02-03T04:0');
  expect({ ...after, now: '' }).toEqual({ ...before, now: '' });
  expect(after.mail).toHaveLength(1);
  expect(after.driveItems).toMatchObject([{ path: '/a.docx', versions: [{ id: '1.0' }] }]);
  const [file] = z.array(z.looseObject({ id: z.string() })).parse(after.driveItems);
  expect(await (await fetch(`${again.graph}/sandbox/files/${file?.id ?? ''}`)).text()).toBe('words');
  expect(await again.signIn.claimsOf(`Bearer ${token ?? ''}`, aSetup().app.clientId)).toBeDefined();
  const recorded = await (await fetch(`${again.graph}/sandbox/graph/requests.jsonl`)).text();
  expect(
    recorded
      .trim()
      .split('\n')
      .map((line) => z.object({ url: z.string() }).parse(JSON.parse(line)).url),
  ).toEqual([`/v1.0/users/${organiser.email}/events`, `/v1.0/drives/${driveId}/root:/a.docx:/content`]);
  await services.close();
  await again.close();
  rmSync(dataDir, { recursive: true });
});

test('the state names people in words, and never a secret', async () => {
  const sandbox = await aSandbox();
  const answer = await fetch(`${sandbox.graph}/sandbox/state`);
  const text = await answer.text();
  expect(state.parse(JSON.parse(text)).people.find((p) => p.id === 'worker')?.role).toBe('Social worker');
  for (const secret of ['sandbox secret', 'sandbox bot secret', '"keys"']) expect(text).not.toContain(secret);
  await sandbox.close();
});

test.each([
  ['a page of another site', { host: '127.0.0.1', origin: 'https://evil.test' }],
  ['a rebound name', { host: 'evil.test' }],
])('%s gets nothing', async (_what, headers) => {
  const sandbox = await aSandbox();
  const status = await new Promise((answered) => {
    request(`${sandbox.graph}/sandbox/state`, { headers }, (res) => answered(res.statusCode)).end();
  });
  expect(status).toBe(403);
  await sandbox.close();
});

test('the clock is moved, and whoever waits on it is awaited', async () => {
  const world = await createWorld(aSetup());
  const seen: string[] = [];
  const services = await startServices({
    world,
    onClockMoved: async (now) => {
      await new Promise((go) => setTimeout(go, 20));
      seen.push(now.toISOString().slice(0, 10));
    },
  });
  await hook(services, '/sandbox/clock', { now: '2027-05-06T07:00:00Z' });
  expect(seen).toEqual(['2027-05-06']);
  expect((await hook(services, '/sandbox/clock', { now: 'tomorrow' })).status).toBe(400);
  await services.close();
});

test('a fault answers in the place of Graph, as often as it was told to, and the client waits it out', async () => {
  const sandbox = await aSandbox();
  await hook(sandbox, '/sandbox/faults', {
    path: '/v1.0/users/.+/events',
    status: 429,
    retryAfterSeconds: 0,
    times: 2,
  });
  const made: unknown = await sandbox.graphClient.api(`/users/${organiser.email}/events`).post(anEvent);
  expect(made).toMatchObject({ subject: anEvent.subject });
  const statuses = sandbox.world
    .requests()
    .trim()
    .split('\n')
    .map((line) => z.object({ status: z.number() }).parse(JSON.parse(line)).status);
  expect(statuses).toEqual([429, 429, 201]);
  await sandbox.close();
});

test('a connection lost after the effect leaves the effect, and none before it', async () => {
  const sandbox = await aSandbox();
  const post = () => refusalOf(sandbox.graphClient.api(`/users/${organiser.email}/events`).post(anEvent));
  await hook(sandbox, '/sandbox/faults', {
    path: '/v1.0/',
    method: 'POST',
    status: 'reset',
    when: 'before',
    times: 1,
  });
  expect((await post()).statusCode).not.toBe(0);
  expect(sandbox.world.state.events).toHaveLength(0);
  await hook(sandbox, '/sandbox/faults', {
    path: '/v1.0/',
    method: 'POST',
    status: 'reset',
    when: 'after',
    times: 1,
  });
  expect((await post()).statusCode).not.toBe(0);
  expect(sandbox.world.state.events).toHaveLength(1);
  expect((await hook(sandbox, '/sandbox/faults', { path: '(' })).status).toBe(400);
  await sandbox.close();
});

test("an answer delayed past the client's patience leaves its effect behind", async () => {
  const sandbox = await aSandbox();
  const path = `/v1.0/users/${organiser.email}/events`;
  await hook(sandbox, '/sandbox/faults', { path, delayMs: 5_000, when: 'after', times: 1 });
  const call = fetch(sandbox.graph + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${await appToken(sandbox)}`, 'content-type': 'application/json' },
    body: JSON.stringify(anEvent),
    signal: AbortSignal.timeout(300),
  });
  await expect(call).rejects.toThrow();
  expect(sandbox.world.state.events).toHaveLength(1);
  await sandbox.close();
});

test('a calendar watched through a subscription says that a reply came', async () => {
  const sandbox = await aSandbox();
  const notices: unknown[] = [];
  const watcher = createServer((req, res) => {
    void bodyOf(req).then((bytes) => {
      const token = new URL(req.url ?? '', 'http://here').searchParams.get('validationToken');
      if (!token) notices.push(jsonOf(bytes));
      res.end(token ?? '');
    });
  });
  const notificationUrl = `http://127.0.0.1:${await listenOn(watcher, 0)}/notices`;
  const subscription = {
    changeType: 'updated',
    notificationUrl,
    resource: `/users/${organiser.oid}/events`,
    expirationDateTime: new Date(Date.now() + 3_600_000).toISOString(),
    clientState: 'ours',
  };
  await sandbox.graphClient.api('/subscriptions').post(subscription);
  const event = z
    .object({ id: z.string() })
    .parse(await sandbox.graphClient.api(`/users/${organiser.email}/events`).post(anEvent));
  await hook(sandbox, `/sandbox/events/${event.id}/reply`, { person: 'carer', response: 'declined' });
  await expect
    .poll(() => notices)
    .toMatchObject([
      { value: [{ clientState: 'ours', changeType: 'updated', resourceData: { id: event.id } }] },
    ]);
  expect(
    (await hook(sandbox, `/sandbox/events/${event.id}/reply`, { person: 'worker', response: 'declined' }))
      .status,
  ).toBe(404);
  watcher.close();
  await sandbox.close();
});

test("the playground's unsigned activity reaches the bot signed, and the bot's answer reaches the playground", async () => {
  const sandbox = await aSandbox();
  const bot = await aListeningBot();
  sandbox.setBotEndpoint(bot.url);
  const replies: { url: string; authorization: string | undefined; body: unknown }[] = [];
  const playground = createServer((req, res) => {
    void bodyOf(req).then((bytes) => {
      replies.push({ url: req.url ?? '', authorization: req.headers.authorization, body: jsonOf(bytes) });
      res.writeHead(201, { 'content-type': 'application/json' });
      res.end('{"id":"1"}');
    });
  });
  const serviceUrl = `http://localhost:${await listenOn(playground, 0)}/_connector`;
  const proxy = await startPlaygroundProxy({
    world: sandbox.world,
    signIn: sandbox.signIn,
    channel: sandbox.channel,
    personId: 'worker',
  });
  const activity = {
    type: 'message',
    text: 'help',
    serviceUrl,
    from: { id: 'user-1' },
    conversation: { id: 'c-1' },
  };
  expect((await fetch(proxy.endpoint, { method: 'POST', body: JSON.stringify(activity) })).status).toBe(200);
  const heard = z
    .object({
      serviceUrl: z.string(),
      from: z.object({ aadObjectId: z.string() }),
      conversation: z.object({ tenantId: z.string() }),
    })
    .parse(bot.heard[0]?.activity);
  expect(heard).toMatchObject({
    from: { aadObjectId: sandbox.world.person('worker')?.oid },
    conversation: { tenantId: tid },
  });
  expect(bot.heard[0]?.authorization).toMatch(/^Bearer ey/);
  const answer = (token: string) =>
    fetch(`${heard.serviceUrl}v3/conversations/c-1/activities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ type: 'message', text: 'hello' }),
    });
  expect((await answer('forged')).status).toBe(401);
  expect((await answer(await appToken(sandbox, 'https://api.botframework.com/.default'))).status).toBe(201);
  expect(replies).toMatchObject([
    { url: '/_connector/v3/conversations/c-1/activities', authorization: undefined, body: { text: 'hello' } },
  ]);
  for (const server of [playground, bot.server]) server.close();
  await proxy.close();
  await sandbox.close();
});
