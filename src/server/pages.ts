import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Ports } from '#workflow/ports.ts';
import type { ServerSettings } from './settings.ts';

/** The tab's one page under each of its addresses, the two pages a Teams app must have, and a sign of life. */
export async function registerPages(
  server: FastifyInstance,
  { config, ports }: { readonly config: ServerSettings; readonly ports: Ports },
): Promise<void> {
  await server.register(fastifyStatic, {
    root: config.tabDir,
    serve: true,
    index: false,
    wildcard: false,
    setHeaders: (reply, path) => {
      // Teams keeps what it may keep: a stale page would ask for files that are gone.
      void reply.header(
        'cache-control',
        path.endsWith('.html') ? 'no-store' : 'public, max-age=31536000, immutable',
      );
    },
  });
  for (const url of ['/tab/*', '/door/:token', '/reviews/:meeting', '/plans/:pep'])
    server.get(url, { schema: { hide: true } }, async (_request, reply) => {
      // Outside Teams the page is nobody's frame: a mailed link opens it by itself.
      if (url === '/door/:token')
        reply.header('content-security-policy', ownPage).header('x-frame-options', 'DENY');
      return reply.header('cache-control', 'no-store').sendFile('index.html');
    });
  server.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/tab/personal'));
  server.get('/privacy', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html').send(page('Privacy', privacy)),
  );
  server.get('/terms', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/html').send(page('Terms of use', terms)),
  );
  server.get(
    '/healthz',
    { schema: { hide: true }, config: { rateLimit: false } },
    async (_request, reply) => {
      const isHealthy = await ports.store.isHealthy();
      return reply.code(isHealthy ? 200 : 503).send({ store: isHealthy ? 'ok' : 'not answering' });
    },
  );
  server.get('/openapi.json', { schema: { hide: true } }, async () => server.swagger());
}

const ownPage =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'";

const privacy = [
  'Education Review keeps the records of education review meetings for your council’s Virtual School. The council decides what is kept, for how long and who may see it; its data protection officer answers your questions.',
  'Each person sees only the children they work with or care for, and of each child only what their part in the meeting needs. Carers’ contact details and home addresses are seen by the social worker alone.',
  'Everything that is read, written or sent is recorded with the person and the time. Messages and calendar entries never name a child.',
  'Meetings are not recorded or transcribed. Nothing is used for advertising, and nothing is sent outside the council’s own Microsoft 365 and database.',
];
const terms = [
  'Education Review is for the people whom the council’s Virtual School invites. Use it for that work only, and do not share links or codes.',
  'Records are part of a statutory document: write as you would wish the child to read it later.',
  'If you see something that is not meant for you, close it and tell the Virtual School at once.',
];

function page(title: string, paragraphs: readonly string[]): string {
  const body = paragraphs.map((words) => `<p>${words}</p>`).join('');
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} - Education Review</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#242424;background:#fff}@media(prefers-color-scheme:dark){body{color:#fff;background:#1f1f1f}}</style></head><body><main><h1>${title}</h1>${body}</main></body></html>`;
}
