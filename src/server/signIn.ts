import type { FastifyRequest } from 'fastify';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Actor } from '#domain/people/person.ts';
import type { Problem } from '#domain/problem.ts';
import { problem } from '#domain/problem.ts';
import type { Result } from '#domain/result.ts';
import { ok, refuse } from '#domain/result.ts';
import { whoIsInside } from '#workflow/door/door.ts';
import { whoAsks } from '#workflow/people/whoAsks.ts';
import type { Ports } from '#workflow/ports.ts';
import type { ServerSettings } from './settings.ts';
import { cookiesOf, sessionCookie } from './cookies.ts';

export type SignedIn = {
  readonly actor: Actor;
  /** Real time, ms; the stream ends then. */
  readonly until: number;
};
export type SignIn = (request: FastifyRequest) => Promise<Result<SignedIn, Problem>>;

const claimsSchema = z.object({
  tid: z.string(),
  oid: z.string(),
  ver: z.literal('2.0'),
  scp: z.string(),
  exp: z.number(),
});

/** Two ways in: a Teams SSO token as bearer, or the browser door's cookie. Both are checked before anything of the request is read. */
export function openSignIn(config: ServerSettings, ports: Ports): SignIn {
  const verify = openVerifier(config);
  const cookie = sessionCookie(config);
  return async (request) => {
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) {
      const account = await verify(bearer);
      if (account === null) return refuse(problem('sign-in-needed'));
      const wanted = request.headers['x-authority'];
      const actor = await whoAsks(ports, account, typeof wanted === 'string' ? wanted : null);
      return actor.ok ? ok({ actor: actor.value, until: account.until }) : actor;
    }
    const session = cookiesOf(request.headers.cookie)[cookie];
    if (session === undefined || !isOwnOrigin(request, config)) return refuse(problem('sign-in-needed'));
    const actor = await whoIsInside(ports, session);
    return actor === null ? refuse(problem('sign-in-needed')) : ok({ actor, until: Date.now() + 3_600_000 });
  };
}

/** A cookie counts only from our own pages: what changes something says where it comes from. */
export function isOwnOrigin(request: FastifyRequest, config: ServerSettings): boolean {
  const { origin } = request.headers;
  if (origin !== undefined) return origin === new URL(config.publicUrl).origin;
  return request.method === 'GET' && request.headers['sec-fetch-site'] !== 'cross-site';
}

type Verified = { readonly tid: string; readonly oid: string; readonly until: number };

/** v2 tokens of the tenants on the list, for this app, with the scope the tab asks for. */
function openVerifier(config: ServerSettings): (token: string) => Promise<Verified | null> {
  const keys = new Map(
    config.tenants.map((tenant) => [tenant.issuer, createRemoteJWKSet(new URL(tenant.jwksUrl))]),
  );
  return async (token) => {
    try {
      const issuer = issuerOf(token);
      const jwks = keys.get(issuer);
      if (jwks === undefined) return null;
      const { payload } = await jwtVerify(token, jwks, {
        issuer,
        audience: config.clientId,
        algorithms: ['RS256'],
        clockTolerance: 30,
        requiredClaims: ['exp', 'iat'],
      });
      const claims = claimsSchema.safeParse(payload);
      if (!claims.success) return null;
      const tenant = config.tenants.find((known) => known.tid === claims.data.tid);
      const hasScope = claims.data.scp.split(' ').includes('access_as_user');
      if (tenant === undefined || tenant.issuer !== issuer || !hasScope) return null;
      return { tid: claims.data.tid, oid: claims.data.oid, until: claims.data.exp * 1000 };
    } catch (cause) {
      // A bad token is a stranger; keys that cannot be fetched are a fault somebody must hear of.
      if (cause instanceof errors.JOSEError && !(cause instanceof errors.JWKSTimeout)) return null;
      if (cause instanceof SyntaxError || cause instanceof z.ZodError) return null;
      throw cause;
    }
  };
}

/** Only says which keys to try: nothing of the token is believed before its signature. */
function issuerOf(token: string): string {
  const middle = token.split('.')[1] ?? '';
  const json: unknown = JSON.parse(Buffer.from(middle, 'base64url').toString('utf8'));
  return z.object({ iss: z.string() }).parse(json).iss;
}
