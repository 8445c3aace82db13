import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { aSandbox, app, appToken, hook, tid, type TestSandbox } from './aSandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await aSandbox();
});
afterAll(() => sandbox.close());

const token = z.object({ token: z.string() });
const mint = async (user: string, more: object = {}) => hook(sandbox, '/sandbox/token', { user, ...more });
const ask = (body: Record<string, string>) =>
  fetch(sandbox.tokenUrl(tid), { method: 'POST', body: new URLSearchParams(body) });
const asApp = {
  grant_type: 'client_credentials',
  client_id: app.clientId,
  client_secret: app.clientSecret,
  scope: 'https://graph.microsoft.com/.default',
};

test.each(['worker', 'teacher'])('%s signs in with a token that the published keys verify', async (user) => {
  const discovery = z
    .object({ issuer: z.string(), jwks_uri: z.string() })
    .parse(await (await fetch(`${sandbox.authority(tid)}/v2.0/.well-known/openid-configuration`)).json());
  const keys = createRemoteJWKSet(new URL(discovery.jwks_uri));
  const { payload } = await jwtVerify(token.parse((await mint(user)).json).token, keys, {
    issuer: discovery.issuer,
    audience: app.clientId,
  });
  expect(payload).toMatchObject({
    ver: '2.0',
    tid,
    scp: 'access_as_user',
    preferred_username: sandbox.world.person(user)?.email,
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
});

test('a moved clock does not age a token', async () => {
  await hook(sandbox, '/sandbox/clock', { now: '2031-01-01T00:00:00Z' });
  const keys = createRemoteJWKSet(new URL(sandbox.jwksUrl(tid)));
  await expect(jwtVerify(token.parse((await mint('worker')).json).token, keys)).resolves.toBeDefined();
  expect(sandbox.world.now().toISOString()).toMatch(/^2031-01-01T00:00:/);
});

test.each(['carer', 'ringer', 'nobody'])('%s has no account to sign in with', async (user) => {
  expect((await mint(user)).status).toBe(404);
});

test.each([
  ['a wrong secret', { ...asApp, client_secret: 'x' }, 401, 'invalid_client'],
  ['another audience', { ...asApp, scope: 'https://vault.azure.net/.default' }, 400, 'invalid_scope'],
  ['a password grant', { ...asApp, grant_type: 'password' }, 400, 'unsupported_grant_type'],
  [
    'a forged assertion',
    {
      ...asApp,
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      requested_token_use: 'on_behalf_of',
      assertion: 'a.b.c',
    },
    400,
    'invalid_grant',
  ],
])('%s gets no token', async (_what, form, status, error) => {
  const response = await ask(form);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error });
});

test("on behalf of a person, Graph answers as that person, with that person's rights only", async () => {
  const assertion = token.parse((await mint('worker')).json).token;
  const response = await ask({
    ...asApp,
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    requested_token_use: 'on_behalf_of',
    assertion,
  });
  const { access_token } = z.object({ access_token: z.string() }).parse(await response.json());
  const graph = (path: string) =>
    fetch(`${sandbox.graph}/v1.0${path}`, { headers: { authorization: `Bearer ${access_token}` } });
  expect(await (await graph('/me')).json()).toMatchObject({ mail: 'worker@council.test' });
  expect((await graph('/users/private@council.test')).status).toBe(403);
  expect((await graph('/me/messages')).status).toBe(403);
});

test.each([
  ['no token', undefined],
  ['a token for this app, not for Graph', 'user'],
  ['a token for the bot channel', 'bot'],
  ['garbage', 'garbage'],
])('Graph refuses %s', async (_what, kind) => {
  const bearer =
    kind === 'user'
      ? token.parse((await mint('worker')).json).token
      : kind === 'bot'
        ? await appToken(sandbox, 'https://api.botframework.com/.default')
        : kind;
  const response = await fetch(`${sandbox.graph}/v1.0/users/worker@council.test`, {
    headers: bearer ? { authorization: `Bearer ${bearer}` } : {},
  });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error: { code: 'InvalidAuthenticationToken' } });
});
