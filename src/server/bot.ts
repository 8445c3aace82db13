import type { FastifyInstance } from 'fastify';

/** The bot as the server sees it: a signature to be checked first, then an activity to be handled. */
export type BotEdge = {
  readonly admits: (headers: Headers) => Promise<boolean>;
  readonly handle: (request: {
    readonly headers: Headers;
    readonly body: unknown;
  }) => Promise<{ readonly status: number; readonly body: unknown }>;
};
type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

export function registerBot(server: FastifyInstance, bot: BotEdge): void {
  server.post('/api/messages', {
    schema: { hide: true },
    config: { rateLimit: false },
    onRequest: async (request, reply) => {
      if (!(await bot.admits(request.headers))) await reply.code(401).send();
    },
    handler: async (request, reply) => {
      const { status, body } = await bot.handle({ headers: request.headers, body: request.body });
      return reply.code(status).send(body ?? undefined);
    },
  });
}
