import { createServer, type IncomingMessage } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { makeCall, pathOf } from '#tab/shared/ask.ts';
import { isInsideTeams } from '#tab/shared/door.ts';
import { hashOf, placeOf } from '#tab/shared/place.ts';
import { expiryOf } from '#tab/shared/tokenExpiry.ts';

type Answer = { readonly status: number; readonly body: string };
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
  vi.unstubAllGlobals();
});

/** A server that gives these answers in turn; the tab's relative addresses lead to it. */
async function aServer(...answers: readonly Answer[]) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    const { status, body } = answers[Math.min(asked.length, answers.length) - 1] ?? { status: 500, body: '' };
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    fetch(`http://127.0.0.1:${address.port}${path}`, init),
  );
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  closing.push(close);
  return { asked, close };
}

describe('asking the server', () => {
  test('a refused token is forgotten and asked for once more', async () => {
    const { asked } = await aServer(
      { status: 401, body: '{"code":"sign-in-needed","words":"…"}' },
      { status: 200, body: '{"done":true}' },
    );
    const tokens = ['old', 'new'];
    let held = 0;
    const call = makeCall(
      () => Promise.resolve({ authorization: `Bearer ${tokens[held] ?? ''}` }),
      () => (held += 1),
    );
    const answer = await call('reply', { params: { meeting: 'm/1' }, body: { reply: 'accepted' } });
    expect(answer).toEqual({ ok: true, value: { done: true } });
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
    expect(asked[0]?.url).toBe('/api/meetings/m%2F1/reply');
  });

  test('somebody who is not signed in is asked twice at most', async () => {
    const { asked } = await aServer({
      status: 401,
      body: '{"code":"sign-in-needed","words":"You are not signed in."}',
    });
    const answer = await makeCall(
      async () => ({}),
      () => undefined,
    )('me');
    expect(answer).toEqual({
      ok: false,
      problem: { code: 'sign-in-needed', words: 'You are not signed in.', status: 401 },
    });
    expect(asked).toHaveLength(2);
  });

  test('a refusal keeps its words and facts', async () => {
    await aServer({
      status: 409,
      body: '{"code":"stale-words","words":"Both are kept.","facts":{"newer":3}}',
    });
    const answer = await makeCall(
      async () => ({}),
      () => undefined,
    )('me');
    expect(answer).toEqual({
      ok: false,
      problem: { code: 'stale-words', words: 'Both are kept.', facts: { newer: 3 }, status: 409 },
    });
  });

  test('an answer of some gateway in between becomes plain words', async () => {
    await aServer({ status: 502, body: '<html>Bad gateway</html>' });
    const answer = await makeCall(
      async () => ({}),
      () => undefined,
    )('me');
    expect(answer).toMatchObject({ ok: false, problem: { code: 'went-wrong', status: 502 } });
    expect(JSON.stringify(answer)).not.toContain('gateway');
  });

  test('no connection says that words are kept', async () => {
    const { close } = await aServer();
    close();
    const answer = await makeCall(
      async () => ({}),
      () => undefined,
    )('me');
    expect(answer).toMatchObject({
      ok: false,
      problem: { code: 'offline', words: 'No connection. Your words are kept here.', status: 0 },
    });
  });

  test('when Teams gives no token, nothing is sent', async () => {
    const { asked } = await aServer({ status: 200, body: '{}' });
    const answer = await makeCall(
      () => Promise.reject(new Error('CancelledByUser')),
      () => undefined,
    )('me');
    expect(answer).toMatchObject({ ok: false, problem: { code: 'sign-in-needed' } });
    expect(asked).toHaveLength(0);
  });
});

test('ids are written into a path so that none can change it', () => {
  expect(pathOf('/api/peps/:pep/fields', { pep: '../x?y' })).toBe('/api/peps/..%2Fx%3Fy/fields');
});

const framed = { parent: {} };
/** A top-level page is its own parent. */
function aTopLevelPage<T extends object>(has: T): T & { readonly parent: unknown } {
  const page: T & { parent: unknown } = { ...has, parent: null };
  page.parent = page;
  return page;
}
test.each([
  ['a frame', framed, '/tab/personal', true],
  ['a telephone’s own view', aTopLevelPage({ nativeInterface: {} }), '/tab/personal', true],
  ['an ordinary browser', aTopLevelPage({}), '/tab/personal', false],
  ['the door, even framed', framed, '/door/abc', false],
] as const)('%s decides which door is opened', (_where, page, path, isTeams) => {
  expect(isInsideTeams(page, path)).toBe(isTeams);
});

describe('places in the address', () => {
  test.each([
    [{ at: 'due' }, '#/due'],
    [{ at: 'board', id: 'm1' }, '#/board/m1'],
    [{ at: 'plan', id: 'a/b' }, '#/plan/a%2Fb'],
  ] as const)('%o is %s and back', (place, hash) => {
    expect(hashOf(place)).toBe(hash);
    expect(placeOf(hash)).toEqual(place);
  });

  test.each(['', '#', '#/book', '#/book/', '#/nowhere', '#/constructor/x'])('%j is no place', (hash) =>
    expect(placeOf(hash)).toBeNull(),
  );

  test('a link from Teams names a place without the hash', () =>
    expect(placeOf('room/m1')).toEqual({ at: 'room', id: 'm1' }));
});

test.each([
  [`x.${Buffer.from('{"exp":1800000000}').toString('base64url')}.y`, 1_800_000_000_000],
  [`x.${Buffer.from('{}').toString('base64url')}.y`, 0],
  ['no token', 0],
  ['a.%%%.c', 0],
  [`x.${Buffer.from('[').toString('base64url')}.y`, 0],
])('the end of a token is read, and one that does not say is not kept (%#)', (token, end) =>
  expect(expiryOf(token)).toBe(end),
);
