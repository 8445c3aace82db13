import { ask, type TestSandbox } from '../support/aSandbox.ts';
import { found } from './demoPlaces.ts';

export const carerMail = 'joan.pettifer@mail.test';

type Answer = Awaited<ReturnType<typeof ask>>;
export type Browser = {
  readonly jar: Map<string, string>;
  readonly send: (
    method: string,
    path: string,
    body?: unknown,
    more?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
};

/** The story child's carer at the browser door, of whichever sandbox is open. */
export function carerAtTheDoor(open: () => { readonly sandbox: TestSandbox; readonly child: string }) {
  const mails = () => open().sandbox.world.state.mail.filter((mail) => !mail.isDraft);
  const mailsToCarer = () => mails().filter((mail) => mail.to.some((to) => to.address === carerMail));
  const codes = () =>
    mailsToCarer().flatMap((mail) => /Your code is <strong[^>]*>(\d{6})</.exec(mail.content)?.[1] ?? []);
  const carers = async () =>
    await open().sandbox.app.ports.store.within('fenmarch', async (tx) =>
      (await tx.circle.of(open().child)).filter((member) => member.role === 'carer'),
    );

  /** One person's browser: it keeps cookies as browsers do, and says where it comes from (`null`: it does not). */
  function aBrowser(origin: string | null = open().sandbox.address): Browser {
    const jar = new Map<string, string>();
    const send: Browser['send'] = async (method, path, body, more = {}) => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const from: Record<string, string> = origin === null || method === 'GET' ? {} : { origin };
      const headers = { cookie, ...from, ...more };
      const answer = await ask(`${open().sandbox.address}${path}`, { method, headers, body });
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

  /** Asks and waits for the mail; gives the answer and the code. */
  async function askCode(
    browser: Browser,
    link: string,
  ): Promise<{ readonly asked: Answer; readonly code: string }> {
    const before = codes().length;
    const asked = await browser.send('POST', '/door/code', { link });
    return { asked, code: await until(() => codes()[before]) };
  }
  const codeFor = async (browser: Browser, link: string) => (await askCode(browser, link)).code;
  const enter = async (browser: Browser, link: string, code: string) =>
    await browser.send('POST', '/door/enter', { link, code });

  /** A link of the carer's own, as the mail would carry it: each test tires out only its own. */
  async function aLink(livesSeconds = 3600): Promise<string> {
    const { store, chance } = open().sandbox.app.ports;
    const token = chance.token();
    await store.within('fenmarch', async (tx) => {
      const person = found(await tx.people.byEmail(carerMail)).id;
      await tx.door.saveLink({
        authority: 'fenmarch',
        tokenHash: chance.hash(token),
        child: open().child,
        person,
        role: 'carer',
        expiresAt: chance.realTimeIn(livesSeconds),
      });
    });
    return token;
  }

  async function inside(): Promise<Browser> {
    const [browser, link] = [aBrowser(), await aLink()];
    const entered = await enter(browser, link, await codeFor(browser, link));
    if (entered.status !== 200) throw new Error(`The code did not open: ${entered.status}`);
    return browser;
  }

  /** Does something while the carer is out of the child's circle. */
  async function whileAway(work: () => Promise<void>): Promise<void> {
    const before = await carers();
    const keep = async (members: typeof before) =>
      await open().sandbox.app.ports.store.within('fenmarch', (tx) =>
        tx.circle.replace(open().child, ['carer'], members),
      );
    await keep([]);
    await work();
    await keep(before);
  }

  return { mails, mailsToCarer, aBrowser, askCode, codeFor, enter, aLink, inside, whileAway };
}

export async function until<T>(look: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 200; tries += 1) {
    const seen = look();
    if (seen !== undefined) return seen;
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error('It did not come.');
}
