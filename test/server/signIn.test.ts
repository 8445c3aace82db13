import { exportSPKI, importJWK, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newSigningKey, publicHalf, signToken } from '#sandbox/keys.ts';
import { ask, aSandbox, read, type Called, type TestSandbox } from '../support/aSandbox.ts';
import type { Tx } from '#workflow/ports.ts';
import { found } from './demoPlaces.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await aSandbox();
}, 120_000);
afterAll(async () => await sandbox.close());

const me = z.object({
  name: z.string(),
  person: z.string(),
  authority: z.object({ id: z.string() }),
  door: z.string(),
});
const problem = z.object({ code: z.string() });

async function knock(
  authorization: string | undefined,
  more: Readonly<Record<string, string>> = {},
): Promise<Called> {
  const headers = authorization === undefined ? more : { authorization, ...more };
  return await ask(`${sandbox.address}/api/me`, { method: 'GET', headers });
}

function known(id: string) {
  const person = found(sandbox.world.person(id));
  return { ...person, oid: found(person.oid), email: found(person.email) };
}

/** The claims of a good token of one person; each case changes one thing. */
function claimsOf(id: string): JWTPayload {
  const { tid, oid, email } = known(id);
  const iss = sandbox.services.issuer(tid);
  const aud = sandbox.world.setup.app.clientId;
  return { tid, oid, preferred_username: email, ver: '2.0', scp: 'access_as_user', aud, iss };
}
const without = (claims: JWTPayload, name: string): JWTPayload =>
  Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name));

describe('a token', () => {
  const signed = async (claims: JWTPayload, seconds?: number) =>
    await signToken(sandbox.world.state.keys.signIn, claims, seconds);

  it('of the council’s tenant is let in', async () => {
    const answer = await knock(`Bearer ${await signed(claimsOf('coordinator'))}`);
    expect(read(me, answer)).toMatchObject({
      name: 'Amina Yusuf',
      door: 'teams',
      authority: { id: 'fenmarch' },
    });
  });

  it('of a guest of the council’s tenant is let in', async () => {
    expect(known('designated-teacher').kind).toBe('guest');
    const answer = await knock(`Bearer ${await signed(claimsOf('designated-teacher'))}`);
    expect(read(me, answer)).toMatchObject({ name: 'Helen Ashdown' });
  });

  const bad: Record<string, (good: JWTPayload) => Promise<string | undefined> | string | undefined> = {
    'no header': () => undefined,
    'an empty one': () => 'Bearer ',
    garbage: () => 'Bearer garbage',
    'three parts of garbage': () => 'Bearer a.b.c',
    'a word that is no bearer': async (good) => `Basic ${await signed(good)}`,
    'version 1': async (good) =>
      `Bearer ${await signed({ ...good, ver: '1.0', iss: `https://sts.windows.net/${String(good['tid'])}/` })}`,
    'version 1 under the right issuer': async (good) => `Bearer ${await signed({ ...good, ver: '1.0' })}`,
    'another issuer': async (good) =>
      `Bearer ${await signed({ ...good, iss: 'https://login.microsoftonline.com/common/v2.0' })}`,
    'the issuer of the other tenant': async (good) =>
      `Bearer ${await signed({ ...good, iss: sandbox.services.issuer(known('eastholme-coordinator').tid) })}`,
    'another audience': async (good) =>
      `Bearer ${await signed({ ...good, aud: 'https://graph.microsoft.com' })}`,
    'the bot’s audience': async (good) =>
      `Bearer ${await signed({ ...good, aud: sandbox.world.setup.app.botId })}`,
    'no scope (an app’s own token)': async (good) => `Bearer ${await signed(without(good, 'scp'))}`,
    'another scope': async (good) => `Bearer ${await signed({ ...good, scp: 'User.Read' })}`,
    'a tenant not on the list': async (good) =>
      `Bearer ${await signed({ ...good, tid: crypto.randomUUID() })}`,
    'a tenant and issuer not on the list': async (good) => {
      const tid = crypto.randomUUID();
      return `Bearer ${await signed({ ...good, tid, iss: sandbox.services.issuer(tid) })}`;
    },
    'no person': async (good) => `Bearer ${await signed(without(good, 'oid'))}`,
    expired: async (good) => `Bearer ${await signed(good, -60)}`,
    'signed with a key of its own': async (good) => {
      const own = { ...(await newSigningKey()), kid: found(sandbox.world.state.keys.signIn['kid']) };
      return `Bearer ${await signToken(own, good)}`;
    },
    'signed with the channel’s key': async (good) =>
      `Bearer ${await signToken(sandbox.world.state.keys.channel, good)}`,
    'another’s payload under a true signature': async (good) => {
      const [head, , signature] = (await signed(good)).split('.');
      const forged = { ...good, oid: known('head').oid, iat: 1, exp: 9_999_999_999 };
      return `Bearer ${head}.${Buffer.from(JSON.stringify(forged)).toString('base64url')}.${signature}`;
    },
    'alg none': (good) => `Bearer ${new UnsecuredJWT(good).setIssuedAt().setExpirationTime('1h').encode()}`,
    'HS256 with the public key as secret': async (good) => {
      const { signIn } = sandbox.world.state.keys;
      const key = await importJWK({ ...publicHalf(signIn), kty: 'RSA' }, 'RS256', { extractable: true });
      if (key instanceof Uint8Array) throw new Error('not a public key');
      const secret = new TextEncoder().encode(await exportSPKI(key));
      const token = new SignJWT(good).setProtectedHeader({
        alg: 'HS256',
        kid: z.string().parse(signIn['kid']),
      });
      return `Bearer ${await token.setIssuedAt().setExpirationTime('1h').sign(secret)}`;
    },
  };
  it.each(Object.keys(bad))('%s: 401', async (name) => {
    const answer = await knock(await bad[name]?.(claimsOf('coordinator')));
    expect([answer.status, read(problem, answer).code]).toEqual([401, 'sign-in-needed']);
  });

  it('in the address instead of the header is not looked at', async () => {
    const token = await signed(claimsOf('coordinator'));
    const answer = await ask(`${sandbox.address}/api/me?access_token=${token}`, {
      method: 'GET',
      headers: {},
    });
    expect(answer.status).toBe(401);
  });
});

