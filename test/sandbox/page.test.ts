import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { listenOn } from '#sandbox/loopbackHttp.ts';
import { clockWords, instantOf, later, nextReminder } from '#sandbox/page/clock.ts';
import { answerTo, type HostSetting } from '#sandbox/page/host.ts';
import { destinationOf, framePath } from '#sandbox/page/links.ts';
import { markdownToHtml } from '#sandbox/page/markdownToHtml.ts';
import { hashOf, type Place, placeAs, placeOf } from '#sandbox/page/place.ts';
import { filesOf, mailOf, type Person, tenancySchema } from '#sandbox/page/tenancy.ts';
import { groupsOf } from '#sandbox/page/who.ts';
import { servePage } from '#sandbox/servePage.ts';
import { wordPreview } from '#sandbox/wordPreview.ts';
import { renderWord } from '#word/renderWord.ts';
import { hostileDocument, longDocument } from '../word/documents.ts';
import { escapeMarkdown } from '#bot/cards/escapeMarkdown.ts';
import { aSandbox, appToken, driveId, hook } from './aSandbox.ts';

async function aServedPage(): Promise<(path: string, headers?: Record<string, string>) => Promise<Got>> {
  const dir = mkdtempSync(join(tmpdir(), 'page-'));
  const built = join(dir, 'built');
  mkdirSync(join(built, 'assets'), { recursive: true });
  writeFileSync(join(built, 'index.html'), '<p>the page</p>');
  writeFileSync(join(built, 'assets/index-Ab_1.js'), 'run()');
  writeFileSync(join(dir, 'secret.js'), 'a secret');
  writeFileSync(join(built, '.stamp'), 'a secret');
  const server = createServer((req, res) => {
    void servePage(req, res, built).then((isServed) => {
      if (!isServed) res.writeHead(418).end();
    });
  });
  const port = await listenOn(server, 0);
  onTestFinished(() => {
    server.close();
    rmSync(dir, { recursive: true });
  });
  // Node's own client sends a path as it stands; fetch would tidy it first.
  return (path, headers = {}) =>
    new Promise((got, failed) => {
      request({ port, host: '127.0.0.1', path, headers }, (res) => {
        let text = '';
        res.setEncoding('utf8');
        res.on('data', (part: string) => (text += part));
        res.on('end', () => got({ status: res.statusCode ?? 0, text, cache: res.headers['cache-control'] }));
      })
        .on('error', failed)
        .end();
    });
}
type Got = { readonly status: number; readonly text: string; readonly cache: string | undefined };

test('the page is never kept by the browser, and what it loads is kept for good', async () => {
  const get = await aServedPage();
  for (const path of ['/sandbox', '/sandbox/', '/sandbox?x=1'])
    expect(await get(path)).toEqual({ status: 200, text: '<p>the page</p>', cache: 'no-store' });
  const part = await get('/sandbox/assets/index-Ab_1.js');
  expect(part).toMatchObject({ status: 200, text: 'run()' });
  expect(part.cache).toContain('immutable');
  expect((await get('/sandbox/assets/gone.js')).status).toBe(404);
});

test.each([
  '/sandbox/../secret.js',
  '/sandbox/assets/../../secret.js',
  '/sandbox/%2e%2e/secret.js',
  '/sandbox/assets/..%2f..%2fsecret.js',
  '/sandbox/assets/..\\..\\secret.js',
  '/sandbox/.stamp',
  '/sandbox/state',
])('%s is not the page’s to answer', async (path) => {
  const get = await aServedPage();
  expect((await get(path)).status).toBe(418);
});

test('a page of another site is not shown the sandbox', async () => {
  const get = await aServedPage();
  expect((await get('/sandbox', { host: 'evil.test' })).status).toBe(403);
});

const teacher: Person = {
  id: 'teacher',
  name: 'Tess Teacher',
  role: 'Designated teacher',
  kind: 'guest',
  authority: 'council',
  tid: 't-1',
  oid: 'o-1',
  email: 'tess@school.test',
  canSignIn: true,
  hasApp: true,
};
const carer: Person = {
  ...teacher,
  id: 'carer',
  name: 'Cara Carer',
  role: 'Carer',
  kind: 'mailOnly',
  oid: undefined,
  email: 'cara@home.test',
  canSignIn: false,
};
const ringer: Person = { ...carer, id: 'ringer', kind: 'telephoneOnly', email: undefined };
const people = [teacher, carer, ringer];
const setting: HostSetting = {
  person: teacher,
  theme: 'dark',
  frame: 'sidePanel',
  chatId: 'c-1',
  meetingId: 'm-1',
};

test('teams-js is told that it is a side panel of this meeting, as this person', () => {
  expect(answerTo({ func: 'initialize', args: ['2.58.0'] }, setting)).toMatchObject({
    does: 'reply',
    args: ['sidePanel', 'web', expect.stringContaining('"apiVersion":4'), '2.0.1'],
  });
  expect(answerTo({ func: 'getContext' }, setting)).toMatchObject({
    args: [
      {
        tid: 't-1',
        userObjectId: 'o-1',
        chatId: 'c-1',
        meetingId: 'm-1',
        frameContext: 'sidePanel',
        theme: 'dark',
      },
    ],
  });
});

