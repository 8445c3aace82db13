import type { Server } from 'node:http';
import type { Activity } from 'botbuilder';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openAuthentication } from '#bot/host/channel.ts';
import {
  aListeningBot,
  aSandbox,
  app,
  appToken,
  hook,
  organiser,
  refusalOf,
  tid,
  type Heard,
  type TestSandbox,
} from './aSandbox.ts';

const anyText: unknown = expect.any(String);
let sandbox: TestSandbox;
let bot: { url: string; heard: Heard[]; server: Server };
const outcomeCard = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Accepted' }] };
beforeAll(async () => {
  sandbox = await aSandbox();
  bot = await aListeningBot({
    statusCode: 200,
    type: 'application/vnd.microsoft.card.adaptive',
    value: outcomeCard,
  });
  sandbox.setBotEndpoint(bot.url);
});
afterAll(async () => {
  await sandbox.close();
  bot.server.close();
});

const oidOf = (id: string) => sandbox.world.person(id)?.oid ?? '';
const spoken = z.custom<Activity>(
  (it) => z.object({ type: z.literal('message'), serviceUrl: z.string() }).safeParse(it).success,
);
const idOnly = z.object({ id: z.string() });
async function connector(
  method: string,
  path: string,
  body?: unknown,
  token?: string,
): Promise<{ status: number; json: unknown }> {
  const bearer = token ?? (await appToken(sandbox, 'https://api.botframework.com/.default'));
  const response = await fetch(`${sandbox.connectorServiceUrl}v3/conversations${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: text === '' ? null : JSON.parse(text) };
}
const open = (id: string) =>
  connector('POST', '', {
    isGroup: false,
    members: [{ id: oidOf(id) }],
    tenantId: tid,
    bot: { id: app.botId },
  });
const message = {
  type: 'message',
  summary: 'An education review',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', version: '1.5', body: [] },
    },
  ],
};
const installWish = {
  'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${app.catalogId}`,
};

test('an installation through Graph reaches the bot, signed as the channel signs', async () => {
  await sandbox.graphClient.api(`/users/${oidOf('worker')}/teamwork/installedApps`).post(installWish);
  await sandbox.channel.settled();
  expect(bot.heard.map(({ activity }) => activity.type)).toEqual([
    'conversationUpdate',
    'installationUpdate',
  ]);
  const [first] = bot.heard;
  const metadata = z
    .object({ jwks_uri: z.string(), issuer: z.string() })
    .parse(await (await fetch(sandbox.botOpenIdMetadata)).json());
  const verified = await jwtVerify(
    (first?.authorization ?? '').replace('Bearer ', ''),
    createRemoteJWKSet(new URL(metadata.jwks_uri)),
    { issuer: metadata.issuer, audience: app.botId },
  );
  expect(verified.payload.serviceurl).toBe(sandbox.connectorServiceUrl);
  expect(first?.activity).toMatchObject({
    from: { aadObjectId: oidOf('worker') },
    conversation: { conversationType: 'personal', tenantId: tid },
    serviceUrl: sandbox.connectorServiceUrl,
  });
  expect(
    await refusalOf(
      sandbox.graphClient.api(`/users/${oidOf('worker')}/teamwork/installedApps`).post(installWish),
    ),
  ).toMatchObject({ statusCode: 409 });
});

test('a card is sent, replaced, and replaced again by the answer to its button', async () => {
  const chat = idOnly.parse((await open('worker')).json).id;
  const path = `/${encodeURIComponent(chat)}/activities`;
  const sent = idOnly.parse((await connector('POST', path, message)).json).id;
  expect((await connector('PUT', `${path}/${sent}`, { ...message, summary: 'Moved' })).status).toBe(200);
  const press = { chat, activityId: sent, verb: 'reply', data: { answer: 'accepted' } };
  expect(await hook(sandbox, '/sandbox/as/worker/card', press)).toMatchObject({
    status: 200,
    json: { status: 200 },
  });
  expect(bot.heard.at(-1)?.activity).toMatchObject({
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'reply', data: { answer: 'accepted' } } },
  });
  const shown = sandbox.world.state.chats.find((c) => c.id === chat)?.activities.find((a) => a.id === sent);
  expect(shown?.activity).toMatchObject({ summary: 'Moved', attachments: [{ content: outcomeCard }] });
  expect((await hook(sandbox, '/sandbox/as/teacher/card', press)).status).toBe(409);
  expect((await connector('PUT', `${path}/999`, message)).status).toBe(404);
});

test('who has not installed, has blocked or has no account is told apart', async () => {
  expect(await open('teacher')).toMatchObject({
    status: 404,
    json: { error: { code: 'BotNotInConversationRoster' } },
  });
  expect(await open('carer')).toMatchObject({ status: 404, json: { error: { code: 'NotFound' } } });
  await hook(sandbox, '/sandbox/as/teacher/install', {});
  const chat = idOnly.parse((await open('teacher')).json).id;
  await hook(sandbox, '/sandbox/as/teacher/block', {});
  const post = () => connector('POST', `/${encodeURIComponent(chat)}/activities`, message);
  expect(await post()).toMatchObject({ status: 403, json: { error: { code: 'MessageWritesBlocked' } } });
  await hook(sandbox, '/sandbox/as/teacher/block', { blocked: false });
  expect((await post()).status).toBe(201);
  await hook(sandbox, '/sandbox/as/teacher/install', { installed: false });
  expect(await post()).toMatchObject({
    status: 404,
    json: { error: { code: 'BotNotInConversationRoster' } },
  });
});

