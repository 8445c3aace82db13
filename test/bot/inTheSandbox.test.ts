import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { BotWork } from '#bot/actions/botWork.ts';
import { openBotHost, type BotHost } from '#bot/host/openBotHost.ts';
import { bodyOf, jsonOf, listenOn } from '#sandbox/loopbackHttp.ts';
import { aSandbox, app, otherTid, people, tid, type TestSandbox } from '../sandbox/aSandbox.ts';
import { aGate } from './support/aGate.ts';
import { notices, someFacts } from './support/notices.ts';

/** The bot behind a real port, spoken to by the sandbox's Teams as Microsoft's would. */
const link = 'https://reviews.council.test/tab/personal';
const gate = aGate();
const begun: unknown[] = [];
const work: BotWork = {
  home: () => link,
  welcome: async () => ({ is: 'welcome', firstName: '', link }),
  reply: async (from, { reply }) =>
    from.oid === teacher.oid
      ? { ...notices.invitation[0], reply: { reply, on: '2026-11-20' } }
      : { is: 'notYours', link },
  myReviews: async () => ({ is: 'myReviews', meetings: [someFacts()], link }),
  whatsNext: async () => notices.invitation[0],
  meetingStarted: async (moment) => void begun.push(moment),
  meetingEnded: async () => undefined,
};

function known(id: string) {
  const found = people.find((it) => it.id === id);
  if (found?.oid === undefined) throw new Error(`no account for ${id}`);
  return { ...found, oid: found.oid };
}
const teacher = known('teacher');
const worker = known('worker');
const accountOf = ({ oid }: { readonly oid: string }) => ({ tid, oid });

let sandbox: TestSandbox;
let host: BotHost;
let server: Server;
const logged: string[] = [];

beforeAll(async () => {
  sandbox = await aSandbox();
  host = openBotHost({
    botId: app.botId,
    botSecret: app.botSecret,
    tenantIds: [tid],
    channel: {
      openIdMetadataUrl: sandbox.botOpenIdMetadata,
      tokenUrl: sandbox.tokenUrl(tid),
      serviceUrl: sandbox.connectorServiceUrl,
    },
    gate,
    work,
    log: (code) => void logged.push(code),
  });
  server = createServer((request, response) => {
    void (async () => {
      const body: unknown = jsonOf(await bodyOf(request));
      const answer = await host.handle({ headers: request.headers, body });
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    })();
  });
  sandbox.setBotEndpoint(`http://127.0.0.1:${await listenOn(server, 0)}/api/messages`);
});

afterAll(async () => {
  await host.close();
  await sandbox.close();
  server.closeAllConnections();
  server.close();
});

const shownSchema = z.object({
  summary: z.string(),
  attachments: z.array(z.object({ content: z.object({ body: z.array(z.unknown()) }) })),
});
function shownTo(person: typeof teacher) {
  const chat = sandbox.channel.personalChat(person);
  if (chat === undefined) throw new Error('no chat');
  const cards = chat.activities.filter((it) => it.from === 'bot');
  return { chat, cards, texts: cards.map((it) => JSON.stringify(shownSchema.parse(it.activity))) };
}

it('nobody can be spoken to before the app is there', async () => {
  const sent = await host.port.send(accountOf(teacher), notices.invitation[0]);
  expect(sent).toMatchObject({ ok: false, problem: { code: 'not-installed', isWorthRetrying: false } });
});

it('an installation brings one welcome, and a person who can be reached', async () => {
  sandbox.channel.installFor(teacher);
  await sandbox.channel.settled();
  expect(shownTo(teacher).texts).toHaveLength(1);
  expect(shownTo(teacher).texts[0]).toContain('Welcome to Education Review');
  const sent = await host.port.send(accountOf(teacher), notices.invitation[0]);
  expect(sent).toMatchObject({ ok: true, value: { conversationId: shownTo(teacher).chat.id } });
});

it('a press is answered by the card that replaces it', async () => {
  const { chat, cards } = shownTo(teacher);
  const activityId = cards.at(-1)?.id ?? '';
  const data = { meeting: someFacts().meeting, revision: 3 };
  await sandbox.client.press(teacher, { chat: chat.id, activityId, verb: 'reply.tentative', data });
  const { texts } = shownTo(teacher);
  expect(texts).toHaveLength(2);
  expect(texts.at(-1)).toContain('You said maybe on 20 November.');
});

it('a card is changed in its place', async () => {
  const last = shownTo(teacher).cards.at(-1)?.id ?? '';
  expect(await host.port.update(accountOf(teacher), last, notices.cancelled[0])).toEqual({
    ok: true,
    value: undefined,
  });
  const { texts } = shownTo(teacher);
  expect(texts).toHaveLength(2);
  expect(texts.at(-1)).toContain('is cancelled');
  expect(await host.port.update(accountOf(teacher), '404', notices.cancelled[0])).toMatchObject({
    problem: { code: 'not-found' },
  });
});

it('text is answered', async () => {
  expect(await sandbox.client.write(teacher, 'What’s next?')).toMatchObject({ status: 200 });
  expect(shownTo(teacher).texts.at(-1)).toContain('Meeting on 4 December, 2 pm');
});

it('somebody who blocked the bot is told apart from somebody without it', async () => {
  sandbox.channel.installFor(worker);
  await sandbox.channel.settled();
  sandbox.world.state.blocked.push(worker.id);
  expect(await host.port.send(accountOf(worker), notices.help[0])).toMatchObject({
    ok: false,
    problem: { code: 'blocked-by-person', isWorthRetrying: false },
  });
  expect(await gate.conversationOf(accountOf(worker))).not.toBeNull();
});

it('somebody of a tenant that is not on the list is not answered', async () => {
  const stranger = known('stranger');
  sandbox.channel.installFor(stranger);
  await sandbox.channel.settled();
  expect(shownTo(stranger).texts).toEqual([]);
  expect(logged).toContain('bot-wrong-tenant');
  expect(await gate.conversationOf({ tid: otherTid, oid: stranger.oid })).toBeNull();
});

it('a throttled send says so, once', async () => {
  sandbox.faults.add({ path: '/connector/v3/conversations', status: 429, retryAfterSeconds: 2, times: 1 });
  const before = shownTo(teacher).texts.length;
  expect(await host.port.send(accountOf(teacher), notices.help[0])).toMatchObject({
    problem: { code: 'throttled', isWorthRetrying: true, retryAfterSeconds: 2 },
  });
  expect(shownTo(teacher).texts).toHaveLength(before);
});

it('a person who removed the app is forgotten', async () => {
  sandbox.channel.removeFor(teacher);
  await sandbox.channel.settled();
  expect(await gate.conversationOf(accountOf(teacher))).toBeNull();
  expect(await host.port.send(accountOf(teacher), notices.help[0])).toMatchObject({
    problem: { code: 'not-installed' },
  });
});
