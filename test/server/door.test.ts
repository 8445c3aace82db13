import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { aSandbox, read, type TestSandbox } from '../support/aSandbox.ts';
import { book, type Booked } from './booked.ts';
import { carerAtTheDoor, carerMail, until } from './browserDoor.ts';
import { found } from './demoPlaces.ts';

let sandbox: TestSandbox;
let booked: Booked;
beforeAll(async () => {
  sandbox = await aSandbox();
  booked = await book(sandbox);
}, 120_000);
afterAll(async () => await sandbox.close());

const { mails, mailsToCarer, aBrowser, codeFor, enter, aLink, whileAway } = carerAtTheDoor(() => ({
  sandbox,
  child: booked.child,
}));
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const problem = z.object({ code: z.string() });
const done = { done: true };

describe('a mailed link', () => {
  const mailed = () => {
    const invitation = found(mailsToCarer().find((mail) => mail.kind === 'message'));
    return found(/\/door\/([\w-]{20,})/.exec(invitation.content)?.[1]);
  };

  it.runIf(existsSync('dist/tab/index.html'))(
    'opens a page that nobody may frame, and changes nothing',
    async () => {
      const audit = async () =>
        (await sandbox.app.ports.store.within('fenmarch', (tx) => tx.audit.all())).length;
      const before = [await audit(), mails().length];
      const page = await aBrowser().send('GET', `/door/${mailed()}`);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(page.headers.get('x-frame-options')).toBe('DENY');
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.getSetCookie()).toEqual([]);
      expect([await audit(), mails().length]).toEqual(before);
    },
  );

  it('with the code sent to the address held opens a session for its child', async () => {
    const browser = aBrowser();
    const entered = await enter(browser, mailed(), await codeFor(browser, mailed()));
    expect([entered.status, entered.json]).toEqual([200, done]);
    const me = await browser.send('GET', '/api/me');
    expect(me.json).toMatchObject({ name: 'Joan Pettifer', door: 'browser', roles: [{ role: 'carer' }] });
    expect((await browser.send('GET', `/api/meetings/${booked.meeting}/room`)).status).toBe(200);
  });

  it('is answered the same whether it is known, ended or made up, and only the known one sends', async () => {
    const before = mails().length;
    const answers = [];
    for (const link of ['made-up-link-that-nobody-ever-sent', await aLink(-1), await aLink()]) {
      const { status, json, headers } = await aBrowser().send('POST', '/door/code', { link });
      const cookies = headers.getSetCookie().map((line) => line.replace(/=[\w-]+;/, '=;'));
      answers.push({ status, json, cookies, names: [...headers.keys()].toSorted() });
    }
    expect(answers[0]).toMatchObject({ status: 200, json: done });
    expect([answers[1], answers[2]]).toEqual([answers[0], answers[0]]);
    await until(() => mails()[before]);
    const sentTo = mails()
      .slice(before)
      .map((mail) => mail.to.map((to) => to.address));
    expect(sentTo).toEqual([[carerMail]]);
  });

  it('of somebody who has left the circle sends nothing', async () => {
    const [link, before] = [await aLink(), mails().length];
    await whileAway(async () => {
      expect((await aBrowser().send('POST', '/door/code', { link })).json).toEqual(done);
      await new Promise((go) => setTimeout(go, 500));
    });
    await codeFor(aBrowser(), link);
    expect(mails().length).toBe(before + 1);
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
    const [browser, thief, link] = [aBrowser(), aBrowser(), await aLink()];
    const code = await codeFor(browser, link);
    expect((await enter(thief, link, code)).status).toBe(401);
    thief.jar.set('review-browser', 'another-browser');
    expect((await enter(thief, link, code)).status).toBe(401);
    expect((await enter(browser, link, code)).status).toBe(200);
  });

  it('of one link opens no other', async () => {
    const [browser, link, other] = [aBrowser(), await aLink(), await aLink()];
    const code = await codeFor(browser, link);
    // One in a million: the other link has the same code.
    if ((await codeFor(browser, other)) !== code)
      expect((await enter(browser, other, code)).status).toBe(401);
    expect((await enter(browser, link, code)).status).toBe(200);
  });

  it('ends after ten minutes, and is not kept as it reads', async () => {
    const { store, chance } = sandbox.app.ports;
    const [browser, link] = [aBrowser(), await aLink()];
    const code = await codeFor(browser, link);
    const asked = chance.hash(found(browser.jar.get('review-browser')));
    await store.within('fenmarch', async (tx) => {
      const kept = found(await tx.door.lockCode(chance.hash(link), asked));
      const ends = Date.parse(kept.expiresAt);
      expect(ends - Date.now()).toBeGreaterThan(570_000);
      expect(ends - Date.now()).toBeLessThanOrEqual(600_000);
      expect(Object.values(kept)).not.toContain(code);
      await tx.door.saveCode({ ...kept, expiresAt: new Date(ends - 600_001).toISOString() });
    });
    expect((await enter(browser, link, code)).status).toBe(401);
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
    const [asked, tried]: [number[], number[]] = [[], []];
    while (asked.length < 6) asked.push((await aBrowser().send('POST', '/door/code', { link })).status);
    expect(asked).toEqual([200, 200, 200, 200, 200, 429]);
    while (tried.length < 11) tried.push((await enter(browser, link, '000000')).status);
    expect(tried).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  });

  it('from one address, however many links', async () => {
    let last = 200;
    for (let tried = 0; tried < 61 && last !== 429; tried += 1) {
      const link = `made-up-link-number-${tried}-of-many`;
      last = (await aBrowser().send('POST', '/door/code', { link })).status;
    }
    expect(last).toBe(429);
    const refused = await aBrowser().send('POST', '/door/code', { link: await aLink() });
    expect([refused.status, read(problem, refused).code]).toEqual([429, 'too-many-tries']);
  });
});