test.each([
  ['Graph', 'https://graph.microsoft.com/.default'],
  ['nobody', ''],
])('a token for %s opens no conversation', async (_whom, scope) => {
  const token = scope === '' ? 'a.b.c' : await appToken(sandbox, scope);
  expect(
    (await connector('POST', '', { members: [{ id: oidOf('worker') }], tenantId: tid }, token)).status,
  ).toBe(401);
});

test('a meeting starts and ends for the bot once the app is in its chat, and leaves an attendance report', async () => {
  const event = z.object({ id: z.string(), onlineMeeting: z.object({ joinUrl: z.string() }) }).parse(
    await sandbox.graphClient.api(`/users/${organiser.email}/events`).post({
      subject: 'Education review ER-2',
      start: { dateTime: '2026-07-01T10:00:00', timeZone: 'Europe/London' },
      end: { dateTime: '2026-07-01T11:00:00', timeZone: 'Europe/London' },
      attendees: [{ emailAddress: { address: 'worker@council.test' } }],
      isOnlineMeeting: true,
    }),
  );
  const meeting = sandbox.world.state.meetings.find((m) => m.joinWebUrl === event.onlineMeeting.joinUrl);
  const chat = encodeURIComponent(meeting?.threadId ?? '');
  await sandbox.graphClient.api(`/chats/${chat}/installedApps`).post(installWish);
  await sandbox.channel.settled();
  await hook(sandbox, '/sandbox/as/worker/presence', { chat: meeting?.threadId });
  expect((await hook(sandbox, `/sandbox/chats/${chat}/start`, {})).status).toBe(200);
  const activity = z.looseObject({ value: z.unknown() }).parse(bot.heard.at(-1)?.activity);
  expect(activity).toMatchObject({
    type: 'event',
    name: 'application/vnd.microsoft.meetingStart',
    value: { JoinUrl: event.onlineMeeting.joinUrl, StartTime: anyText },
  });
  const { Id } = z.object({ Id: z.string() }).parse(activity.value);
  const token = await appToken(sandbox, 'https://api.botframework.com/.default');
  const details = await fetch(
    `${sandbox.connectorServiceUrl}v1/meetings/${encodeURIComponent(Id)}/participants/${oidOf('worker')}?tenantId=${tid}`,
    { headers: { authorization: `Bearer ${token}` } },
  );
  expect(await details.json()).toMatchObject({ meeting: { inMeeting: true } });
  await hook(sandbox, `/sandbox/chats/${chat}/end`, {});
  const reports = z.object({ value: z.array(z.object({ id: z.string() })) });
  const path = `/users/${organiser.oid}/onlineMeetings/${meeting?.id ?? ''}/attendanceReports`;
  const [report] = reports.parse(await sandbox.graphClient.api(path).get()).value;
  const whole: unknown = await sandbox.graphClient
    .api(`${path}/${report?.id ?? ''}`)
    .expand('attendanceRecords')
    .get();
  expect(whole).toMatchObject({ attendanceRecords: [{ emailAddress: 'worker@council.test' }] });
});

test('the bot SDK itself believes the activity, and its connector writes into the chat', async () => {
  const before = bot.heard.length;
  await hook(sandbox, '/sandbox/as/worker/text', { text: 'help' });
  const heard = bot.heard[before];
  const activity = spoken.parse(heard?.activity);
  const authentication = openAuthentication({
    botId: app.botId,
    botSecret: app.botSecret,
    tenantIds: [tid],
    channel: {
      openIdMetadataUrl: sandbox.botOpenIdMetadata,
      tokenUrl: sandbox.tokenUrl(tid),
      serviceUrl: sandbox.connectorServiceUrl,
    },
  });
  const believed = await authentication.authenticateRequest(activity, heard?.authorization ?? '');
  const connectorClient = await believed.connectorFactory?.create(activity.serviceUrl, believed.audience);
  if (!connectorClient) throw new Error('the SDK made no connector');
  const members = await connectorClient.conversations.getConversationPagedMembers(activity.conversation.id);
  expect(members.members).toMatchObject([{ aadObjectId: oidOf('worker') }]);
  const sent = await connectorClient.conversations.sendToConversation(activity.conversation.id, {
    type: 'message',
    text: 'Hello',
  });
  const chat = sandbox.world.state.chats.find((c) => c.id === activity.conversation.id);
  expect(chat?.activities.at(-1)).toMatchObject({ id: sent.id, from: 'bot', activity: { text: 'Hello' } });
  await expect(
    authentication.authenticateRequest(
      { ...activity, serviceUrl: 'https://elsewhere.test/' },
      heard?.authorization ?? '',
    ),
  ).rejects.toThrow();
});