test.each([
  [{ func: 'authentication.getAuthToken' }, { does: 'mintToken' }],
  [
    { func: 'registerHandler', args: ['themeChange'] },
    { does: 'remember', event: 'themeChange' },
  ],
  [
    { func: 'executeDeepLink', args: ['https://x.test'] },
    { does: 'openLink', url: 'https://x.test' },
  ],
  [{ func: 'executeDeepLink', args: [{ url: 1 }] }, { does: 'nothing' }],
  [{ func: 'readyToUnload' }, { does: 'letGo' }],
  [{ func: 'appInitialization.success' }, { does: 'reply', args: [undefined] }],
  [{ func: 'camera.capture' }, { does: 'nothing' }],
])('%j is answered as Teams would', (message, answer) => {
  expect(answerTo(message, setting)).toEqual(answer);
});

test.each<Place>([
  { as: 'teacher', at: 'app', open: '/tab/personal#/quality', theme: 'default' },
  { as: 'teacher', at: 'meeting:19:meeting_a@thread.v2', open: undefined, theme: 'contrast' },
  { as: 'teacher', at: 'tab:19:meeting_a@thread.v2', open: undefined, theme: 'dark' },
  { as: 'carer', at: 'mail', open: 'AAMk=', theme: 'default' },
])('a place is found again from its address: %j', (place) => {
  expect(placeOf(hashOf(place), people)).toEqual(place);
});

test.each([
  ['', { as: 'teacher', at: 'app' }],
  ['#as=nobody&at=chat', { as: 'teacher', at: 'chat' }],
  ['#as=carer&at=app&open=/reviews/1', { as: 'carer', at: 'mail', open: undefined }],
  ['#as=teacher&at=attic', { as: 'teacher', at: 'app' }],
])('the address %j leads where this person can be', (hash, place) => {
  expect(placeOf(hash, people)).toMatchObject(place);
});

test('another person takes the same room where they have it, and never somebody else’s open chat', () => {
  const open: Place = { as: 'teacher', at: 'calendar', theme: 'dark' };
  expect(placeAs(carer, open)).toEqual({ as: 'carer', at: 'calendar', theme: 'dark' });
  expect(placeAs(carer, { ...open, at: 'chat', open: 'a:1' })).toEqual({
    as: 'carer',
    at: 'mail',
    theme: 'dark',
  });
  expect(placeAs(teacher, { ...open, as: 'carer', at: 'meeting:c-1' })).toMatchObject({ at: 'app' });
});

const emptyChat = { kind: 'meeting' as const, topic: '', members: [], hasApp: true, activities: [] };
const known = {
  tenancy: {
    chats: [
      {
        ...emptyChat,
        id: 'c-1',
        meeting: {
          id: 'm',
          eventId: 'e',
          joinWebUrl: 'https://teams.test/join',
          startedAt: null,
          present: [],
        },
      },
    ],
    driveItems: [],
  },
  origin: 'http://127.0.0.1:4000',
};
const at = (person: Person): Place => ({ as: person.id, at: 'chat', theme: 'default' });

test.each([
  ['https://teams.test/join', teacher, { to: 'sandbox', place: { at: 'meeting:c-1' } }],
  ['https://teams.test/join', carer, { to: 'sandbox', place: { at: 'meeting:c-1' } }],
  ['http://127.0.0.1:4000/reviews/7', teacher, { to: 'sandbox', place: { at: 'app', open: '/reviews/7' } }],
  ['http://127.0.0.1:4000/reviews/7', carer, { to: 'browser' }],
  ['http://127.0.0.1:4000/door/abc', teacher, { to: 'browser' }],
  ['https://elsewhere.test/reviews/7', teacher, { to: 'browser' }],
  ['not an address', teacher, { to: 'browser' }],
])('the link %s opens where Teams would open it', (url, person, destination) => {
  expect(destinationOf(url, at(person), { ...known, canSignIn: person.canSignIn })).toMatchObject(
    destination,
  );
});

test.each([
  ['/reviews/7', '/reviews/7'],
  ['/plans/7#/x', '/plans/7#/x'],
  ['https://evil.test/reviews/7', '/tab/personal'],
  ['//evil.test/reviews/', '/tab/personal'],
  ['javascript:alert(1)', '/tab/personal'],
  ['/reviews/\\evil.test', '/tab/personal'],
  [undefined, '/tab/personal'],
])('only the app’s own pages are framed: %s', (open, path) => {
  expect(framePath(open)).toBe(path);
});

test('the people are grouped by where they work, the other council’s apart', () => {
  const stranger = { ...teacher, id: 'stranger', authority: 'other' };
  const tenants = [
    { authority: 'council', name: 'Council' },
    { authority: 'other', name: 'Other Council' },
  ];
  const worker = { ...teacher, id: 'worker', role: 'Social worker', kind: 'member' as const };
  const iro = { ...worker, id: 'iro', role: 'IRO' };
  const head = { ...worker, id: 'head', role: 'Virtual School head' };
  const groups = groupsOf({ people: [...people, worker, iro, head, stranger], tenants });
  expect(groups.map(({ name, people: those }) => [name, those.map((one) => one.id)])).toEqual([
    ['Virtual School', ['head']],
    ['Social work', ['worker', 'iro']],
    ['Schools', ['teacher']],
    ['Families', ['carer', 'ringer']],
    ['Other Council', ['stranger']],
  ]);
});

