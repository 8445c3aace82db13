import { FileUpload, GraphError, LargeFileUploadTask } from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { usualPermissions } from '#sandbox/people.ts';
import { aSandbox, appToken, driveId, organiser, refusalOf, type TestSandbox } from './aSandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await aSandbox();
});
afterAll(() => sandbox.close());

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const item = z.looseObject({ id: z.string(), eTag: z.string(), name: z.string(), webUrl: z.string() });
const permissionList = z.object({
  value: z.array(
    z.looseObject({
      id: z.string(),
      roles: z.array(z.string()),
      grantedToV2: z.looseObject({
        user: z.object({ email: z.string() }).optional(),
        siteGroup: z.object({ displayName: z.string() }).optional(),
      }),
    }),
  ),
});
const drive = (path: string) => sandbox.graphClient.api(`/drives/${driveId}${path}`);
const folder = async (name: string, parent = '/root') =>
  item.parse(
    await drive(`${parent}/children`).post({ name, folder: {}, '@microsoft.graph.conflictBehavior': 'fail' }),
  );
const put = async (path: string, text: string, etag?: string) => {
  const api = drive(`${path}/content`).header('Content-Type', docx);
  return item.parse(await (etag ? api.header('If-Match', etag) : api).put(Buffer.from(text)));
};
async function readersOf(id: string): Promise<string[]> {
  const { value } = permissionList.parse(await drive(`/items/${id}/permissions`).get());
  return value.map((p) => p.grantedToV2.user?.email ?? p.grantedToV2.siteGroup?.displayName ?? '?').sort();
}

test('a folder is made once; its name is found whatever its letters and signs', async () => {
  const made = await folder('Aé 1');
  expect(await refusalOf(folder('aÉ 1'))).toEqual({ statusCode: 409, code: 'nameAlreadyExists' });
  expect(item.parse(await drive('/root:/Aé 1').get()).id).toBe(made.id);
  expect(await drive('/root:/Aé 1:/children').get()).toEqual({ value: [] });
  expect(await refusalOf(folder('not: allowed'))).toMatchObject({ statusCode: 400 });
});

test('inherited readers are all gone from a sealed folder, and from a file put there', async () => {
  const made = await folder('sealed');
  expect(await readersOf(made.id)).toEqual(['Site Members', 'Site Owners', 'Site Visitors']);
  const invite = (id: string, email: string, more: object = {}) =>
    drive(`/items/${id}/invite`).post({
      recipients: [{ email }],
      roles: ['read'],
      requireSignIn: true,
      sendInvitation: false,
      ...more,
    });
  await invite(made.id, 'worker@council.test', { retainInheritedPermissions: false });
  const file = await put(`/items/${made.id}:/a.docx:`, 'words');
  expect(await readersOf(file.id)).toEqual(['worker@council.test']);
  await invite(file.id, 'teacher@school.test');
  expect(await readersOf(file.id)).toEqual(['teacher@school.test', 'worker@council.test']);
  expect(await readersOf(made.id)).toEqual(['worker@council.test']);
  expect(await refusalOf(invite(file.id, 'carer@home.test'))).toMatchObject({ statusCode: 400 });
  const { value } = permissionList.parse(await drive(`/items/${made.id}/permissions`).get());
  await drive(`/items/${made.id}/permissions/${value[0]?.id ?? ''}`).delete();
  expect(await readersOf(file.id)).toEqual(['teacher@school.test']);
});

test('a stale etag is refused, fields move the etag, and each version is kept', async () => {
  const made = await folder('versions');
  const path = `/items/${made.id}:/b.docx:`;
  const first = await put(path, 'one');
  await drive(`/items/${first.id}/listItem/fields`).patch({ ReviewStatus: 'Final' });
  expect(await refusalOf(put(path, 'two', first.eTag))).toEqual({
    statusCode: 412,
    code: 'resourceModified',
  });
  const now = item.parse(await drive(`/items/${first.id}`).get());
  const second = await put(path, 'two', now.eTag);
  expect(second.id).toBe(first.id);
  expect(await drive(`/items/${first.id}/versions`).get()).toMatchObject({
    value: [{ id: '3.0' }, { id: '2.0' }, { id: '1.0' }],
  });
  const fields: unknown = await drive(`/items/${first.id}/listItem/fields`).get();
  expect(fields).toMatchObject({ ReviewStatus: 'Final', FileLeafRef: 'b.docx' });
  const old = await fetch(`${sandbox.graph}/v1.0/drives/${driveId}/items/${first.id}/versions/1.0/content`, {
    headers: { authorization: `Bearer ${await appToken(sandbox)}` },
  });
  expect(await old.text()).toBe('one');
  expect(await refusalOf(drive(`/items/${first.id}/content?format=pdf`).get())).toMatchObject({
    statusCode: 501,
  });
});

test('a large file goes up in slices, without a token', async () => {
  const made = await folder('large');
  const bytes = Buffer.alloc(1_000_000, 7);
  const address = `/drives/${driveId}/items/${made.id}:/big.docx:/createUploadSession`;
  const session = await LargeFileUploadTask.createUploadSession(sandbox.graphClient, address, {
    item: { '@microsoft.graph.conflictBehavior': 'replace' },
  });
  const upload = new LargeFileUploadTask(
    sandbox.graphClient,
    new FileUpload(bytes, 'big.docx', bytes.length),
    session,
    { rangeSize: 327_680 },
  );
  const done = item.parse((await upload.upload()).responseBody);
  expect(done).toMatchObject({ name: 'big.docx', size: 1_000_000 });
  expect(
    sandbox.world
      .bytesOf(sandbox.world.state.driveItems.find((i) => i.id === done.id)?.content ?? '')
      .equals(bytes),
  ).toBe(true);
  const id = new URL(session.url).pathname;
  const withToken = await fetch(sandbox.graph + id, {
    method: 'PUT',
    headers: { authorization: 'Bearer x' },
    body: 'x',
  });
  expect(withToken.status).toBe(401);
});

