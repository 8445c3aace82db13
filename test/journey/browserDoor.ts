import type { Method, TestSandbox } from '#test/support/aSandbox.ts';
import { ask, type Called } from '#test/support/aSandbox.ts';
import { mailsTo, until } from './steps.ts';

export type Visitor = {
  readonly headers: () => Readonly<Record<string, string>>;
  readonly call: (method: Method, path: string, body?: unknown) => Promise<Called>;
  readonly askCode: (link: string) => Promise<Called>;
  readonly enter: (link: string, code: string) => Promise<Called>;
};

/** The link in a person's newest mail, as their browser would open it. */
export function linkIn(sandbox: TestSandbox, address: string): string {
  const link = mailsTo(sandbox, address)
    .flatMap(({ content }) => /\/door\/([\w-]+)/.exec(content)?.[1] ?? [])
    .at(-1);
  if (link === undefined) throw new Error('No mail with a link came');
  return link;
}

/** A browser with a cookie jar of its own, outside Teams. */
export function aBrowser(sandbox: TestSandbox): Visitor {
  const jar = new Map<string, string>();
  const headers = () => ({
    origin: sandbox.address,
    cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
  });
  async function call(method: Method, path: string, body?: unknown): Promise<Called> {
    const reply = await ask(sandbox.address + path, { method, headers: headers(), body });
    for (const cookie of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    return reply;
  }
  return {
    headers,
    call,
    askCode: (link) => call('POST', '/door/code', { link }),
    enter: (link, code) => call('POST', '/door/enter', { link, code }),
  };
}

/** Asks for a code and reads it from the mail that follows. */
export async function codeFor(
  sandbox: TestSandbox,
  visitor: Visitor,
  link: string,
  address: string,
): Promise<string> {
  const codes = () => mailsTo(sandbox, address).filter(({ subject }) => subject.startsWith('Your code'));
  const before = codes().length;
  await visitor.askCode(link);
  const mail = await until(() => codes()[before], 'the code');
  const code = /\b(\d{6})\b/.exec(mail.content)?.[1];
  if (code === undefined) throw new Error('The mail holds no code');
  return code;
}

export async function comeIn(sandbox: TestSandbox, address: string): Promise<Visitor> {
  const visitor = aBrowser(sandbox);
  const link = linkIn(sandbox, address);
  const entered = await visitor.enter(link, await codeFor(sandbox, visitor, link, address));
  if (entered.status !== 200) throw new Error(`The door stayed shut: ${entered.status}`);
  return visitor;
}
