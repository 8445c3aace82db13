import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { browserCookie, cookiesOf, sessionCookie, setCookie } from '#server/cookies.ts';
import { ask, aSandbox, read, type TestSandbox } from '../support/aSandbox.ts';
import { book, type Booked } from './booked.ts';
import { found } from './demoPlaces.ts';

let sandbox: TestSandbox;
let booked: Booked;
beforeAll(async () => {
  sandbox = await aSandbox();
  booked = await book(sandbox);
}, 120_000);
afterAll(async () => await sandbox.close());

const carerMail = 'joan.pettifer@mail.test';
const mailsTo = (address: string) => sandbox.world.state.mail.filter((mail) => !mail.isDraft && mail.to.some((to) => to.address === address));
const codes = () => mailsTo(carerMail).flatMap((mail) => /Your code is <strong[^>]*>(\d{6})</.exec(mail.content)?.[1] ?? []);

/** One person's browser: it keeps cookies as browsers do. */
function aBrowser(origin: string | null = sandbox.address) {
  const jar = new Map<string, string>();
  const send = async (method: string, path: string, body?: unknown, more: Readonly<Record<string, string>> = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const from: Record<string, string> = origin === null || method === 'GET' ? {} : { origin };
    const answer = await ask(`${sandbox.address}${path}`, { method, headers: { cookie, ...from, ...more }, body });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...flags] = line.split('; ');
      const [name = '', value = ''] = pair.split('=');
      if (flags.includes('Max-Age=0')) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  return { jar, send };
}
type Browser = ReturnType<typeof aBrowser>;

async function until<T>(look: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    const seen = look();
    if (seen !== undefined) return seen;
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error('It did not come.');
}

async function codeFor(browser: Browser, link: string): Promise<string> {
  const before = codes().length;
  expect((await browser.send('POST', '/door/code', { link })).status).toBe(200);
  return await until(() => codes()[before]);
}

async function enter(browser: Browser, link: string, code: string) {
  return await browser.send('POST', '/door/enter', { link, code });
}

async function inside(): Promise<Browser> {
  const [browser, link] = [aBrowser(), await aLink()];
  expect((await enter(browser, link, await codeFor(browser, link))).status).toBe(200);
  return browser;
}

/** A link of the carer's own, as the mail would carry it: each test tires out only its own. */
async function aLink(overrides: { readonly seconds?: number } = {}): Promise<string> {
  const { store, chance } = sandbox.app.ports;
  const token = chance.token();
  await store.within('fenmarch', async (tx) => {
    const person = found(await tx.people.byEmail(carerMail)).id;
    const expiresAt = chance.realTimeIn(overrides.seconds ?? 3600);
    await tx.door.saveLink({ authority: 'fenmarch', tokenHash: chance.hash(token), child: booked.child, person, role: 'carer', expiresAt });
  });
  return token;
}

const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const problem = z.object({ code: z.string() });
const done = { done: true };

describe('a mailed link', () => {
  const mailed = () => found(/\/door\/([\w-]{20,})/.exec(found(mailsTo(carerMail).find((mail) => mail.kind === 'message')).content))[1] ?? '';

  it.runIf(existsSync('dist/tab/index.html'))('opens a page that nobody may frame, and changes nothing', async () => {
    const { store } = sandbox.app.ports;
    const audit = async () => (await store.within('fenmarch', (tx) => tx.audit.all())).length;
    const [rows, mails] = [await audit(), sandbox.world.state.mail.length];
    const page = await aBrowser().send('GET', `/door/${mailed()}`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.getSetCookie()).toEqual([]);
    expect([await audit(), sandbox.world.state.mail.length]).toEqual([rows, mails]);
  });

  it('with the code sent to the address held opens a session for its child', async () => {
    const browser = aBrowser();
    const code = await codeFor(browser, mailed());
    const entered = await enter(browser, mailed(), code);
    expect([entered.status, entered.json]).toEqual([200, done]);
    const me = await browser.send('GET', '/api/me');
    expect(me.json).toMatchObject({ name: 'Joan Pettifer', door: 'browser', roles: [{ role: 'carer' }] });
    expect((await browser.send('GET', `/api/meetings/${booked.meeting}/room`)).status).toBe(200);
  });

  it('is answered the same whether it is known, ended or made up, and only the known one sends', async () => {
    const known = await aLink();
    const before = sandbox.world.state.mail.length;
    const strange = ['made-up-link-that-nobody-ever-sent', await aLink({ seconds: -1 })];
    const answers = [];
    for (const link of [...strange, known]) {
      const { status, json, headers } = await aBrowser().send('POST', '/door/code', { link });
      const cookies = headers.getSetCookie().map((line) => line.replace(/=[\w-]+;/, '=;'));
      answers.push({ status, json, cookies, names: [...headers.keys()].toSorted() });
    }
    expect(answers[0]).toMatchObject({ status: 200, json: done });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    await until(() => sandbox.world.state.mail.slice(before).find((mail) => !mail.isDraft));
    const sent = sandbox.world.state.mail.slice(before);
    expect(sent.map((mail) => mail.to.map((to) => to.address))).toEqual([[carerMail]]);
  });

  it('of somebody who has left the circle sends nothing', async () => {
    const { store } = sandbox.app.ports;
    const link = await aLink();
    const before = await store.within('fenmarch', async (tx) => (await tx.circle.of(booked.child)).filter((member) => member.role === 'carer'));
    const keep = (members: typeof before) => store.within('fenmarch', (tx) => tx.circle.replace(booked.child, ['carer'], members));
    await keep([]);
    const mails = sandbox.world.state.mail.length;
    expect((await aBrowser().send('POST', '/door/code', { link })).json).toEqual(done);
    await keep(before);
    await codeFor(aBrowser(), link);
    expect(sandbox.world.state.mail.length).toBe(mails + 1);
  });
});

