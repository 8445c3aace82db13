import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { routes } from '#contract/routes.ts';
import type { CallName } from '#domain/access/table.ts';
import { aSandbox, type Method, type TestSandbox } from '../support/aSandbox.ts';
import { columns, expectedOf, places, rows, type Column, type Place } from './accessTable.ts';
import { found, furnish, type Being, type Furnished, type Spot } from './demoPlaces.ts';

let sandbox: TestSandbox;
let furnished: Furnished;
beforeAll(async () => {
  sandbox = await aSandbox();
  furnished = await furnish(sandbox);
}, 120_000);
afterAll(async () => await sandbox.close());

const calls = Object.keys(routes).filter((name): name is CallName => name in routes);
const isObject = (call: CallName) => rows[call].about !== 'none';

/** A body that the contract takes and that changes nothing that another row looks at. */
function bodyOf(call: CallName, spot: Spot): unknown {
  const time = { startsAt: '2026-01-12T14:00', endsAt: '2026-01-12T15:00', venue: 'Room 4' };
  const bodies: Partial<Record<CallName, unknown>> = {
    importCaseload: {
      files: [
        { name: 'people.csv', base64: Buffer.from('Name,Email,Role,Team or school\r\n').toString('base64') },
      ],
    },
    confirmRole: { proposal: 'none-such' },
    bookMeeting: {
      ...time,
      bookingKey: crypto.randomUUID(),
      people: [spot.invitee],
      chair: 'designatedTeacher',
      overrides: [],
    },
    moveMeeting: { ...time, reason: 'The room is taken', revision: 1 },
    cancelMeeting: { reason: 'The room is taken' },
    retryEffect: { effect: spot.effect },
    recordCall: { person: spot.invitee, reply: 'none' },
    reply: { reply: 'accepted' },
    meetingOfChat: { chatId: spot.chat },
    announceWriting: { path: null, takeOver: false },
    setStep: { step: 'progress' },
    markPupilPresent: { isPresent: true },
    raiseAction: { entry: crypto.randomUUID(), step: 'progress', text: 'Ask about the bus' },
    saveField: { path: 'next-meeting/venue', value: 'Library', baseVersion: 0 },
    returnPep: { reason: 'Target 2 needs a measure' },
    previewEdition: { edition: 'school' },
  };
  return bodies[call] ?? {};
}

function addressOf(call: CallName, spot: Spot): string {
  const path = routes[call].path
    .replace(':child', spot.child)
    .replace(':meeting', spot.meeting)
    .replace(':pep', spot.pep);
  return `${sandbox.app.address()}${path}`;
}

type Request = {
  readonly being: Being;
  readonly call: CallName;
  readonly spot: Spot;
  readonly body?: string;
};
const problem = z.object({ code: z.string() });

/** What came back, in one word; a stream is read no further than its first line. */
async function answerTo({
  being,
  call,
  spot,
  body,
}: Request): Promise<{ readonly status: number; readonly said: string }> {
  const method: Method = routes[call].method;
  const sent = method === 'GET' ? {} : { body: body ?? JSON.stringify(bodyOf(call, spot)) };
  const type: Being = method === 'GET' ? {} : { 'content-type': 'application/json' };
  const stop = new AbortController();
  const reply = await fetch(addressOf(call, spot), {
    method,
    headers: { ...being, ...type },
    signal: stop.signal,
    ...sent,
  });
  if (reply.status === 200 && call === 'roomStream') {
    stop.abort();
    return { status: 200, said: 'ok' };
  }
  const json: unknown = await reply.json();
  return {
    status: reply.status,
    said: reply.status === 200 ? 'ok' : (problem.safeParse(json).data?.code ?? JSON.stringify(json)),
  };
}

const statuses: Readonly<Record<string, number>> = {
  ok: 200,
  'not-found': 404,
  'not-for-your-role': 403,
  'not-through-this-door': 403,
  'only-chair': 403,
};

it('every call of the contract has its row, and every row a call', () => {
  expect(Object.keys(rows).toSorted()).toEqual(Object.keys(routes).toSorted());
});

describe('who may make which call, about whom', () => {
  it.each(calls)('%s', async (call) => {
    const asked = columns.flatMap((column) =>
      (isObject(call) ? places : (['own'] as const)).map((place) => ({ column, place })),
    );
    const wanted: Record<string, string> = {};
    const got: Record<string, string> = {};
    await Promise.all(
      asked.map(async ({ column, place }: { column: Column; place: Place }) => {
        const name = `${column}, ${place}`;
        const said = expectedOf(call, column, place);
        wanted[name] = `${statuses[said] ?? 409} ${said}`;
        const being = found(furnished.beings.get(column));
        const answer = await answerTo({ being, call, spot: furnished.spots[place] });
        got[name] = `${answer.status} ${answer.said}`;
      }),
    );
    expect(got).toEqual(wanted);
  });
});

describe('a refused call is refused before its body is looked at', () => {
  const sends = calls.filter((call) => routes[call].method !== 'GET');
  const nobody: Record<string, Being> = {
    'without a token': {},
    'with a bad token': { authorization: 'Bearer not.a.token' },
    'with a cookie nobody gave out': { cookie: 'review-session=made-up' },
  };
  it.each(sends)('%s: a stranger’s broken body is never parsed', async (call) => {
    for (const [who, headers] of Object.entries(nobody)) {
      const being = who.includes('cookie') ? { ...headers, origin: sandbox.address } : headers;
      const answer = await answerTo({ being, call, spot: furnished.spots.own, body: '{"broken' });
      expect(answer, who).toEqual({ status: 401, said: 'sign-in-needed' });
    }
  });
  it.each(calls)('%s: nobody comes in without signing in', async (call) => {
    expect(await answerTo({ being: {}, call, spot: furnished.spots.own })).toEqual({
      status: 401,
      said: 'sign-in-needed',
    });
  });
  it.each(['importCaseload', 'saveField', 'bookMeeting'] as const)(
    '%s: 31 MB of a stranger are not read',
    async (call) => {
      const body = JSON.stringify('x'.repeat(31 * 1024 * 1024));
      expect(await answerTo({ being: {}, call, spot: furnished.spots.own, body })).toEqual({
        status: 401,
        said: 'sign-in-needed',
      });
    },
  );
  it('the same 31 MB from somebody who may send them are too much', async () => {
    const body = JSON.stringify('x'.repeat(31 * 1024 * 1024));
    const being = found(furnished.beings.get('coordinator'));
    expect(await answerTo({ being, call: 'importCaseload', spot: furnished.spots.own, body })).toEqual({
      status: 413,
      said: 'file-too-large',
    });
  });
  it('outside the circle a broken body is 404, in it with another role 403, with the right one 400', async () => {
    const being = found(furnished.beings.get('designatedTeacher'));
    const [body, spots] = ['{"broken', furnished.spots];
    expect((await answerTo({ being, call: 'submitPep', spot: spots.other, body })).status).toBe(404);
    expect((await answerTo({ being, call: 'signOffPep', spot: spots.own, body })).status).toBe(403);
    expect((await answerTo({ being, call: 'submitPep', spot: spots.own, body })).status).toBe(400);
  });
});
