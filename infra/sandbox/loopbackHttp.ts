import type { IncomingMessage, Server, ServerResponse } from 'node:http';

export type Reply = {
  readonly status: number;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const largestBody = 64 * 1024 * 1024;

export async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    const part: unknown = chunk;
    if (!(part instanceof Buffer)) throw new Error('a request was read as text before it came here');
    size += part.length;
    if (size > largestBody) throw new Error('a request larger than 64 MiB reached the sandbox');
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

export function send(res: ServerResponse, reply: Reply): void {
  const headers: Record<string, string> = { 'cache-control': 'no-store', ...reply.headers };
  if (reply.json !== undefined) {
    res.writeHead(reply.status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    res.end(JSON.stringify(reply.json));
    return;
  }
  if (reply.type) headers['content-type'] = reply.type;
  res.writeHead(reply.status, headers);
  res.end(reply.bytes);
}

/** undefined when the bytes are not JSON. */
export function jsonOf(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

/** Only this machine, and only under a loopback name: a page on another site cannot reach it by rebinding DNS. */
export function isLoopback(req: IncomingMessage): boolean {
  const address = req.socket.remoteAddress ?? '';
  const host = (req.headers.host ?? '').replace(/:\d+$/, '');
  const origin = req.headers.origin;
  return (
    /^(127\.|::1$|::ffff:127\.)/.test(address) &&
    isLoopbackName(host) &&
    (origin === undefined || isLoopbackUrl(origin))
  );
}

export function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && isLoopbackName(new URL(url).hostname);
}

function isLoopbackName(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** 127.0.0.1 only; says which port it got. */
export async function listenOn(server: Server, port: number): Promise<number> {
  await new Promise<void>((ready, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', ready);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the sandbox listens on no port');
  return address.port;
}
