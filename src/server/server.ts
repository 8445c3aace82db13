import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { Ports } from '#workflow/ports.ts';
import type { RoomChange } from '#workflow/ports.ts';
import type { ServerSettings } from './settings.ts';
import { registerBot } from './bot.ts';
import type { BotEdge } from './bot.ts';
import { registerDoor } from './door.ts';
import { openLive } from './live.ts';
import { registerPages } from './pages.ts';
import { problemReply } from './problemReply.ts';
import { registerCalls } from './registerCalls.ts';
import { openSignIn } from './signIn.ts';
import { registerStream } from './stream.ts';

export type ServerParts = {
  readonly ports: Ports;
  readonly config: ServerSettings;
  readonly bot: BotEdge;
  readonly roomChanges: (
    onChange: (change: RoomChange) => void,
    onGap: () => void,
  ) => Promise<{ readonly close: () => Promise<void> }>;
};

/** Everything that may frame the tab: Teams and its successors, nobody else. The sandbox's page lies on the tab's own origin. */
const mayFrame = [
  "'self'",
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://*.office.com',
];
/** The largest caseload export, as base64 in JSON, four files at once. */
const largestBody = 30 * 1024 * 1024;

export async function openServer(parts: ServerParts): Promise<FastifyInstance> {
  const { ports, config } = parts;
  const server = fastify({
    // Its log would print addresses and query strings; ours writes route patterns, codes and ids.
    logger: false,
    bodyLimit: largestBody,
    // An open stream would otherwise hold the close for ever.
    forceCloseConnections: true,
    // One hop, the platform's own: what a caller writes in front of it is not believed.
    trustProxy: config.door === 'live' ? (_address: string, hop: number) => hop < 1 : false,
  });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  await server.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Fluent writes its styles into the page as it runs.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        frameAncestors: mayFrame,
        upgradeInsecureRequests: config.publicUrl.startsWith('https:') ? [] : null,
      },
    },
    // frame-ancestors decides; the older header knows no list.
    xFrameOptions: false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
    hsts: config.publicUrl.startsWith('https:'),
  });
  await server.register(rateLimit, {
    global: true,
    // After sign-in, so that it counts people and not a whole school behind one address.
    hook: 'preHandler',
    max: 900,
    timeWindow: 60_000,
    keyGenerator: (request) => request.asking?.actor.person ?? request.ip,
    errorResponseBuilder: () =>
      Object.assign(new Error('too many'), { statusCode: 429, code: 'too-many-tries' }),
  });
  await server.register(swagger, {
    openapi: {
      info: {
        title: 'Education Review',
        version: '1.0.0',
        description:
          'Every call the tab makes. Sign-in: a Teams SSO token as bearer, or the browser door’s cookie.',
      },
    },
    transform: jsonSchemaTransform,
  });
  server.decorateRequest('asking', null);
  answerPlainly(server, ports);
  const live = await openLive(parts.roomChanges);
  server.addHook('onClose', live.close);
  const signIn = openSignIn(config, ports);
  await server.register(async (scope) => registerCalls(scope, { ports, config, signIn }));
  await server.register(async (scope) => registerStream(scope, { ports, signIn, live }));
  await server.register(async (scope) => registerDoor(scope, { ports, config }));
  await server.register(async (scope) => registerBot(scope, parts.bot));
  await server.register(async (scope) => registerPages(scope, { config, ports }));
  return server;
}

/** One place where what went wrong becomes plain words. The cause goes to the log with a number the person can quote. */
function answerPlainly(server: FastifyInstance, ports: Ports): void {
  server.setErrorHandler(async (error: unknown, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const fields = error.validation.map((issue) => issue.instancePath);
      return reply.code(400).send(problemReply({ code: 'not-understood', facts: { fields } }));
    }
    const status =
      typeof error === 'object' &&
      error !== null &&
      'statusCode' in error &&
      typeof error.statusCode === 'number'
        ? error.statusCode
        : 500;
    if (status === 429) return reply.code(429).send(problemReply({ code: 'too-many-tries' }));
    if (status === 413) return reply.code(413).send(problemReply({ code: 'file-too-large' }));
    if (status >= 400 && status < 500)
      return reply.code(status).send(problemReply({ code: 'not-understood' }));
    const number = ports.chance.id();
    ports.report('request-went-wrong', { number, route: request.routeOptions.url ?? 'unknown' }, error);
    return reply.code(500).send(problemReply({ code: 'went-wrong', facts: { number } }));
  });
  server.setNotFoundHandler(async (_request, reply) =>
    reply.code(404).send(problemReply({ code: 'not-found' })),
  );
}