describe('a code', () => {
  it('is refused after five wrong tries, also the right one', async () => {
    const [browser, link] = [aBrowser(), await aLink()];
    const code = await codeFor(browser, link);
    for (let tries = 0; tries < 5; tries += 1) {
      const refused = await enter(browser, link, wrong(code));
      expect([refused.status, read(problem, refused).code]).toEqual([401, 'code-wrong']);
    }
    expect((await enter(browser, link, code)).status).toBe(401);
  });

  it('is good after four wrong tries, and once only', async () => {
    const [browser, link] = [aBrowser(), await aLink()];
    const code = await codeFor(browser, link);
    for (let tries = 0; tries < 4; tries += 1) await enter(browser, link, wrong(code));
    expect((await enter(browser, link, code)).status).toBe(200);
    expect((await enter(browser, link, code)).status).toBe(401);
  });

  it('works in the browser that asked for it only', async () => {
    const [browser, link] = [aBrowser(), await aLink()];
    const code = await codeFor(browser, link);
    const thief = aBrowser();
    expect((await enter(thief, link, code)).status).toBe(401);
    thief.jar.set('review-browser', 'another-browser');
    expect((await enter(thief, link, code)).status).toBe(401);
    expect((await enter(browser, link, code)).status).toBe(200);
  });

  it('of one link opens no other', async () => {
    const [browser, link, other] = [aBrowser(), await aLink(), await aLink()];
    const code = await codeFor(browser, link);
    await codeFor(browser, other);
    if (codes().at(-1) !== code) expect((await enter(browser, other, code)).status).toBe(401);
    expect((await enter(browser, link, code)).status).toBe(200);
  });

  it('ends after ten minutes', async () => {
    const { store, chance } = sandbox.app.ports;
    const [browser, link] = [aBrowser(), await aLink()];
    const code = await codeFor(browser, link);
    await store.within('fenmarch', async (tx) => {
      const kept = found(await tx.door.lockCode(chance.hash(link), chance.hash(found(browser.jar.get('review-browser')))));
      const lives = Date.parse(kept.expiresAt) - Date.now();
      expect(lives).toBeGreaterThan(580_000);
      expect(lives).toBeLessThanOrEqual(600_000);
      expect(JSON.stringify(kept)).not.toContain(code);
      await tx.door.saveCode({ ...kept, expiresAt: new Date(Date.parse(kept.expiresAt) - 600_001).toISOString() });
    });
    expect((await enter(browser, link, code)).status).toBe(401);
  });
});

