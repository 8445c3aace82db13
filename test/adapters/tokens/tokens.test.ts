import http from 'node:http';
import type { AddressInfo } from 'node:net';
import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import { openTokens } from '#adapters/tokens/openTokens.ts';

const scope = 'https://graph.microsoft.com/.default';
const tenantId = '3f2c7a10-0000-4000-8000-00000000aaaa';
const app = { tenantId, clientId: '5b1e9d44-0000-4000-8000-00000000bbbb', clientSecret: 'not-a-secret' };
const login = 'https://login.microsoftonline.com';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
  nock.cleanAll();
  nock.restore();
});

type Answer = { readonly status: number; readonly body: string };

async function tokenServer(answers: (nth: number) => Answer) {
  const forms: URLSearchParams[] = [];
  const server = http.createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      forms.push(new URLSearchParams(text));
      const { status, body } = answers(forms.length);
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closing.push(() => new Promise((done) => server.close(() => done())));
  return { forms, url: `http://127.0.0.1:${portOf(server.address())}/token` };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}

const grants = (seconds: number) => (nth: number) => ({
  status: 200,
  body: JSON.stringify({ access_token: `token-${nth}`, expires_in: seconds, token_type: 'Bearer' }),
});

describe('tokens by a plain form', () => {
  it('asks once for many that wait at the same time, and again for another scope', async () => {
    const { forms, url } = await tokenServer(grants(3600));
    const tokens = openTokens({ ...app, tokenUrl: url });
    const both = await Promise.all([tokens.appToken(scope), tokens.appToken(scope)]);
    expect([...both, await tokens.appToken(scope)]).toEqual(['token-1', 'token-1', 'token-1']);
    expect(await tokens.appToken('https://api.botframework.com/.default')).toBe('token-2');
    expect(Object.fromEntries(forms[0] ?? [])).toEqual({
      grant_type: 'client_credentials',
      client_id: app.clientId,
      client_secret: app.clientSecret,
      scope,
    });
  });

  it('does not use a token in its last two minutes', async () => {
    const { url } = await tokenServer(grants(119));
    const tokens = openTokens({ ...app, tokenUrl: url });
    expect([await tokens.appToken(scope), await tokens.appToken(scope)]).toEqual(['token-1', 'token-2']);
  });

  const failures = [
    {
      what: 'a wrong secret',
      status: 401,
      body: '{"error":"invalid_client","error_description":"not-a-secret"}',
      name: 'SignInRefused',
      code: 'invalid_client',
    },
    { what: 'a refusal in no known shape', status: 400, body: '<html>', name: 'SignInRefused', code: '400' },
    { what: 'throttling', status: 429, body: '{}', name: 'SignInUnavailable', code: '429' },
    { what: 'a broken service', status: 503, body: '', name: 'SignInUnavailable', code: '503' },
    {
      what: 'an answer without a token',
      status: 200,
      body: '{}',
      name: 'SignInUnavailable',
      code: 'no-token',
    },
  ];
  it.each(failures)(
    'says $what by name, and recovers at the next call',
    async ({ status, body, name, code }) => {
      const { url } = await tokenServer((nth) => (nth === 1 ? { status, body } : grants(3600)(nth)));
      const tokens = openTokens({ ...app, tokenUrl: url });
      const message = `The sign-in service answered ${code}.`;
      await expect(tokens.appToken(scope)).rejects.toMatchObject({ name, message });
      await expect(tokens.appToken(scope)).resolves.toBe('token-2');
    },
  );

  it('says that nobody answers', async () => {
    const { url } = await tokenServer(grants(3600));
    await Promise.all(closing.splice(0).map((close) => close()));
    const tokens = openTokens({ ...app, tokenUrl: url });
    await expect(tokens.appToken(scope)).rejects.toMatchObject({ name: 'SignInUnavailable' });
  });
});

/** What Entra answers before a token: who it is, and where its endpoints are. */
function entra(tenant: string): nock.Scope {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  const base = `${login}/${tenant}`;
  nock(login)
    .get(/\/common\/discovery\/instance/)
    .query(true)
    .optionally()
    .reply(200, {
      tenant_discovery_endpoint: `${base}/v2.0/.well-known/openid-configuration`,
      metadata: [
        {
          preferred_network: 'login.microsoftonline.com',
          preferred_cache: 'login.windows.net',
          aliases: ['login.microsoftonline.com'],
        },
      ],
    });
  nock(login)
    .get(`/${tenant}/v2.0/.well-known/openid-configuration`)
    .query(true)
    .optionally()
    .reply(200, {
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
    });
  return nock(login);
}

describe('tokens from Entra', () => {
  it('come through teamsfx for the tenant’s own address, once until they end', async () => {
    const asked: string[] = [];
    entra(tenantId)
      .post(`/${tenantId}/oauth2/v2.0/token`, (body: unknown) => {
        asked.push(JSON.stringify(body));
        return true;
      })
      .query(true)
      .reply(200, {
        token_type: 'Bearer',
        expires_in: 3599,
        ext_expires_in: 3599,
        access_token: 'entra-token',
      });
    const tokens = openTokens({ ...app, tokenUrl: null });
    expect([await tokens.appToken(scope), await tokens.appToken(scope)]).toEqual([
      'entra-token',
      'entra-token',
    ]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('client_credentials');
    expect(asked[0]).toContain('not-a-secret');
  });

  const refusals = [
    { what: 'a wrong secret', status: 401, error: 'invalid_client', number: 7000215, name: 'SignInRefused' },
    {
      what: 'an ailing service',
      status: 400,
      error: 'temporarily_unavailable',
      number: 90033,
      name: 'SignInUnavailable',
    },
  ];
  it.each(refusals)(
    'say $what by name and number, never in Entra’s words',
    async ({ status, error, number, name }) => {
      const tenant = `${tenantId.slice(0, -4)}${status}c`;
      const body = {
        error,
        error_description: `AADSTS${number}: Words about not-a-secret.`,
        error_codes: [number],
      };
      entra(tenant).post(`/${tenant}/oauth2/v2.0/token`).query(true).reply(status, body);
      const tokens = openTokens({ ...app, tenantId: tenant, tokenUrl: null });
      const message = `The sign-in service answered AADSTS${number}.`;
      await expect(tokens.appToken(scope)).rejects.toMatchObject({ name, message, cause: undefined });
    },
  );
});
