import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import {
  aSandbox,
  app,
  driveId,
  graphClientOf,
  organiser,
  otherTid,
  refusalOf,
  tid,
  type TestSandbox,
} from './aSandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await aSandbox();
});
afterAll(() => sandbox.close());

const property = 'String {6e0b1a52-0f3c-4f43-9a3a-7d1d3c1f2b11} Name Meeting';
const anEvent = (over: object = {}) => ({
  subject: 'Education review ER-1',
  body: { contentType: 'html', content: '<p>Please come.</p>' },
  start: { dateTime: '2026-07-01T10:00:00', timeZone: 'Europe/London' },
  end: { dateTime: '2026-07-01T11:00:00', timeZone: 'Europe/London' },
  attendees: ['worker@council.test', 'teacher@school.test', 'carer@home.test'].map((address) => ({
    emailAddress: { address, name: address },
    type: 'required',
  })),
  isOnlineMeeting: true,
  onlineMeetingProvider: 'teamsForBusiness',
  hideAttendees: true,
  sensitivity: 'private',
  ...over,
});
const eventsOf = (who: string) => sandbox.graphClient.api(`/users/${who}/events`);
const madeEvent = z.looseObject({
  id: z.string(),
  onlineMeeting: z.object({ joinUrl: z.string() }).nullable(),
  start: z.object({ dateTime: z.string(), timeZone: z.string() }),
  attendees: z.array(z.looseObject({ emailAddress: z.object({ address: z.string() }) })),
  body: z.object({ content: z.string() }),
  isOnlineMeeting: z.boolean(),
  isCancelled: z.boolean(),
});
const book = async (over: object = {}) =>
  madeEvent.parse(await eventsOf(organiser.email).post(anEvent(over)));
const list = z.object({ value: z.array(madeEvent.partial()) });
const meetingList = z.object({
  value: z.array(z.looseObject({ id: z.string(), chatInfo: z.object({ threadId: z.string() }) })),
});

async function meetingOf(joinUrl: string) {
  const found: unknown = await sandbox.graphClient
    .api(`/users/${organiser.oid}/onlineMeetings`)
    .filter(`JoinWebUrl eq '${encodeURIComponent(joinUrl)}'`)
    .get();
  return meetingList.parse(found).value[0];
}

test('the same transactionId books one event, and the property finds it', async () => {
  const parts = { transactionId: 't-1', singleValueExtendedProperties: [{ id: property, value: 'm-1' }] };
  const first = await book(parts);
  const second = await book(parts);
  expect(second.id).toBe(first.id);
  const filter = encodeURIComponent(
    `singleValueExtendedProperties/Any(ep: ep/id eq '${property}' and ep/value eq 'm-1')`,
  );
  const found = list.parse(await eventsOf(organiser.email).filter(filter).select('id').get());
  expect(found.value.map((e) => Object.keys(e))).toEqual([['id', '@odata.etag']]);
  expect(found.value[0]?.id).toBe(first.id);
});

test('a time is answered in UTC unless another zone is preferred', async () => {
  const event = await book();
  expect(event.start).toEqual({ dateTime: '2026-07-01T09:00:00.0000000', timeZone: 'UTC' });
  const own: unknown = await eventsOf(organiser.email).get();
  expect(list.parse(own).value.length).toBeGreaterThan(0);
  const local: unknown = await sandbox.graphClient
    .api(`/users/${organiser.email}/events/${event.id}`)
    .header('Prefer', 'outlook.timezone="Europe/London"')
    .get();
  expect(madeEvent.parse(local).start.dateTime).toBe('2026-07-01T10:00:00.0000000');
});

test('with hidden attendees each copy, on a calendar or in a mail, names only its own reader', async () => {
  const event = await book({ subject: 'hidden' });
  const copies = list.parse(await eventsOf('worker@council.test').filter("subject eq 'hidden'").get());
  expect(copies.value[0]?.attendees?.map((a) => a.emailAddress.address)).toEqual(['worker@council.test']);
  const letters = sandbox.world.state.mail.filter((m) => m.eventId === event.id);
  expect(letters.map((m) => m.to[0]?.address).sort()).toEqual(['carer@home.test', 'teacher@school.test']);
  for (const letter of letters) {
    const calendar = Buffer.from(letter.attachments[0]?.contentBytes ?? '', 'base64').toString('utf8');
    expect(calendar.match(/^ATTENDEE/gm)).toHaveLength(1);
    expect(calendar).toContain(letter.to[0]?.address);
    expect(calendar).toContain('DTSTART:20260701T090000Z');
  }
});