test('the clock reads London time on both sides of a change of hour', () => {
  expect(clockWords('2026-11-23T09:00:00Z')).toBe('Mon 23 Nov 2026 09:00');
  expect(clockWords('2026-06-01T09:00:00Z')).toBe('Mon 1 Jun 2026 10:00');
  expect(instantOf({ dateTime: '2026-06-01T10:00:00.0000000', timeZone: 'Europe/London' })).toBe(
    '2026-06-01T09:00:00.000Z',
  );
  expect(instantOf({ dateTime: '2026-12-01T10:00:00', timeZone: 'GMT Standard Time' })).toBe(
    '2026-12-01T10:00:00.000Z',
  );
  expect(instantOf({ dateTime: '2026-06-01T10:00:00', timeZone: 'UTC' })).toBe('2026-06-01T10:00:00.000Z');
  expect(later('2026-11-23T09:00:00Z', 'week')).toBe('2026-11-30T09:00:00.000Z');
});

test('the next reminder is the day before the first meeting still ahead that was not cancelled', () => {
  const on = (day: string, isCancelled = false) => ({
    start: { dateTime: `2026-12-${day}T14:00:00`, timeZone: 'Europe/London' },
    isCancelled,
  });
  const events = [on('15'), on('02', true), on('08')];
  expect(nextReminder(events, '2026-11-23T09:00:00.000Z')).toBe('2026-12-07T14:00:00.000Z');
  expect(nextReminder(events, '2026-12-07T14:00:00.000Z')).toBe('2026-12-14T14:00:00.000Z');
  expect(nextReminder(events, '2026-12-20T14:00:00.000Z')).toBeUndefined();
});

test.each([
  'O’Neil & Sons <script>alert(1)</script>',
  '1. *not* _a_ list',
  '- #1 [x](javascript:1) {{DATE}}',
  'a\\b "c"',
])('what a card escapes is read as it was written: %s', (text) => {
  const html = markdownToHtml(escapeMarkdown(text));
  expect(html).not.toMatch(/<(?!br>)/);
  const read = html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
  expect(read).toBe(text);
});

test('the preview shows the Word file’s headings, paragraphs and tables, and runs nothing written in it', async () => {
  const page = wordPreview(Buffer.from(await renderWord(longDocument))) ?? '';
  expect(page).toContain('<h1>Personal Education Plan</h1>');
  expect(page).toContain('<h2>In short</h2>');
  expect(page).toMatch(
    /<td><p>(<strong>)?School(<\/strong>)?<\/p><\/td><td><p>Marsh Lane Academy<\/p><\/td>/,
  );
  expect(page).toContain('<th scope="col"');
  for (const tag of ['table', 'tr', 'td', 'th', 'p'])
    expect(page.split(`<${tag}>`).length + page.split(`<${tag} `).length).toBe(
      page.split(`</${tag}>`).length + 1,
    );
  const hostile = wordPreview(Buffer.from(await renderWord(hostileDocument))) ?? '';
  expect(hostile).not.toMatch(/<(script|img|a|iframe)\b/i);
  expect(wordPreview(Buffer.from('no zip'))).toBeUndefined();
});

test('a person finds the files shared with them and no others, and their preview lets no script run', async () => {
  const sandbox = await aSandbox();
  const bytes = await renderWord(longDocument);
  const headers = { authorization: `Bearer ${await appToken(sandbox)}` };
  const put = await fetch(`${sandbox.graph}/v1.0/drives/${driveId}/root:/ER-1.docx:/content`, {
    method: 'PUT',
    headers,
    body: Buffer.from(bytes),
  });
  const { id } = z.object({ id: z.string() }).parse(await put.json());
  await fetch(`${sandbox.graph}/v1.0/drives/${driveId}/items/${id}/invite`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      recipients: [{ objectId: sandbox.world.person('worker')?.oid }],
      roles: ['read'],
      requireSignIn: true,
      sendInvitation: true,
      retainInheritedPermissions: false,
    }),
  });
  const tenancy = tenancySchema.parse((await hook(sandbox, '/sandbox/state')).json);
  const found = Object.fromEntries(
    tenancy.people.map((one) => [one.id, [filesOf(tenancy, one).length, mailOf(tenancy, one).length]]),
  );
  expect(found).toEqual({
    worker: [1, 1],
    private: [0, 0],
    teacher: [0, 0],
    carer: [0, 0],
    ringer: [0, 0],
    stranger: [0, 0],
  });
  const preview = await fetch(`${sandbox.graph}/sandbox/files/${id}/preview`);
  expect(preview.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await preview.text()).toContain('Personal Education Plan');
  expect((await fetch(`${sandbox.graph}/sandbox/files/none/preview`)).status).toBe(404);
  await sandbox.close();
});