describe('a session by code', () => {
  it('stands in a cookie that no script reads and no other site sends', async () => {
    const [browser, link] = [aBrowser(), await aLink()];
    const before = codes().length;
    const asked = await browser.send('POST', '/door/code', { link });
    const entered = await enter(browser, link, await until(() => codes()[before]));
    for (const answer of [asked, entered]) {
      const [line = ''] = answer.headers.getSetCookie();
      expect(line.split('; ').slice(1, 4)).toEqual(['Path=/', 'HttpOnly', 'SameSite=Strict']);
      expect(line).not.toContain('Domain');
    }
  });

  it.each(['__Host-review-session', '__Host-review-browser'])('has the name %s over https, and Secure with it', (name) => {
    const https = { publicUrl: 'https://reviews.council.test' };
    expect([sessionCookie(https), browserCookie(https)]).toContain(name);
    expect(setCookie(https, name, 'abc', 60)).toBe(`${name}=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure`);
    expect(sessionCookie({ publicUrl: 'http://127.0.0.1:3978' })).toBe('review-session');
    expect(cookiesOf('a=1; __Host-review-session=x=y; =none;broken')).toEqual({ a: '1', '__Host-review-session': 'x=y' });
  });

  it('counts from our own pages only', async () => {
    const browser = await inside();
    const elsewhere = { origin: 'https://elsewhere.test' };
    const reply = `/api/meetings/${booked.meeting}/reply`;
    expect((await browser.send('POST', reply, { reply: 'accepted' }, elsewhere)).status).toBe(401);
    expect((await browser.send('POST', reply, { reply: 'accepted' }, { origin: 'null' })).status).toBe(401);
    expect((await browser.send('GET', '/api/me', undefined, elsewhere)).status).toBe(401);
    expect((await browser.send('GET', '/api/me', undefined, { 'sec-fetch-site': 'cross-site' })).status).toBe(401);
    expect((await browser.send('POST', '/door/leave', {}, elsewhere)).status).toBe(403);
    const silent = aBrowser(null);
    silent.jar.set('review-session', found(browser.jar.get('review-session')));
    expect((await silent.send('POST', reply, { reply: 'accepted' })).status).toBe(401);
    expect((await browser.send('POST', reply, { reply: 'accepted' })).status).toBe(200);
  });

  it('reaches its child alone, and never caseload, import, board or sign-off', async () => {
    const browser = await inside();
    const { store } = sandbox.app.ports;
    const children = await store.within('fenmarch', (tx) => tx.children.all());
    const other = found(children.find((child) => child.id !== booked.child));
    const pep = found(await store.within('fenmarch', (tx) => tx.peps.byMeeting(booked.meeting)));
    const reviews = await browser.send('GET', '/api/reviews');
    expect(read(z.object({ meetings: z.array(z.object({ meeting: z.string() })) }), reviews).meetings.map((one) => one.meeting)).toEqual([booked.meeting]);
    const closed = [
      ['GET', '/api/children', 403],
      ['POST', '/api/import', 403],
      ['GET', '/api/roles/proposals', 403],
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
    const { store } = sandbox.app.ports;
    const of = (object: string) => store.within('fenmarch', (tx) => tx.audit.ofObject(object));
    expect((await of(`child:${booked.child}`)).at(-1)).toMatchObject({ did: 'came in', through: "by code to the role's address", facts: { role: 'carer' } });
    expect((await of(`meeting:${booked.meeting}`)).findLast((row) => row.did === 'replied')).toMatchObject({ through: "by code to the role's address" });
  });

  it('ends by leaving, and after its four hours', async () => {
    const browser = await inside();
    const kept = found(browser.jar.get('review-session'));
    expect((await browser.send('POST', '/door/leave', {})).status).toBe(200);
    expect(browser.jar.has('review-session')).toBe(false);
    browser.jar.set('review-session', kept);
    expect((await browser.send('GET', '/api/me')).status).toBe(401);
    const late = await inside();
    const { store, chance } = sandbox.app.ports;
    const session = found(await store.gate.doorSession(chance.hash(found(late.jar.get('review-session')))));
    expect(Date.parse(session.expiresAt) - Date.now()).toBeLessThanOrEqual(4 * 3600 * 1000);
    await store.within('fenmarch', (tx) => tx.door.saveSession({ ...session, expiresAt: chance.realTimeIn(-1) }));
    expect((await late.send('GET', '/api/me')).status).toBe(401);
  });

  it('ends with the place in the circle', async () => {
    const browser = await inside();
    expect((await browser.send('GET', `/api/meetings/${booked.meeting}/room`)).status).toBe(200);
    const { store } = sandbox.app.ports;
    const before = await store.within('fenmarch', async (tx) => (await tx.circle.of(booked.child)).filter((member) => member.role === 'carer'));
    const keep = (members: typeof before) => store.within('fenmarch', (tx) => tx.circle.replace(booked.child, ['carer'], members));
    await keep([]);
    const [room, me] = [await browser.send('GET', `/api/meetings/${booked.meeting}/room`), await browser.send('GET', '/api/me')];
    await keep(before);
    expect([room.status, me.status]).toEqual([404, 403]);
  });
});

describe('a guesser runs dry', () => {
  // All that went before came from this one address too.
  beforeAll(async () => {
    await sandbox.close();
    sandbox = await aSandbox();
  }, 120_000);

  it('on one link: the sixth code and the eleventh try within ten minutes', async () => {
    const [browser, link] = [aBrowser(), await aLink()];
    const statuses = [];
    for (let asked = 0; asked < 6; asked += 1) statuses.push((await aBrowser().send('POST', '/door/code', { link })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    const tries = [];
    for (let tried = 0; tried < 11; tried += 1) tries.push((await enter(browser, link, '000000')).status);
    expect(tries).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  });

  it('from one address, however many links', async () => {
    let last = 200;
    for (let tried = 0; tried < 61 && last !== 429; tried += 1)
      last = (await aBrowser().send('POST', '/door/code', { link: `made-up-link-number-${tried}-of-many` })).status;
    expect(last).toBe(429);
    const refused = await aBrowser().send('POST', '/door/code', { link: await aLink() });
    expect([refused.status, read(problem, refused).code]).toEqual([429, 'too-many-tries']);
  });
});
