import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { askCode, enterByCode, leaveDoor, whoIsInside } from '#workflow/door/door.ts';
import type { Ports } from '#workflow/ports.ts';
import type { ServerSettings } from './settings.ts';
import { browserCookie, cookiesOf, sessionCookie, setCookie } from './cookies.ts';
import { problemReply, statusOf } from './problemReply.ts';
import { isOwnOrigin } from './signIn.ts';

const done = { done: true } as const;
const link = z.string().min(20).max(100);

/** The browser door for people outside: a mailed link, a code to the address held, a cookie for this browser. */
export function registerDoor(
  plain: FastifyInstance,
  { ports, config }: { readonly ports: Ports; readonly config: ServerSettings },
): void {
  const server = plain.withTypeProvider<ZodTypeProvider>();
  const [session, browser] = [sessionCookie(config), browserCookie(config)];
  server.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' && !isOwnOrigin(request, config))
      await reply.code(403).send(problemReply({ code: 'sign-in-needed' }));
  });
  // And for each address: whoever tries one link after the other runs dry too.
  const ofAddress = server.createRateLimit({
    max: triesOfAddress,
    timeWindow: tenMinutes,
    keyGenerator: (request) => request.ip,
  });
  server.addHook('preHandler', async (request, reply) => {
    const tried = await ofAddress(request);
    if (!tried.isAllowed && tried.isExceeded)
      await reply.code(429).send(problemReply({ code: 'too-many-tries' }));
  });
  server.post(
    '/door/code',
    { schema: { body: z.strictObject({ link }) }, config: { rateLimit: limit(5) } },
    async (request, reply) => {
      const secret = cookiesOf(request.headers.cookie)[browser] ?? ports.chance.token();
      // Answered before it is known whether anything was sent: neither words nor time tell a stranger more.
      void askCode(ports, { link: request.body.link, browser: secret }).catch((cause: unknown) =>
        ports.report('door-code-failed', {}, cause),
      );
      return reply.header('set-cookie', setCookie(config, browser, secret, 3600)).send(done);
    },
  );
  server.post(
    '/door/enter',
    {
      schema: { body: z.strictObject({ link, code: z.string().regex(/^\d{6}$/) }) },
      config: { rateLimit: limit(10) },
    },
    async (request, reply) => {
      const secret = cookiesOf(request.headers.cookie)[browser];
      if (secret === undefined) return reply.code(401).send(problemReply({ code: 'code-wrong' }));
      const entered = await enterByCode(ports, {
        link: request.body.link,
        browser: secret,
        code: request.body.code,
      });
      if (!entered.ok) return reply.code(statusOf(entered.problem.code)).send(problemReply(entered.problem));
      return reply
        .header('set-cookie', setCookie(config, session, entered.value.session, 4 * 3600))
        .send(done);
    },
  );
  server.post('/door/leave', async (request, reply) => {
    const token = cookiesOf(request.headers.cookie)[session];
    const actor = token === undefined ? null : await whoIsInside(ports, token);
    if (actor !== null && token !== undefined) await leaveDoor(ports, actor, token);
    return reply.header('set-cookie', setCookie(config, session, '', 0)).send(done);
  });
}

const tenMinutes = 600_000;
/** A school's whole staff may come from one address. */
const triesOfAddress = 60;

/** Per ten minutes and link, wherever from: whoever holds one link runs dry on it. */
function limit(max: number) {
  return {
    max,
    timeWindow: tenMinutes,
    hook: 'preHandler' as const,
    keyGenerator: (request: { readonly body: unknown }) =>
      z.object({ link: z.string() }).safeParse(request.body).data?.link ?? '',
  };
}
