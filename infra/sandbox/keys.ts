import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  type JWTPayload,
} from 'jose';
import type { JsonObject } from './state.ts';
import { realNow } from './realTime.ts';

export async function newSigningKey(): Promise<JsonObject> {
  const pair = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { ...jwkText(jwk), kid, alg: 'RS256', use: 'sig' };
}

function jwkText(jwk: object): JsonObject {
  return Object.fromEntries(
    Object.entries(jwk).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** The half of a key that may be published. */
export function publicHalf(key: JsonObject): JsonObject {
  return Object.fromEntries(
    ['kty', 'n', 'e', 'kid', 'alg', 'use'].flatMap((name) => {
      const value = key[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Signs with real time, whatever the sandbox's clock says. */
export async function signToken(
  key: JsonObject,
  claims: JWTPayload,
  expiresInSeconds = 3600,
): Promise<string> {
  const issued = Math.floor(realNow().getTime() / 1000);
  return new SignJWT({ ...claims, iat: issued, nbf: issued - 5, exp: issued + expiresInSeconds })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: typeof key.kid === 'string' ? key.kid : '' })
    .sign(await importJWK(key, 'RS256'));
}
