import { createServer, request as ask } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;

/** One address for both: the sandbox's page lies on the tab's own origin, which is what lets it stand in for Teams. */
export async function openFront(wish: {
  readonly port: number;
  readonly app: () => number;
  readonly handlers: readonly Handler[];
}): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const server = createServer((req, res) => {
    void answer(req, res).catch((cause: unknown) => {
      process.stderr.write(`sandbox front: ${cause instanceof Error ? cause.message : String(cause)}\n`);
      res.destroy();
    });
  });
  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const isSandbox = (req.url ?? '').split('?')[0]?.startsWith('/sandbox') === true;
    if (isSandbox) for (const handler of wish.handlers) if (await handler(req, res)) return;
    if (req.url === '/') return void res.writeHead(302, { location: '/sandbox' }).end();
    pass(req, res, wish.app());
  }
  server.keepAliveTimeout = 75_000;
  await listening(server, wish.port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : wish.port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function pass(req: IncomingMessage, res: ServerResponse, port: number): void {
  const onward = ask(
    { host: '127.0.0.1', port, method: req.method, path: req.url, headers: req.headers },
    (reply) => {
      res.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(res);
    },
  );
  onward.on('error', () =>
    res.headersSent ? res.destroy() : res.writeHead(502).end('The server is not answering yet.'),
  );
  // A stream somebody walked away from ends on the other side too.
  res.on('close', () => onward.destroy());
  req.pipe(onward);
}

async function listening(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EADDRINUSE') return reject(cause);
      const problem = new Error(
        `Port ${port} is in use, perhaps by another sandbox. Stop that one, or start with PORT=${port + 1} npm start.`,
      );
      problem.name = 'SettingsProblem';
      reject(problem);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}
