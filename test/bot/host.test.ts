import { generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { BotWork, GivenReply } from '#bot/actions/botWork.ts';
import { openBotHost } from '#bot/host/openBotHost.ts';
import type { Account } from '#workflow/ports.ts';
import { aChannel, botId, tenant } from './support/aChannel.ts';
import { aGate } from './support/aGate.ts';
import { notices, someFacts } from './support/notices.ts';

const teacher = { tid: tenant, oid: 'oid-of-the-teacher' };
const stranger = { tid: tenant, oid: 'oid-of-a-stranger' };
const link = 'https://reviews.council.test/tab/personal';
const press = { verb: 'reply.accepted', data: { meeting: someFacts().meeting, revision: 3 } };

/** The work a bot may start, for one invited teacher: it keeps what it was asked. */
function someWork(asked: unknown[]): BotWork {
  const reply = async (from: Account, given: GivenReply) => {
    asked.push({ reply: given, from });
    if (from.oid !== teacher.oid) return { is: 'notYours', link } as const;
    return { ...notices.invitation[0], reply: { reply: given.reply, on: '2026-11-20' } } as const;
  };
  return {
    home: () => link,
    welcome: async () => ({ is: 'welcome', firstName: 'Priya', link }),
    reply,
    myReviews: async (from) => ({
      is: 'myReviews',
      link,
      meetings: from.oid === teacher.oid ? [someFacts()] : [],
    }),
    whatsNext: async () => notices.invitation[0],
    meetingStarted: async (moment) => {
      asked.push({ started: moment });
    },
    meetingEnded: async (moment) => {
      asked.push({ ended: moment });
    },
  };
}

async function aBot(overrides: Partial<BotWork> = {}) {
  const channel = await aChannel();
  const gate = aGate();
  const asked: unknown[] = [];
  const logged: { code: string; facts: object }[] = [];
  const host = openBotHost({
    botId,
    botSecret: 'a-secret-of-the-test',
    tenantIds: [tenant],
    channel: channel.settings,
    gate,
    work: { ...someWork(asked), ...overrides },
    log: (code, facts) => void logged.push({ code, facts }),
  });
  const activityOf = (parts: object, from: Account = teacher) => ({
    id: 'incoming-1',
    channelId: 'msteams',
    serviceUrl: channel.serviceUrl,
    from: { id: `29:${from.oid}`, aadObjectId: from.oid },
    recipient: { id: `28:${botId}` },
    conversation: { id: `chat-of-${from.oid}`, conversationType: 'personal', tenantId: from.tid },
    channelData: { tenant: { id: from.tid } },
    ...parts,
  });
  return {
    ...{ channel, gate, asked, logged, host, activityOf },
    tell: async (parts: object, from: Account = teacher) =>
      host.handle({ headers: { authorization: await channel.sign() }, body: activityOf(parts, from) }),
  };
}

const text = (words: string) => ({ type: 'message', text: words });
const installed = { type: 'installationUpdate', action: 'add' };
const added = { type: 'conversationUpdate', membersAdded: [{ id: `28:${botId}` }] };
const pressed = (action: object) => ({
  type: 'invoke',
  name: 'adaptiveCard/action',
  value: { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
});

let bot: Awaited<ReturnType<typeof aBot>>;
beforeEach(async () => {
  // The SDK writes each refused token on the console.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  bot = await aBot();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await bot.host.close();
  await bot.channel.close();
});

describe('who the bot listens to', () => {
  const forger = generateKeyPair('RS256');
  const past = Math.floor(Date.now() / 1000) - 3600;
  type Bot = Awaited<ReturnType<typeof aBot>>;
  const strangers: readonly (readonly [
    string,
    (bot: Bot) => Promise<string | undefined> | string | undefined,
  ])[] = [
    ['no header', () => undefined],
    ['an empty header', () => ''],
    ['garbage', () => 'Bearer garbage'],
    ['a token of three garbled parts', () => 'Bearer a.b.c'],
    ['another scheme', async ({ channel }) => (await channel.sign()).replace('Bearer', 'Basic')],
    ['a token for another bot', ({ channel }) => channel.sign({ aud: 'another-bot' })],
    ['a token of another issuer', ({ channel }) => channel.sign({ iss: 'https://sts.windows.net/evil/' })],
    [
      'a token of the emulator’s kind',
      ({ channel }) =>
        channel.sign({
          iss: `https://login.microsoftonline.com/${tenant}/v2.0`,
          tid: tenant,
          ver: '2.0',
          azp: botId,
        }),
    ],
    [
      'a token for another service address',
      ({ channel }) => channel.sign({ serviceurl: 'https://evil.test/' }),
    ],
    ['a token that has run out', ({ channel }) => channel.sign({ exp: past })],
    ['a forged signature', async ({ channel }) => channel.sign({}, (await forger).privateKey)],
    ['a signature that was cut', async ({ channel }) => (await channel.sign()).slice(0, -20)],
    [
      'a key that the channel does not have',
      async ({ channel }) => {
        const claims = {
          iss: 'https://api.botframework.com',
          aud: botId,
          serviceurl: channel.serviceUrl,
          exp: past + 7200,
        };
        const by = (await forger).privateKey;
        return `Bearer ${await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'unknown' }).sign(by)}`;
      },
    ],
    [
      'no signature at all',
      ({ channel }) => {
        const part = (it: object) => Buffer.from(JSON.stringify(it)).toString('base64url');
        return `Bearer ${part({ alg: 'none' })}.${part({ iss: 'https://api.botframework.com', aud: botId, serviceurl: channel.serviceUrl })}.`;
      },
    ],
  ];

  it.each(strangers)('%s is answered 401, and nothing happens', async (_, authorizationOf) => {
    const authorization = await authorizationOf(bot);
    const response = await bot.host.handle({
      headers: { authorization },
      body: bot.activityOf(pressed(press)),
    });
    expect(response).toEqual({ status: 401, body: null });
    expect(bot.asked).toEqual([]);
    expect(bot.channel.heard).toEqual([]);
    expect(bot.logged).toEqual([{ code: 'bot-unsigned', facts: { status: 401 } }]);
  });

  it('the channel is let in, and before its body is read too', async () => {
    expect(await bot.host.admits({ authorization: await bot.channel.sign() })).toBe(true);
    expect(await bot.host.admits({ authorization: await bot.channel.sign({ aud: 'another-bot' }) })).toBe(
      false,
    );
    expect((await bot.tell(text('help'))).status).toBe(200);
  });

  it.each([[null], ['text'], [[]], [{}], [{ type: 'message' }], [{ type: 'message', channelId: 'webchat' }]])(
    'a signed body that is no activity of Teams (%j) is refused, an unsigned one is a stranger’s',
    async (body) => {
      const authorization = await bot.channel.sign();
      expect((await bot.host.handle({ headers: { authorization }, body })).status).toBe(400);
      expect((await bot.host.handle({ headers: {}, body })).status).toBe(401);
    },
  );

  it.each([
    [
      'another tenant',
      { conversation: { id: 'c', tenantId: 'other' }, channelData: { tenant: { id: 'other' } } },
    ],
    ['two tenants at once', { channelData: { tenant: { id: 'other' } } }],
    ['no tenant', { conversation: { id: 'c', conversationType: 'personal' }, channelData: {} }],
  ])('an activity of %s is not acted on', async (_, where) => {
    expect(await bot.tell({ ...pressed(press), ...where })).toEqual({ status: 403, body: null });
    expect(bot.asked).toEqual([]);
    expect(bot.logged).toEqual([{ code: 'bot-wrong-tenant', facts: { status: 403 } }]);
  });

  it('keys that cannot be fetched are not the caller’s fault', async () => {
    bot.channel.loseKeys();
    expect((await bot.tell(text('help'))).status).toBe(503);
  });

  it.each([
    [{ botId: ' ' }, /BOT_ID/],
    [{ botSecret: '' }, /BOT_SECRET/],
    [{ tenantIds: [] }, /TENANT_ID/],
  ])('it does not open with %j', (missing, said) => {
    const parts = {
      botId,
      botSecret: 's',
      tenantIds: [tenant],
      channel: null,
      gate: aGate(),
      work: someWork([]),
      log: () => undefined,
    };
    expect(() => openBotHost({ ...parts, ...missing })).toThrow(said);
    expect(() => openBotHost(parts)).not.toThrow();
  });
});

describe('being installed', () => {
  it('welcomes once, however often Teams tells of it', async () => {
    await Promise.all([bot.tell(installed), bot.tell(added), bot.tell(installed)]);
    expect(said(bot)).toHaveLength(1);
    expect(said(bot)[0]).toMatchObject({
      summary: 'Welcome to Education Review',
      conversation: { id: 'chat-of-oid-of-the-teacher' },
    });
    expect(await bot.gate.conversationOf(teacher)).toEqual({
      ...teacher,
      conversationId: 'chat-of-oid-of-the-teacher',
      serviceUrl: bot.channel.serviceUrl,
    });
  });

  it('in a group is silent, and remembers no personal chat', async () => {
    await bot.tell({
      ...added,
      conversation: { id: '19:g', conversationType: 'groupChat', tenantId: tenant },
    });
    expect(said(bot)).toEqual([]);
    expect(bot.gate.known.size).toBe(0);
  });

  it('forgets the chat of somebody who removes it', async () => {
    await bot.tell(installed);
    await bot.tell({ type: 'installationUpdate', action: 'remove' });
    expect(await bot.gate.conversationOf(teacher)).toBeNull();
  });

  it('is told again when the store failed', async () => {
    await bot.channel.close();
    bot = await aBot({
      welcome: async () => {
        throw new Error('connection to Amara Okafor lost');
      },
    });
    expect(await bot.tell(installed)).toEqual({ status: 500, body: null });
    expect(JSON.stringify(bot.logged)).not.toContain('Amara');
  });
});

describe('text', () => {
  it.each([
    ['<at>Education Review</at> HELP', 'What you can ask me'],
    ['my reviews', 'Your meetings ahead'],
    ['what’s next', 'Meeting on 4 December, 2 pm'],
    ['tell me a joke', 'Sorry, I did not understand that'],
  ])('%j is answered', async (words, title) => {
    expect((await bot.tell(text(words))).status).toBe(200);
    expect(titlesSaid(bot)).toEqual([title]);
  });

  it('in a group never shows one person’s meetings to the others', async () => {
    await bot.tell({
      ...text('my reviews'),
      conversation: { id: '19:g', conversationType: 'groupChat', tenantId: tenant },
    });
    expect(titlesSaid(bot)).toEqual(['What you can ask me']);
  });

  it('is answered plainly when the step fails', async () => {
    await bot.channel.close();
    bot = await aBot({
      myReviews: async () => {
        throw new Error('relation "meetings" does not exist');
      },
    });
    expect((await bot.tell(text('my reviews'))).status).toBe(200);
    expect(titlesSaid(bot)).toEqual(['That did not work']);
    expect(JSON.stringify([said(bot), bot.logged])).not.toContain('relation');
  });
});

describe('a press', () => {
  it('is taken for the person whom the channel names, and its outcome replaces the card', async () => {
    const response = await bot.tell(pressed(press));
    expect(bot.asked).toEqual([
      { from: teacher, reply: { meeting: someFacts().meeting, revision: 3, reply: 'accepted' } },
    ]);
    expect(response).toMatchObject({
      status: 200,
      body: {
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: { type: 'AdaptiveCard' },
      },
    });
    expect(JSON.stringify(response.body)).toContain('You said yes on 20 November.');
    expect(said(bot)).toEqual([]);
  });

  it('of somebody who is not invited shows no fact of the meeting', async () => {
    const response = await bot.tell(pressed(press), stranger);
    expect(titleOf(response.body)).toBe('This is not open to you');
    expect(JSON.stringify(response.body)).not.toMatch(/ER-7F3K2M|Harbour|December/);
  });

  it('cannot speak for another person through its data', async () => {
    const response = await bot.tell(pressed({ ...press, data: { ...press.data, from: teacher } }), stranger);
    expect(titleOf(response.body)).toBe('Sorry, I did not understand that');
    expect(bot.asked).toEqual([]);
  });

  it.each([
    ['an unknown verb', { ...press, verb: 'signOff' }],
    ['no data', { verb: press.verb }],
    ['a revision that is no number', { ...press, data: { ...press.data, revision: '3' } }],
    ['another kind of action', { ...press, type: 'Action.Submit' }],
  ])('with %s is answered, and changes nothing', async (_, action) => {
    const response = await bot.tell(pressed(action));
    expect(titleOf(response.body)).toBe('Sorry, I did not understand that');
    expect(bot.asked).toEqual([]);
  });

  it('in a group, or by nobody known, is not taken', async () => {
    const inGroup = {
      ...pressed(press),
      conversation: { id: '19:g', conversationType: 'groupChat', tenantId: tenant },
    };
    const byNobody = { ...pressed(press), from: { id: '29:anonymous' } };
    for (const parts of [inGroup, byNobody]) {
      expect(titleOf((await bot.tell(parts)).body)).toBe('This is not open to you');
    }
    expect(bot.asked).toEqual([]);
  });

  it('whose step fails leaves a button to try again, and no raw message', async () => {
    await bot.channel.close();
    bot = await aBot({
      reply: async () => {
        throw new Error('deadlock detected');
      },
    });
    const response = await bot.tell(pressed(press));
    expect(titleOf(response.body)).toBe('That did not work');
    expect(response.body).toMatchObject({ value: { actions: [{ title: 'Try again', ...press }] } });
    expect(JSON.stringify([response, bot.logged])).not.toContain('deadlock');
    expect(bot.logged).toEqual([{ code: 'bot-turn-failed', facts: { occurrence: 'press', error: 'Error' } }]);
  });

  it('that takes too long is answered before Teams gives up', async () => {
    await bot.channel.close();
    bot = await aBot({ reply: () => new Promise(() => undefined) });
    const began = performance.now();
    const response = await bot.tell(pressed(press));
    expect(titleOf(response.body)).toBe('That did not work');
    expect(performance.now() - began).toBeLessThan(9_500);
  });
});

it('a meeting that begins and ends is proposed to the work, without its title', async () => {
  const chat = { id: '19:meeting_x@thread.v2', conversationType: 'groupChat', tenantId: tenant };
  const value = {
    Id: 'm',
    Title: 'A title',
    StartTime: '2026-12-04T14:01:00Z',
    EndTime: '2026-12-04T15:20:00Z',
  };
  const event = (name: string) => ({
    type: 'event',
    name: `application/vnd.microsoft.${name}`,
    value,
    conversation: chat,
  });
  await bot.tell(event('meetingStart'));
  await bot.tell(event('meetingEnd'));
  expect(bot.asked).toEqual([
    { started: { tid: tenant, chatId: chat.id, at: value.StartTime } },
    { ended: { tid: tenant, chatId: chat.id, at: value.EndTime } },
  ]);
});

describe('speaking first', () => {
  const notice = notices.invitation[0];
  const home = { ...teacher, conversationId: 'chat-1' };

  it('sends a card into the known chat, with words safe on a lock screen and an alert', async () => {
    await bot.gate.saveConversation({ ...home, serviceUrl: bot.channel.serviceUrl });
    const sent = await bot.host.port.send(teacher, notice);
    expect(sent).toEqual({ ok: true, value: { conversationId: 'chat-1', activityId: 'activity-1' } });
    expect(bot.channel.heard).toMatchObject([
      {
        method: 'POST',
        path: '/teams/v3/conversations/chat-1/activities',
        token: 'the-bots-own-token',
        body: {
          type: 'message',
          summary: 'Education review: meeting on 4 December, 2 pm',
          channelData: { notification: { alert: true } },
          attachments: [
            { contentType: 'application/vnd.microsoft.card.adaptive', content: { version: '1.5' } },
          ],
        },
      },
    ]);
  });

  it('opens a chat by the person’s id when there is none, and keeps it', async () => {
    await bot.host.port.send(teacher, notice);
    await bot.host.port.send(teacher, notice);
    expect(bot.channel.heard.map((it) => it.path)).toEqual([
      '/teams/v3/conversations',
      '/teams/v3/conversations/new-conversation/activities',
      '/teams/v3/conversations/new-conversation/activities',
    ]);
    expect(bot.channel.heard[0]?.body).toMatchObject({
      members: [{ id: teacher.oid }],
      tenantId: tenant,
      channelData: { tenant: { id: tenant } },
    });
    expect(bot.channel.tokensAsked).toHaveLength(1);
    expect(new URLSearchParams(bot.channel.tokensAsked[0]).get('client_id')).toBe(botId);
  });

  it('replaces a card in its place', async () => {
    await bot.gate.saveConversation({ ...home, serviceUrl: bot.channel.serviceUrl });
    expect(await bot.host.port.update(teacher, 'activity-9', notices.cancelled[0])).toEqual({
      ok: true,
      value: undefined,
    });
    expect(bot.channel.heard).toMatchObject([
      {
        method: 'PUT',
        path: '/teams/v3/conversations/chat-1/activities/activity-9',
        body: { id: 'activity-9' },
      },
    ]);
    expect(JSON.stringify(bot.channel.heard[0]?.body)).not.toContain('alert');
  });

  it('speaks into a meeting’s chat', async () => {
    const sent = await bot.host.port.sendToChat('19:meeting_x@thread.v2', tenant, notices.meetingChat[0]);
    expect(sent).toEqual({ ok: true, value: { activityId: 'activity-1' } });
    expect(decodeURIComponent(bot.channel.heard[0]?.path ?? '')).toBe(
      '/teams/v3/conversations/19:meeting_x@thread.v2/activities',
    );
  });

  it.each([
    [403, 'MessageWritesBlocked', 'blocked-by-person', false],
    [403, 'ConversationBlockedByUser', 'blocked-by-person', false],
    [403, 'BotDisabledByAdmin', 'blocked-by-person', false],
    [403, 'BotNotInConversationRoster', 'not-installed', false],
    [404, 'ConversationNotFound', 'not-installed', false],
    [401, 'Unauthorized', 'permission-missing', false],
    [400, 'BadSyntax', 'refused', false],
    [429, 'Throttled', 'throttled', true],
    [412, 'PreconditionFailed', 'unavailable', true],
    [502, 'BadGateway', 'unavailable', true],
    [503, 'ServiceUnavailable', 'unavailable', true],
    [504, 'GatewayTimeout', 'timed-out', true],
  ] as const)('%i %s is %s, and is sent once', async (status, channelCode, code, isWorthRetrying) => {
    await bot.gate.saveConversation({ ...home, serviceUrl: bot.channel.serviceUrl });
    bot.channel.faults.push({ status, code: channelCode });
    const sent = await bot.host.port.send(teacher, notice);
    expect(sent).toEqual({
      ok: false,
      problem: {
        service: 'bot',
        code,
        isWorthRetrying,
        retryAfterSeconds: null,
        facts: { status, channelCode },
      },
    });
    expect(bot.channel.heard).toHaveLength(1);
    expect(await bot.gate.conversationOf(teacher)).toEqual(status === 404 ? null : expect.anything());
  });

  it('says how long a throttled sender waits', async () => {
    await bot.gate.saveConversation({ ...home, serviceUrl: bot.channel.serviceUrl });
    bot.channel.faults.push({ status: 429, code: 'Throttled', headers: { 'retry-after': '7' } });
    expect(await bot.host.port.send(teacher, notice)).toMatchObject({
      problem: { code: 'throttled', retryAfterSeconds: 7 },
    });
  });

  it('does not repeat a card whose answer was lost, but may repeat a replacement', async () => {
    await bot.gate.saveConversation({ ...home, serviceUrl: bot.channel.serviceUrl });
    bot.channel.faults.push('reset', 'reset');
    expect(await bot.host.port.send(teacher, notice)).toMatchObject({
      problem: { code: 'timed-out', isWorthRetrying: false },
    });
    expect(await bot.host.port.update(teacher, 'a', notice)).toMatchObject({
      problem: { code: 'timed-out', isWorthRetrying: true },
    });
    expect(bot.channel.heard).toHaveLength(2);
  });

  it('may try again when nobody listened', async () => {
    await bot.gate.saveConversation({ ...home, serviceUrl: 'http://127.0.0.1:9/' });
    expect(await bot.host.port.send(teacher, notice)).toMatchObject({
      problem: { code: 'unavailable', isWorthRetrying: true },
    });
  });

  it('tells of a card that is gone without forgetting the chat', async () => {
    await bot.gate.saveConversation({ ...home, serviceUrl: bot.channel.serviceUrl });
    bot.channel.faults.push({ status: 404, code: 'ActivityNotFoundInConversation' });
    expect(await bot.host.port.update(teacher, 'a', notice)).toMatchObject({
      problem: { code: 'not-found' },
    });
    expect(await bot.gate.conversationOf(teacher)).not.toBeNull();
    expect(await bot.host.port.update(stranger, 'a', notice)).toMatchObject({
      problem: { code: 'not-installed' },
    });
  });
});

type Bot = Awaited<ReturnType<typeof aBot>>;
function said({ channel }: Bot): readonly unknown[] {
  return channel.heard.filter((it) => it.path.includes('/activities')).map((it) => it.body);
}

const card = z.object({ body: z.array(z.object({ text: z.string().optional() })) });
const message = z.object({ attachments: z.array(z.object({ content: card })) });
function titlesSaid(bot: Bot): readonly (string | undefined)[] {
  return said(bot).map((it) => message.parse(it).attachments[0]?.content.body[0]?.text);
}
function titleOf(answer: unknown): string | undefined {
  return z
    .object({ value: z.object({ body: z.array(z.object({ text: z.string().optional() })) }) })
    .parse(answer).value.body[0]?.text;
}
