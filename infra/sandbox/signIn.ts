import { createHash } from 'node:crypto';
import { createLocalJWKSet, jwtVerify, type JWTPayload } from 'jose';
import { publicHalf, signToken } from './keys.ts';
import type { Reply } from './loopbackHttp.ts';
import { delegatedPermissions, usualPermissions, type SandboxPerson } from './people.ts';
import type { World } from './world.ts';

export const graphAudience = 'https://graph.microsoft.com';
export const connectorAudience = 'https://api.botframework.com';
const onBehalfOf = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** Stands in for Entra: one address a tenant, v2 tokens, RS256. */
export type SignIn = {
  /** Answers paths below the login address: `/{tid}/oauth2/v2.0/token` and its like. */
  readonly answer: (method: string, path: string, body: string) => Promise<Reply>;
  /** The token that teams-js hands to a tab. Refused for people who have no account to sign in with. */
  readonly userToken: (personId: string, expiresInSeconds?: number) => Promise<string | undefined>;
  /** The claims of a bearer token that was issued here for this audience. */
  readonly claimsOf: (authorization: string | undefined, audience: string) => Promise<JWTPayload | undefined>;
};

export function signInFor(world: World, loginBase: () => string): SignIn {
  const key = world.state.keys.signIn;
  const keySet = createLocalJWKSet({ keys: [{ ...publicHalf(key), kty: 'RSA' }] });
  const issuer = (tid: string) => `${loginBase()}/${tid}/v2.0`;

  async function claimsOf(
    authorization: string | undefined,
    audience: string,
  ): Promise<JWTPayload | undefined> {
    const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
    if (!token) return undefined;
    return jwtVerify(token, keySet, { audience, algorithms: ['RS256'] }).then(
      ({ payload }) => payload,
      () => undefined,
    );
  }

  async function userToken(personId: string, expiresInSeconds = 3600): Promise<string | undefined> {
    const person = world.person(personId);
    if (!person || !canSignIn(person)) return undefined;
    const { clientId } = world.setup.app;
    const claims = {
      ...userClaims(person, clientId),
      aud: clientId,
      iss: issuer(person.tid),
      scp: 'access_as_user',
    };
    return signToken(key, claims, expiresInSeconds);
  }

  async function issue(tid: string, form: URLSearchParams): Promise<Reply> {
    const { app } = world.setup;
    const id = form.get('client_id');
    const secret = form.get('client_secret');
    const knowsSecret =
      (id === app.clientId && secret === app.clientSecret) || (id === app.botId && secret === app.botSecret);
    if (!knowsSecret) return denied(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.');
    const audience = audienceOf(form.get('scope') ?? '');
    if (!audience) return denied(400, 'invalid_scope', 'AADSTS70011: The provided scope is not valid.');
    if (form.get('grant_type') === 'client_credentials')
      return granted(await signToken(key, appClaims(tid, id, audience)));
    if (form.get('grant_type') !== onBehalfOf)
      return denied(400, 'unsupported_grant_type', 'AADSTS70003: The grant type is not supported.');
    return issueOnBehalf(tid, form, audience);
  }

  async function issueOnBehalf(tid: string, form: URLSearchParams, audience: string): Promise<Reply> {
    const { clientId } = world.setup.app;
    const caller = await claimsOf(`Bearer ${form.get('assertion') ?? ''}`, clientId);
    if (form.get('requested_token_use') !== 'on_behalf_of' || !caller || caller.tid !== tid)
      return denied(400, 'invalid_grant', 'AADSTS50013: Assertion failed signature validation.');
    const person = world.setup.people.find((p) => p.oid === caller.oid);
    if (!person) return denied(400, 'invalid_grant', 'AADSTS50034: The user account does not exist.');
    const claims = {
      ...userClaims(person, clientId),
      aud: audience,
      iss: issuer(tid),
      azp: clientId,
      scp: delegatedPermissions.join(' '),
    };
    return granted(await signToken(key, claims));
  }

  function appClaims(tid: string, clientId: string, audience: string): JWTPayload {
    const roles = audience === graphAudience ? [...(world.setup.permissions ?? usualPermissions)] : undefined;
    return {
      aud: audience,
      iss: issuer(tid),
      appid: clientId,
      azp: clientId,
      tid,
      sub: clientId,
      idtyp: 'app',
      ver: '2.0',
      ...(roles ? { roles } : {}),
    };
  }

  async function answer(method: string, path: string, body: string): Promise<Reply> {
    const [, tid = '', rest = ''] = /^\/([^/]+)(\/.*)$/.exec(path) ?? [];
    if (!world.tenant(tid)) return denied(400, 'invalid_request', `AADSTS90002: Tenant '${tid}' not found.`);
    if (method === 'GET' && rest === '/v2.0/.well-known/openid-configuration')
      return { status: 200, json: discovery(`${loginBase()}/${tid}`) };
    if (method === 'GET' && rest === '/discovery/v2.0/keys')
      return { status: 200, json: { keys: [publicHalf(key)] } };
    if (method === 'POST' && rest === '/oauth2/v2.0/token') return issue(tid, new URLSearchParams(body));
    return denied(404, 'invalid_request', 'AADSTS900144: There is no such endpoint.');
  }

  return { answer, userToken, claimsOf };
}

export function canSignIn(person: SandboxPerson): person is SandboxPerson & { readonly oid: string } {
  return (person.kind === 'member' || person.kind === 'guest') && person.oid !== undefined;
}

function userClaims(person: SandboxPerson, clientId: string): JWTPayload {
  const sub = createHash('sha256')
    .update(`${person.oid ?? ''} ${clientId}`)
    .digest('base64url');
  return {
    tid: person.tid,
    oid: person.oid ?? '',
    name: person.name,
    preferred_username: person.email ?? '',
    sub,
    ver: '2.0',
  };
}

function audienceOf(scope: string): string | undefined {
  const [first = ''] = scope.split(' ');
  if (first.startsWith(`${graphAudience}/`)) return graphAudience;
  if (first === `${connectorAudience}/.default`) return connectorAudience;
  return undefined;
}

function discovery(base: string): Record<string, unknown> {
  return {
    issuer: `${base}/v2.0`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token'],
    subject_types_supported: ['pairwise'],
  };
}

function granted(token: string): Reply {
  return {
    status: 200,
    json: { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: token },
  };
}

function denied(status: number, error: string, description: string): Reply {
  return { status, json: { error, error_description: description } };
}
