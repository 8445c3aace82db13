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

  it.each([
    ['a wrong secret', 401, '{"error":"invalid_client","error_description":"secret not-a-secret"}', 'SignInRefused', 'invalid_client'],
    ['a refusal in no known shape', 400, '<html>', 'SignInRefused', '400'],
    ['throttling', 429, '{}', 'SignInUnavailable', '429'],
    ['a broken service', 503, '', 'SignInUnavailable', '503'],
    ['an answer without a token', 200, '{}', 'SignInUnavailable', 'no-token'],
  ])('says %s by name, and recovers at the next call', async (_, status, body, name, code) => {
    const { url } = await tokenServer((nth) => (nth === 1 ? { status, body } : grants(3600)(nth)));
    const tokens = openTokens({ ...app, tokenUrl: url });
    const failed = tokens.appToken(scope);
    await expect(failed).rejects.toMatchObject({ name, message: `The sign-in service answered ${code}.` });
    await expect(tokens.appToken(scope)).resolves.toBe('token-2');
  });

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
      metadata: [{ preferred_network: 'login.microsoftonline.com', preferred_cache: 'login.windows.net', aliases: ['login.microsoftonline.com'] }],
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
      .reply(200, { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: 'entra-token' });
    const tokens = openTokens({ ...app, tokenUrl: null });
    expect([await tokens.appToken(scope), await tokens.appToken(scope)]).toEqual(['entra-token', 'entra-token']);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('client_credentials');
    expect(asked[0]).toContain('not-a-secret');
  });

  it.each([
    ['a wrong secret', 401, { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret.', error_codes: [7000215] }, 'SignInRefused', 'AADSTS7000215'],
    ['an ailing service', 400, { error: 'temporarily_unavailable', error_description: 'AADSTS90033: A transient error.', error_codes: [90033] }, 'SignInUnavailable', 'AADSTS90033'],
  ])('say %s by name and number, never in Entra’s words', async (_, status, body, name, code) => {
    const tenant = `${tenantId.slice(0, -4)}${String(status)}c`;
    entra(tenant).post(`/${tenant}/oauth2/v2.0/token`).query(true).reply(status, body);
    const tokens = openTokens({ ...app, tenantId: tenant, tokenUrl: null });
    await expect(tokens.appToken(scope)).rejects.toMatchObject({
      name,
      message: `The sign-in service answered ${code}.`,
    });
  });
});