describe('an account becomes a person', () => {
  const bearer = async (claims: JWTPayload) =>
    `Bearer ${await signToken(sandbox.world.state.keys.signIn, claims)}`;
  const store = {
    within: <T>(authority: string, work: (tx: Tx) => Promise<T>) =>
      sandbox.app.ports.store.within(authority, work),
  };
  const linksOf = async (id: string) => {
    const { tid, oid } = known(id);
    return await sandbox.app.ports.store.gate.linksOf({ tid, oid });
  };

  it('by one look-up in the directory, which is kept in the audit', async () => {
    expect(await linksOf('iro-2')).toEqual([]);
    const first = read(me, await knock(await bearer(claimsOf('iro-2'))));
    expect(first.name).toBe('Tunde Bakare');
    expect(await linksOf('iro-2')).toEqual([{ authority: 'fenmarch', person: first.person }]);
    await knock(await bearer(claimsOf('iro-2')));
    const rows = await store.within('fenmarch', (tx) => tx.audit.ofObject(`person:${first.person}`));
    const linked = rows.filter((row) => row.did === 'account linked');
    const { tid, oid } = known('iro-2');
    expect(linked).toMatchObject([{ through: 'directory look-up', facts: { tid, oid } }]);
  });

  it('never by the mail or name that a token claims', async () => {
    const { email, name } = known('head');
    const claims = { preferred_username: email, email, upn: email, name };
    const stranger = await knock(await bearer({ ...claimsOf('head'), ...claims, oid: crypto.randomUUID() }));
    expect([stranger.status, read(problem, stranger).code]).toEqual([401, 'sign-in-unknown']);
    const other = read(me, await knock(await bearer({ ...claimsOf('social-worker-2'), ...claims })));
    expect(other.name).toBe('Siobhan Keating');
  });

  it('never as a mailbox that several people read, also when it was linked before', async () => {
    const { email } = known('social-worker-3');
    const share = async (id: string) =>
      await store.within('fenmarch', async (tx) => {
        const person = found(await tx.people.byEmail(known(id).email));
        await tx.people.save({ ...person, isRoleAddress: true });
      });
    await share('social-worker-3');
    const answer = await knock(await bearer(claimsOf('social-worker-3')));
    expect([answer.status, read(problem, answer).code, email]).toEqual([401, 'sign-in-unknown', email]);
    expect(await linksOf('social-worker-3')).toEqual([]);
    expect((await knock(await bearer(claimsOf('social-worker-4')))).status).toBe(200);
    await share('social-worker-4');
    expect((await knock(await bearer(claimsOf('social-worker-4')))).status).toBe(401);
  });

  it('the council’s staff only from the council’s own tenant, whatever address another tenant writes', async () => {
    const intruder = known('eastholme-officer');
    const victim = known('officer-2');
    const person = found(sandbox.world.setup.people.find((one) => one.id === intruder.id));
    const as = (email: string | undefined) => Object.assign(person, { email });
    as(victim.email);
    try {
      const answer = await knock(
        await bearer({
          ...claimsOf('coordinator'),
          tid: intruder.tid,
          oid: intruder.oid,
          iss: sandbox.services.issuer(intruder.tid),
        }),
      );
      expect([answer.status, read(problem, answer).code]).toEqual([401, 'sign-in-unknown']);
      expect(await linksOf('eastholme-officer')).toEqual([]);
    } finally {
      as(intruder.email);
    }
  });

  it('a teacher of two authorities is in each of them by asking for it, and in one at a time', async () => {
    const token = await bearer(claimsOf('designated-teacher-both'));
    const [one, other] = [
      await knock(token, { 'x-authority': 'fenmarch' }),
      await knock(token, { 'x-authority': 'eastholme' }),
    ];
    expect([read(me, one).authority.id, read(me, other).authority.id]).toEqual(['fenmarch', 'eastholme']);
    expect(read(me, one).person).not.toBe(read(me, other).person);
  });

  it('a directory that does not answer is no stranger: try again later', async () => {
    sandbox.services.faults.add({ path: '/v1.0/users', status: 503, times: 20 });
    const answer = await knock(await bearer(claimsOf('business-support')));
    sandbox.services.faults.clear();
    expect([answer.status, read(problem, answer).code]).toEqual([503, 'try-again-later']);
    expect((await knock(await bearer(claimsOf('business-support')))).status).toBe(200);
  });

  it('an authority that the settings name no longer is closed to everybody', async () => {
    const { gate } = sandbox.app.ports.store;
    const settings = await Promise.all(
      (await gate.authorities()).map((id) => store.within(id, (tx) => tx.settings())),
    );
    const token = await bearer(claimsOf('coordinator'));
    await gate.keepAuthorities(settings.filter((one) => one.id !== 'fenmarch'));
    const closed = await knock(token);
    await gate.keepAuthorities(settings);
    expect(closed.status).toBe(401);
    expect((await knock(token)).status).toBe(200);
  });
});
