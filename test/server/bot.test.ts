import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { wordsFor } from '#domain/reminder/words.ts';
import { channelIssuer } from '#sandbox/botChannel.ts';
import { newSigningKey, signToken } from '#sandbox/keys.ts';
import type { JsonObject } from '#sandbox/state.ts';
import { aSandbox, type TestSandbox } from '../support/aSandbox.ts';
import { book, type Booked } from './booked.ts';
import { found } from './demoPlaces.ts';

let sandbox: TestSandbox;
let booked: Booked;
beforeAll(async () => {
  sandbox = await aSandbox();
  booked = await book(sandbox);
}, 120_000);
afterAll(async () => await sandbox.close());

const person = (id: string) => found(sandbox.world.person(id));

/** As Teams would say that somebody pressed a button of a card that lies in their own chat with the bot. */
function pressBy(id: string, change: JsonObject = {}): JsonObject {
  const chat = sandbox.services.channel.installFor(person(id));
  const data = { meeting: booked.meeting, revision: 0 };
  return sandbox.services.channel.activityFrom(person(id), chat, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'reply.declined', data }, trigger: 'manual' },
    ...change,
  });
}

async function replies(): Promise<Record<string, string>> {
  const invitees = await sandbox.app.ports.store.within('fenmarch', (tx) =>
    tx.meetings.invitees(booked.meeting),
  );
  return Object.fromEntries(invitees.map((invitee) => [invitee.name, invitee.reply]));
}

async function post(authorization: string | undefined, body: string): Promise<number> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (authorization !== undefined) headers['authorization'] = authorization;
  const reply = await fetch(`${sandbox.app.address()}/api/messages`, { method: 'POST', headers, body });
  await reply.arrayBuffer();
  return reply.status;
}

describe('the channel’s signature', () => {
  const claims = () => ({
    iss: channelIssuer,
    aud: sandbox.world.setup.app.botId,
    serviceurl: sandbox.services.connectorServiceUrl,
  });
  const { channel, signIn } = {
    channel: () => sandbox.world.state.keys.channel,
    signIn: () => sandbox.world.state.keys.signIn,
  };
  const bearer = async (...wish: Parameters<typeof signToken>) => `Bearer ${await signToken(...wish)}`;
  const bad: Record<string, () => Promise<string | undefined>> = {
    none: async () => undefined,
    garbage: async () => 'Bearer garbage',
    'a person’s own token': async () => `Bearer ${await sandbox.token('coordinator')}`,
    'for another bot': () => bearer(channel(), { ...claims(), aud: crypto.randomUUID() }),
    'by another issuer': () =>
      bearer(channel(), { ...claims(), iss: sandbox.services.issuer(person('coordinator').tid) }),
    forged: async () => bearer({ ...(await newSigningKey()), kid: found(channel()['kid']) }, claims()),
    'under the sign-in’s key': () => bearer(signIn(), claims()),
    expired: () => bearer(channel(), claims(), -600),
  };
  it.each(Object.keys(bad))('%s: 401, and nothing was done', async (name) => {
    const before = await replies();
    const press = JSON.stringify(pressBy('social-worker'));
    expect(await post(await bad[name]?.(), press)).toBe(401);
    expect(await replies()).toEqual(before);
  });

  it('is looked at before the body: broken or 31 MB, it is never parsed', async () => {
    expect(await post('Bearer garbage', '{"broken')).toBe(401);
    expect(await post(undefined, JSON.stringify('x'.repeat(31 * 1024 * 1024)))).toBe(401);
    expect(await post(await bearer(channel(), claims()), '{"broken')).toBe(400);
  });

  it('under another tenant’s activity: refused, and nothing was done', async () => {
    const before = await replies();
    const other = { channelData: { tenant: { id: crypto.randomUUID() } } };
    expect(
      await post(await bearer(channel(), claims()), JSON.stringify(pressBy('social-worker', other))),
    ).toBe(403);
    const mixed = { channelData: { tenant: { id: person('eastholme-coordinator').tid } } };
    expect(
      await post(await bearer(channel(), claims()), JSON.stringify(pressBy('social-worker', mixed))),
    ).toBe(403);
    expect(await replies()).toEqual(before);
  });
});

describe('a press on a card', () => {
  const card = z.object({
    body: z.object({ type: z.literal('application/vnd.microsoft.card.adaptive'), value: z.unknown() }),
  });
  const press = async (activity: JsonObject) =>
    JSON.stringify(card.parse(await sandbox.services.channel.send(activity)).body.value);
  const notYours = wordsFor({ is: 'notYours', link: 'https://reviews.test' }).sentence;

  it('by somebody invited is their answer', async () => {
    const before = await replies();
    expect(await press(pressBy('social-worker'))).not.toContain(notYours);
    expect(await replies()).toEqual({ ...before, 'Marcus Adeyemi': 'declined' });
  });

  it.each([
    ['somebody outside the meeting', 'social-worker-6'],
    ['somebody of the Virtual School who is not invited', 'officer-2'],
    ['somebody of the other authority', 'eastholme-coordinator'],
  ])('by %s changes nothing, and says so', async (_who, id) => {
    const before = await replies();
    const said = await press(pressBy(id));
    expect(said).toContain(notYours);
    expect(said).not.toContain('Meeting room');
    expect(await replies()).toEqual(before);
  });

  it('by an account that nobody knows changes nothing', async () => {
    const before = await replies();
    const activity = pressBy('social-worker');
    const from = { id: '29:somebody', name: 'Marcus Adeyemi', aadObjectId: crypto.randomUUID() };
    expect(await press({ ...activity, from })).toContain(notYours);
    expect(await replies()).toEqual(before);
  });

  it('by somebody who has left the circle since changes nothing', async () => {
    const { store } = sandbox.app.ports;
    const before = await replies();
    const members = await store.within('fenmarch', async (tx) =>
      (await tx.circle.of(booked.child)).filter((member) => member.role === 'iro'),
    );
    await store.within('fenmarch', (tx) => tx.circle.replace(booked.child, ['iro'], []));
    const said = await press(pressBy('iro'));
    await store.within('fenmarch', (tx) => tx.circle.replace(booked.child, ['iro'], members));
    expect(said).toContain(notYours);
    expect(await replies()).toEqual(before);
    expect(await press(pressBy('iro'))).not.toContain(notYours);
  });
});