test('words without the meeting block take the online meeting away', async () => {
  const event = await book();
  const at = sandbox.graphClient.api(`/users/${organiser.email}/events/${event.id}`);
  const kept = madeEvent.parse(
    await at.patch({ body: { contentType: 'html', content: `<p>New.</p>${event.body.content}` } }),
  );
  expect(kept.isOnlineMeeting).toBe(true);
  const lost = madeEvent.parse(await at.patch({ body: { contentType: 'html', content: '<p>New.</p>' } }));
  expect(lost).toMatchObject({ isOnlineMeeting: false, onlineMeeting: null });
});

test('a reply is read back, a move asks anew, and the one who left is told', async () => {
  const event = await book();
  const at = sandbox.graphClient.api(`/users/${organiser.email}/events/${event.id}`);
  const reply = await fetch(`${sandbox.graph}/sandbox/events/${event.id}/reply`, {
    method: 'POST',
    body: JSON.stringify({ person: 'worker', response: 'accepted' }),
  });
  expect(reply.status).toBe(200);
  expect(madeEvent.parse(await at.get()).attendees[0]).toMatchObject({ status: { response: 'accepted' } });
  await at.patch({
    start: { dateTime: '2026-07-02T10:00:00', timeZone: 'Europe/London' },
    end: { dateTime: '2026-07-02T11:00:00', timeZone: 'Europe/London' },
    attendees: anEvent().attendees.slice(0, 2),
  });
  expect(madeEvent.parse(await at.get()).attendees[0]).toMatchObject({
    status: { response: 'notResponded' },
  });
  const kinds = sandbox.world.state.mail
    .filter((m) => m.eventId === event.id)
    .map((m) => `${m.kind} ${m.to[0]?.address ?? ''}`);
  expect(kinds).toEqual([
    'invitation teacher@school.test',
    'invitation carer@home.test',
    'cancellation carer@home.test',
    'update teacher@school.test',
  ]);
});

test('a cancelled event is gone for its organiser and stands cancelled with its attendees', async () => {
  const event = await book({ subject: 'off' });
  const path = `/users/${organiser.email}/events/${event.id}`;
  await sandbox.graphClient.api(`${path}/cancel`).post({ comment: 'Another day.' });
  expect(await refusalOf(sandbox.graphClient.api(path).get())).toEqual({
    statusCode: 404,
    code: 'ErrorItemNotFound',
  });
  expect(await refusalOf(sandbox.graphClient.api(`${path}/cancel`).post({}))).toMatchObject({
    statusCode: 404,
  });
  const copies = list.parse(await eventsOf('worker@council.test').filter("subject eq 'off'").get());
  expect(copies.value[0]?.isCancelled).toBe(true);
});

test('meeting options are set and read back, and what no metadata knows is refused', async () => {
  const event = await book();
  const meeting = await meetingOf(event.onlineMeeting?.joinUrl ?? '');
  const at = () => sandbox.graphClient.api(`/users/${organiser.oid}/onlineMeetings/${meeting?.id ?? ''}`);
  const options = {
    allowRecording: false,
    recordAutomatically: false,
    allowTranscription: false,
    lobbyBypassSettings: { scope: 'organization', isDialInBypassEnabled: false },
  };
  await at().patch(options);
  expect(await at().get()).toMatchObject(options);
  expect(await refusalOf(at().patch({ lobbyBypassSettings: { scope: 'friends' } }))).toMatchObject({
    statusCode: 400,
  });
  expect(await refusalOf(at().patch({ chatInfo: { threadId: 'mine' } }))).toMatchObject({ statusCode: 400 });
});

