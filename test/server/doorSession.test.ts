import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { browserCookie, cookiesOf, sessionCookie, setCookie } from '#server/cookies.ts';
import { aSandbox, read, type TestSandbox } from '../support/aSandbox.ts';
import { book, type Booked } from './booked.ts';
import { carerAtTheDoor } from './browserDoor.ts';
import { found } from './demoPlaces.ts';

let sandbox: TestSandbox;
let booked: Booked;
beforeAll(async () => {
  sandbox = await aSandbox();
  booked = await book(sandbox);
}, 120_000);
afterAll(async () => await sandbox.close());

const { aBrowser, askCode, enter, aLink, inside, whileAway } = carerAtTheDoor(() => ({
  sandbox,
  child: booked.child,
}));
const byCode = "by code to the role's address";

it('stands in a cookie that no script reads and no other site sends', async () => {
  const [browser, link] = [aBrowser(), await aLink()];
  const { asked, code } = await askCode(browser, link);
  const entered = await enter(browser, link, code);
  for (const answer of [asked, entered]) {
    const [line = ''] = answer.headers.getSetCookie();
    expect(line.split('; ').slice(1, 4)).toEqual(['Path=/', 'HttpOnly', 'SameSite=Strict']);
    expect(line).not.toContain('Domain');
  }
});

it.each(['__Host-review-session', '__Host-review-browser'])('over https is %s, and Secure', (name) => {
  const https = { publicUrl: 'https://reviews.council.test' };
  expect([sessionCookie(https), browserCookie(https)]).toContain(name);
  expect(setCookie(https, name, 'abc', 60)).toBe(
    `${name}=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure`,
  );
  expect(sessionCookie({ publicUrl: 'http://127.0.0.1:3978' })).toBe('review-session');
});

it('is found among other cookies, and broken ones are passed over', () => {
  expect(cookiesOf('a=1; __Host-review-session=x=y; =none;broken')).toEqual({
    a: '1',
    '__Host-review-session': 'x=y',
  });
  expect(cookiesOf(undefined)).toEqual({});
});

it('counts from our own pages only', async () => {
  const browser = await inside();
  const path = `/api/meetings/${booked.meeting}/reply`;
  const from = async (headers: Readonly<Record<string, string>>) =>
    (await browser.send('POST', path, { reply: 'accepted' }, headers)).status;
  expect(await from({ origin: 'https://elsewhere.test' })).toBe(401);
  expect(await from({ origin: 'null' })).toBe(401);
  const read = async (headers: Readonly<Record<string, string>>) =>
    (await browser.send('GET', '/api/me', undefined, headers)).status;
  expect(await read({ origin: 'https://elsewhere.test' })).toBe(401);
  expect(await read({ 'sec-fetch-site': 'cross-site' })).toBe(401);
  expect((await browser.send('POST', '/door/leave', {}, { origin: 'https://elsewhere.test' })).status).toBe(
    403,
  );
  const silent = aBrowser(null);
  silent.jar.set('review-session', found(browser.jar.get('review-session')));
  expect((await silent.send('POST', path, { reply: 'accepted' })).status).toBe(401);
  expect([await from({}), await read({})]).toEqual([200, 200]);
});

it('reaches its child alone, and never caseload, import, board or sign-off', async () => {
  const browser = await inside();
  const { store } = sandbox.app.ports;
  const children = await store.within('fenmarch', (tx) => tx.children.all());
  const other = found(children.find((child) => child.id !== booked.child));
  const pep = found(await store.within('fenmarch', (tx) => tx.peps.byMeeting(booked.meeting)));
  const reviews = z.object({ meetings: z.array(z.object({ meeting: z.string() })) });
  expect(read(reviews, await browser.send('GET', '/api/reviews')).meetings).toEqual([
    { meeting: booked.meeting },
  ]);
  const closed = [
    ['GET', '/api/children', 403],
    ['POST', '/api/import', 403],
    ['GET', '/api/roles/proposals', 403],
    ['POST', '/api/roles/confirm', 403],
    ['GET', '/api/peps', 403],
    ['GET', `/api/meetings/${booked.meeting}/board`, 403],
    ['POST', `/api/peps/${pep.id}/sign-off`, 403],
    ['GET', `/api/children/${booked.child}`, 403],
    ['GET', `/api/children/${other.id}`, 404],
  ] as const;
  for (const [method, path, status] of closed)
    expect((await browser.send(method, path, method === 'GET' ? undefined : {})).status, path).toBe(status);
});

it('is audited as by code to the role’s address', async () => {
  const browser = await inside();
  await browser.send('POST', `/api/meetings/${booked.meeting}/reply`, { reply: 'tentative' });
  const of = (object: string) =>
    sandbox.app.ports.store.within('fenmarch', (tx) => tx.audit.ofObject(object));
  const came = (await of(`child:${booked.child}`)).findLast((row) => row.did === 'came in');
  expect(came).toMatchObject({ through: byCode, facts: { role: 'carer' } });
  const replied = (await of(`meeting:${booked.meeting}`)).findLast((row) => row.did === 'replied');
  expect(replied).toMatchObject({ through: byCode, by: found(came).by });
});

it('ends by leaving, and after its four hours', async () => {
  const [browser, late] = [await inside(), await inside()];
  const kept = found(browser.jar.get('review-session'));
  expect((await browser.send('POST', '/door/leave', {})).status).toBe(200);
  expect(browser.jar.has('review-session')).toBe(false);
  browser.jar.set('review-session', kept);
  expect((await browser.send('GET', '/api/me')).status).toBe(401);
  const { store, chance } = sandbox.app.ports;
  const token = chance.hash(found(late.jar.get('review-session')));
  const session = found(await store.gate.doorSession(token));
  expect(Date.parse(session.expiresAt) - Date.now()).toBeLessThanOrEqual(4 * 3600 * 1000);
  expect((await late.send('GET', '/api/me')).status).toBe(200);
  await store.within('fenmarch', (tx) =>
    tx.door.saveSession({ ...session, expiresAt: chance.realTimeIn(-1) }),
  );
  expect((await late.send('GET', '/api/me')).status).toBe(401);
});

it('ends with the place in the circle', async () => {
  const browser = await inside();
  const seen = async () => [
    (await browser.send('GET', `/api/meetings/${booked.meeting}/room`)).status,
    (await browser.send('GET', '/api/me')).status,
  ];
  expect(await seen()).toEqual([200, 200]);
  await whileAway(async () => expect(await seen()).toEqual([404, 403]));
});
