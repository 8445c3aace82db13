import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';

export const botId = '11111111-2222-4333-8444-555555555555';
export const tenant = 'aaaaaaaa-0000-4000-8000-000000000001';
export const issuer = 'https://api.botframework.com';

export type Heard = {
  readonly method: string;
  readonly path: string;
  readonly token: string;
  readonly body: unknown;
};
export type Fault = {
  readonly status: number;
  readonly code: string;
  readonly headers?: Record<string, string>;
};

/**
 * The two halves of a bot channel on loopback: what signs an activity, and the connector that takes what the bot
 * says. `faults` are answered in turn before anything is accepted; 'reset' drops the line after taking the request.
 */
export async function aChannel() {
  const key = await generateKeyPair('RS256');
  const jwk = {
    ...(await exportJWK(key.publicKey)),
    kid: 'channel-1',
    use: 'sig',
    endorsements: ['msteams'],
  };
  const heard: Heard[] = [];
  const faults: (Fault | 'reset')[] = [];
  const tokensAsked: string[] = [];
  let keysAreUp = true;

  const server = createServer((request, response) => {
    void answer(request, response);
  });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '';
    const text = await textOf(request);
    if (path === '/openid' || path === '/keys') {
      if (!keysAreUp) return send(response, 500, {});
      return send(response, 200, path === '/keys' ? { keys: [jwk] } : { jwks_uri: `${base()}/keys` });
    }
    if (path === '/token') {
      tokensAsked.push(text);
      return send(response, 200, {
        access_token: 'the-bots-own-token',
        expires_in: 3600,
        token_type: 'Bearer',
      });
    }
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    heard.push({ method: request.method ?? '', path, token, body: text === '' ? null : JSON.parse(text) });
    const fault = faults.shift();
    if (fault === 'reset') {
      request.socket.destroy();
      return;
    }
    if (fault !== undefined) {
      return send(response, fault.status, { error: { code: fault.code, message: 'no' } }, fault.headers);
    }
    return send(response, 201, {
      id: path.endsWith('/conversations') ? 'new-conversation' : `activity-${heard.length}`,
    });
  };
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const base = () => `http://127.0.0.1:${addressOf(server.address()).port}`;
  const serviceUrl = `${base()}/teams/`;

  return {
    heard,
    faults,
    tokensAsked,
    serviceUrl,
    settings: { openIdMetadataUrl: `${base()}/openid`, tokenUrl: `${base()}/token`, serviceUrl },
    loseKeys: () => {
      keysAreUp = false;
    },
    sign: (claims: Readonly<Record<string, unknown>> = {}, by: CryptoKey = key.privateKey) =>
      signed({ serviceurl: serviceUrl, ...claims }, by),
    close: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

async function signed(claims: Readonly<Record<string, unknown>>, by: CryptoKey): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const token = new SignJWT({ iss: issuer, aud: botId, iat: now, nbf: now - 60, exp: now + 600, ...claims });
  return `Bearer ${await token.setProtectedHeader({ alg: 'RS256', kid: 'channel-1' }).sign(by)}`;
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const piece of request) text += String(piece);
  return text;
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
