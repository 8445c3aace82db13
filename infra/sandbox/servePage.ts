import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isLoopback } from './loopbackHttp.ts';

const built = fileURLToPath(new URL('../../dist/sandbox', import.meta.url));
const pages = ['/sandbox', '/sandbox/'];
/** Names as the bundler makes them: no folder above and no hidden file is ever one of these. */
const part = /^\/sandbox\/((?:assets\/)?[A-Za-z0-9_-][A-Za-z0-9._-]*\.(?:js|css|svg|woff2|map))$/;
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
};

/** The page at /sandbox and what it loads. False: not one of its addresses, so somebody else may answer. */
export async function servePage(req: IncomingMessage, res: ServerResponse, from = built): Promise<boolean> {
  const path = (req.url ?? '').split('?')[0] ?? '';
  const name = pages.includes(path) ? 'index.html' : part.exec(path)?.[1];
  if (name === undefined || (req.method !== 'GET' && req.method !== 'HEAD')) return false;
  if (!isLoopback(req)) {
    res.writeHead(403, { 'content-type': 'text/plain' }).end('Only this machine may ask.');
    return true;
  }
  const file = join(from, name);
  if (!existsSync(file)) {
    res.writeHead(404, { 'content-type': 'text/plain', 'cache-control': 'no-store' }).end('Not found.');
    return true;
  }
  const isPage = name === 'index.html';
  res.writeHead(200, {
    'content-type': isPage
      ? 'text/html; charset=utf-8'
      : (types[extname(name)] ?? 'application/octet-stream'),
    // A stale page would ask for files that the next build has renamed.
    'cache-control': isPage ? 'no-store' : 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  res.end(req.method === 'HEAD' ? undefined : await readFile(file));
  return true;
}