test('a draft is found by its property, sent once, and gone from the drafts', async () => {
  const property = 'String {6e0b1a52-0f3c-4f43-9a3a-7d1d3c1f2b11} Name Letter';
  const box = (path = '') => sandbox.graphClient.api(`/users/${organiser.email}/messages${path}`);
  const draft = {
    subject: 'A review is coming',
    body: { contentType: 'html', content: '<p>Hello.</p>' },
    toRecipients: [{ emailAddress: { address: 'carer@home.test' } }],
    singleValueExtendedProperties: [{ id: property, value: 'l-1' }],
    attachments: [
      {
        '@odata.type': '#microsoft.graph.fileAttachment',
        name: 'invite.ics',
        contentType: 'text/calendar',
        contentBytes: Buffer.from('BEGIN').toString('base64'),
      },
    ],
  };
  const made = z.looseObject({ id: z.string(), isDraft: z.literal(true) }).parse(await box().post(draft));
  const filter = encodeURIComponent(
    `singleValueExtendedProperties/Any(ep: ep/id eq '${property}' and ep/value eq 'l-1')`,
  );
  expect(await box().filter(filter).select('id,isDraft').get()).toMatchObject({
    value: [{ id: made.id, isDraft: true }],
  });
  await box(`/${made.id}/send`).post({});
  expect(await refusalOf(box(`/${made.id}/send`).post({}))).toMatchObject({ statusCode: 404 });
  expect(await box().filter(filter).get()).toMatchObject({
    value: [{ isDraft: false, hasAttachments: true }],
  });
  expect(
    sandbox.world.state.mail.filter((m) => m.sentAt !== null && m.subject === draft.subject),
  ).toHaveLength(1);
  expect(
    await refusalOf(box().post({ ...draft, toRecipients: [{ emailAddress: { address: 'nowhere' } }] })),
  ).toMatchObject({ statusCode: 400 });
});

test('a batch answers each request for itself, and a follower of a failure is not run', async () => {
  const requests = [
    { id: '1', method: 'GET', url: '/users/worker@council.test' },
    { id: '2', method: 'GET', url: '/users/nobody@council.test' },
    { id: '3', method: 'GET', url: '/users/worker@council.test', dependsOn: ['2'] },
  ];
  const answer: unknown = await sandbox.graphClient.api('/$batch').post({ requests });
  expect(answer).toMatchObject({
    responses: [
      { id: '1', status: 200 },
      { id: '2', status: 404 },
      { id: '3', status: 424 },
    ],
  });
});

const needs = [
  ['User.Read.All', 'GET', '/users/worker@council.test'],
  ['Calendars.ReadWrite', 'POST', `/users/${organiser.email}/events`],
  ['OnlineMeetings.ReadWrite.All', 'PATCH', `/users/${organiser.oid}/onlineMeetings/x`],
  ['OnlineMeetingArtifact.Read.All', 'GET', `/users/${organiser.oid}/onlineMeetings/x/attendanceReports`],
  ['AppCatalog.Read.All', 'GET', '/appCatalogs/teamsApps'],
  ['TeamsAppInstallation', 'POST', '/chats/x/installedApps'],
  ['TeamsAppInstallation', 'POST', '/users/worker@council.test/teamwork/installedApps'],
  ['Mail.ReadWrite', 'POST', `/users/${organiser.email}/messages`],
  ['Mail.Send', 'POST', `/users/${organiser.email}/sendMail`],
  ['Sites.Selected', 'GET', `/drives/${driveId}/root`],
] as const;
test.each(needs)('without %s, %s %s is refused', async (permission, method, path) => {
  const permissions = usualPermissions.filter((p) => !p.startsWith(permission));
  const poor = await aSandbox({ permissions });
  const api = poor.graphClient.api(path);
  const call = method === 'GET' ? api.get() : method === 'POST' ? api.post({}) : api.patch({});
  expect(await refusalOf(call)).toEqual({ statusCode: 403, code: 'Authorization_RequestDenied' });
  await poor.close();
});

test('a site given for reading takes no file, and no access policy means no meeting', async () => {
  const poor = await aSandbox({ siteGrant: 'read', accessPolicy: false });
  await expect(poor.graphClient.api(`/drives/${driveId}/root`).get()).resolves.toMatchObject({
    name: 'root',
  });
  const wish = { name: 'x', folder: {} };
  expect(await refusalOf(poor.graphClient.api(`/drives/${driveId}/root/children`).post(wish))).toMatchObject({
    statusCode: 403,
  });
  expect(
    await refusalOf(poor.graphClient.api(`/users/${organiser.oid}/onlineMeetings/x`).get()),
  ).toMatchObject({ statusCode: 403 });
  await poor.close();
});

const aRequestId: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/);
test('an error has the shape of Graph, with the request to ask after', async () => {
  const cause: unknown = await drive('/items/none')
    .get()
    .catch((error: unknown) => error);
  expect(cause).toBeInstanceOf(GraphError);
  expect(cause).toMatchObject({
    statusCode: 404,
    code: 'itemNotFound',
    requestId: aRequestId,
  });
});
