import { afterEach, describe, expect, it } from 'vitest';
import { aGraphThatSays, organiser, teamsAppId, tenantId } from './aGraph.ts';
import { aTenant, people } from './aTenant.ts';

const done = { ok: true, value: undefined };
const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function booked() {
  const tenant = await aTenant();
  open.push(tenant);
  const made = await tenant.graph.calendar.create({
    organiser,
    meeting: '0b6f5f6e-0000-4000-8000-000000000002',
    subject: 'Education review ER-7F3K2M',
    html: '<p>Hello</p>',
    startsAt: '2026-12-04T14:00',
    endsAt: '2026-12-04T15:00',
    venue: '',
    attendees: [{ email: people.member.email, name: people.member.name, isRequired: true }],
  });
  if (!made.ok) throw new Error(made.problem.code);
  const meeting = await tenant.graph.onlineMeetings.find(organiser, made.value.joinUrl);
  if (!meeting.ok) throw new Error(meeting.problem.code);
  return { ...tenant, ...meeting.value };
}

describe('the online meeting', () => {
  it('is found by its join link, and asked for again while Teams does not know it', async () => {
    const { graph, world, onlineMeetingId, chatId } = await booked();
    expect({ id: onlineMeetingId, threadId: chatId }).toMatchObject({
      id: world.state.meetings[0]?.id,
      threadId: world.state.chats[0]?.id,
    });
    expect(
      await graph.onlineMeetings.find(organiser, 'https://teams.microsoft.com/meet/0?p=none'),
    ).toMatchObject({
      problem: { service: 'onlineMeeting', code: 'not-found', isWorthRetrying: true },
    });
  });

  it('is without recording and transcript, and outsiders wait in the lobby', async () => {
    const { graph, world, onlineMeetingId } = await booked();
    expect(world.state.meetings[0]?.options).toMatchObject({
      allowRecording: true,
      allowTranscription: true,
    });
    expect(await graph.onlineMeetings.secure(organiser, onlineMeetingId)).toEqual({
      ok: true,
      value: undefined,
    });
    expect(world.state.meetings[0]?.options).toMatchObject({
      allowRecording: false,
      recordAutomatically: false,
      allowTranscription: false,
      lobbyBypassSettings: { scope: 'organization', isDialInBypassEnabled: false },
    });
  });

  const held = {
    recordAutomatically: false,
    allowRecording: false,
    allowTranscription: false,
    allowedPresenters: 'organization',
    lobbyBypassSettings: { scope: 'organization', isDialInBypassEnabled: false },
  };
  it.each([
    ['allowRecording', { ...held, allowRecording: true }],
    ['allowTranscription', { ...held, allowTranscription: null }],
    ['recordAutomatically', { ...held, recordAutomatically: undefined }],
    [
      'lobbyBypassSettings.scope',
      { ...held, lobbyBypassSettings: { scope: 'everyone', isDialInBypassEnabled: false } },
    ],
    ['lobbyBypassSettings', { ...held, lobbyBypassSettings: null }],
  ])('is refused when Teams took the change but %s did not hold', async (option, now) => {
    const says = await aGraphThatSays(({ method, url }) => {
      if (method === 'PATCH') return { status: 200, json: held };
      return { status: 200, json: url.includes('/onlineMeetings/') ? now : { id: 'organiser-oid' } };
    });
    open.push(says);
    expect(await says.graph.onlineMeetings.secure(organiser, 'm')).toMatchObject({
      problem: { code: 'refused', isWorthRetrying: false, facts: { option } },
    });
    expect(says.heard.map(({ url }) => url)).toContain('/v1.0/users/organiser-oid/onlineMeetings/m');
  });
});

describe('this app in a chat', () => {
  it('is installed with the consent its manifest asks for, and there already counts as done', async () => {
    const { graph, world, chatId } = await booked();
    expect([await graph.chats.installIn(chatId), await graph.chats.installIn(chatId)]).toEqual([done, done]);
    expect(world.state.chats[0]?.installationId).toEqual(expect.any(String));
    expect(world.requests()).toContain(
      '"consentedPermissionSet":{"resourceSpecificPermissions":[{"permissionValue":"OnlineMeeting.ReadBasic.Chat","permissionType":"application"}]}',
    );
    expect(world.requests().match(/appCatalogs\/teamsApps\?/g)).toHaveLength(1);
  });

  it('is tried again while Teams does not know the chat', async () => {
    const { graph } = await booked();
    expect(await graph.chats.installIn('19:meeting_none@thread.v2')).toMatchObject({
      problem: { code: 'not-found', isWorthRetrying: true },
    });
  });

  it('is installed for a person, once', async () => {
    const { graph, world } = await booked();
    expect([
      await graph.chats.installFor(people.guest.oid),
      await graph.chats.installFor(people.guest.oid),
    ]).toEqual([done, done]);
    expect(world.state.chats.filter(({ kind }) => kind === 'personal')).toHaveLength(1);
  });

  it('cannot be installed before an administrator put it into the catalogue', async () => {
    const says = await aGraphThatSays(() => ({ status: 200, json: { value: [] } }));
    open.push(says);
    for (const asked of [await says.graph.chats.installIn('19:x'), await says.graph.chats.installFor('oid')])
      expect(asked).toMatchObject({
        problem: { code: 'not-found', isWorthRetrying: false, facts: { missing: 'app-in-catalogue' } },
      });
    expect(decodeURIComponent(says.heard[0]?.url ?? '')).toContain(`externalId eq '${teamsAppId}'`);
  });
});

describe('the directory', () => {
  it.each([
    ['a member with an apostrophe', people.member.email, people.member.oid],
    ['a guest, by their own address', people.guest.email, people.guest.oid],
    ['an address in capitals', people.guest.email.toUpperCase(), people.guest.oid],
  ])('knows %s both ways', async (_, mail, oid) => {
    const { graph } = await booked();
    expect(await graph.directory.byMail(tenantId, mail)).toEqual({ ok: true, value: { tid: tenantId, oid } });
    const back = await graph.directory.mailOf({ tid: tenantId, oid });
    expect(back).toEqual({ ok: true, value: mail.toLowerCase() });
  });

  it('knows nobody by an outsider’s address or a foreign id', async () => {
    const { graph } = await booked();
    expect(await graph.directory.byMail(tenantId, people.outsider.email)).toEqual({ ok: true, value: null });
    expect(await graph.directory.mailOf({ tid: tenantId, oid: teamsAppId })).toEqual({
      ok: true,
      value: null,
    });
  });

  it.each([
    [
      'two accounts with one address',
      [{ id: 'a' }, { id: 'b' }],
      { problem: { code: 'refused', facts: { accounts: 2 } } },
    ],
    ['an account that is switched off', [{ id: 'a', accountEnabled: false }], { ok: true, value: null }],
  ])('links nobody to %s', async (_, value, expected) => {
    const says = await aGraphThatSays(() => ({ status: 200, json: { value } }));
    open.push(says);
    expect(await says.graph.directory.byMail(tenantId, 'shared@mail.test')).toMatchObject(expected);
  });
});