test('the app goes into a chat once, and into none it does not know', async () => {
  const event = await book();
  const chat = (await meetingOf(event.onlineMeeting?.joinUrl ?? ''))?.chatInfo.threadId ?? '';
  const wish = {
    'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${app.catalogId}`,
    consentedPermissionSet: {
      resourceSpecificPermissions: [
        { permissionValue: 'OnlineMeeting.ReadBasic.Chat', permissionType: 'application' },
      ],
    },
  };
  const install = (id: string) => sandbox.graphClient.api(`/chats/${id}/installedApps`).post(wish);
  await install(chat);
  expect(await refusalOf(install(chat))).toMatchObject({ statusCode: 409 });
  expect(await refusalOf(install('19:meeting_none@thread.v2'))).toMatchObject({ statusCode: 404 });
  const known: unknown = await sandbox.graphClient
    .api('/appCatalogs/teamsApps')
    .filter(`externalId eq '${app.manifestId}'`)
    .get();
  expect(known).toMatchObject({ value: [{ id: app.catalogId }] });
});

test('free and busy: readable, not visible, and not of this organisation', async () => {
  const question = {
    schedules: ['worker@council.test', 'private@council.test', 'teacher@school.test'],
    startTime: { dateTime: '2026-07-08T09:00:00', timeZone: 'Europe/London' },
    endTime: { dateTime: '2026-07-08T12:00:00', timeZone: 'Europe/London' },
    availabilityViewInterval: 60,
  };
  await book({
    start: { dateTime: '2026-07-08T10:00:00', timeZone: 'Europe/London' },
    end: { dateTime: '2026-07-08T11:00:00', timeZone: 'Europe/London' },
  });
  const answer: unknown = await sandbox.graphClient
    .api(`/users/${organiser.email}/calendar/getSchedule`)
    .post(question);
  expect(answer).toMatchObject({
    value: [
      { scheduleId: 'worker@council.test', availabilityView: '010' },
      { scheduleId: 'private@council.test', error: { responseCode: 'ErrorNoFreeBusyAccess' } },
      { scheduleId: 'teacher@school.test', error: { responseCode: 'ErrorMailRecipientNotFound' } },
    ],
  });
});

test.each([
  ['an unknown property', anEvent({ colour: 'red' }), 400, 'RequestBodyRead'],
  ['an unknown enum value', anEvent({ sensitivity: 'secret' }), 400, 'RequestBodyRead'],
  [
    'an instant dressed as a wall-clock time',
    anEvent({ start: { dateTime: '2026-07-01T10:00:00Z', timeZone: 'Europe/London' } }),
    400,
    'TimeZoneNotSupportedException',
  ],
  [
    'a zone nobody knows',
    anEvent({ start: { dateTime: '2026-07-01T10:00:00', timeZone: 'Mars/Base' } }),
    400,
    'TimeZoneNotSupportedException',
  ],
  [
    'a property id Exchange cannot read',
    anEvent({ singleValueExtendedProperties: [{ id: 'Mine', value: '1' }] }),
    400,
    'RequestBodyRead',
  ],
])('an event with %s is refused', async (_what, event, statusCode, code) => {
  const before = sandbox.world.state.events.length;
  expect(await refusalOf(eventsOf(organiser.email).post(event))).toEqual({ statusCode, code });
  expect(sandbox.world.state.events).toHaveLength(before);
});

test.each([
  ['GET', '/users/nobody@council.test', 404],
  ['GET', '/users/worker@council.test/dreams', 400],
  ['PUT', '/users/worker@council.test', 405],
  ['GET', `/users/${organiser.email}/events?$filter=start/dateTime ge '2026'`, 400],
  ['GET', `/users/${organiser.email}/events?$select=mood`, 400],
  ['GET', `/users/${organiser.email}/events?$skiptoken=1`, 400],
  ['GET', `/users/${organiser.email}/onlineMeetings?$filter=JoinWebUrl eq 'x'`, 404],
  ['GET', '/users/stranger@other.test', 404],
])('%s %s is answered %i', async (method, path, status) => {
  const api = sandbox.graphClient.api(path);
  expect((await refusalOf(method === 'PUT' ? api.put({}) : api.get())).statusCode).toBe(status);
});

test('a tenant reaches only its own people and library', async () => {
  const other = graphClientOf(sandbox, otherTid);
  await expect(other.api('/users/stranger@other.test').get()).resolves.toMatchObject({
    mail: 'stranger@other.test',
  });
  expect(await refusalOf(other.api(`/drives/${driveId}/root`).get())).toMatchObject({ statusCode: 404 });
  expect(tid).not.toBe(otherTid);
});
