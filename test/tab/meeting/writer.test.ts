import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FieldState, FieldValue } from '#domain/pep/field.ts';
import { answerOf } from '#tab/meeting/saveAnswer.ts';
import { openUnsent } from '#tab/meeting/unsent.ts';
import { makeWriter, type SaveAnswer, type SaveAsk, type Writer } from '#tab/meeting/writer.ts';
import { aShelf } from './aShelf.ts';

const path = 'pupil-views/views';

/** A server that compares and sets, as the real one does. */
function aServer(refuses: string | null = null) {
  const fields = new Map<string, FieldState>();
  const asked: SaveAsk[] = [];
  const server = {
    asked,
    isDown: false,
    losesAnswers: false,
    refuses,
    write: (at: string, value: FieldValue, by: string): FieldState => {
      const field = {
        path: at,
        value,
        version: (fields.get(at)?.version ?? 0) + 1,
        by,
        at: '2026-11-23T10:42:00.000Z',
      };
      fields.set(at, field);
      return field;
    },
    valueAt: (at: string) => fields.get(at)?.value,
    save: async (ask: SaveAsk): Promise<SaveAnswer> => {
      asked.push(ask);
      if (server.isDown) return { is: 'noAnswer' };
      if (server.refuses !== null) return { is: 'refused', words: server.refuses };
      const held = fields.get(ask.path);
      if ((held?.version ?? 0) !== ask.baseVersion && held !== undefined) return { is: 'stale', newer: held };
      const field = server.write(ask.path, ask.value, 'Me');
      return server.losesAnswers ? { is: 'noAnswer' } : { is: 'kept', field };
    },
  };
  return server;
}

let server = aServer();
let shelf = aShelf();
let kept: FieldState[] = [];
let last: SaveAsk[] = [];

function aWriter(person = 'priya', pep = 'p1'): Writer {
  const writer = makeWriter({
    save: server.save,
    saveLast: (ask) => last.push(ask),
    unsent: openUnsent(shelf, person, pep),
    now: () => performance.now(),
    onKept: (field) => kept.push(field),
  });
  writer.open();
  return writer;
}
const type = (writer: Writer, value: string, base = 0) => writer.type({ path, value, base, isWhole: false });
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  server = aServer();
  shelf = aShelf();
  kept = [];
  last = [];
});
afterEach(() => vi.useRealTimers());

describe('saving by itself', () => {
  it('saves what was typed within a second of the first key, even while typing goes on', async () => {
    const writer = aWriter();
    for (let key = 1; key <= 8; key += 1) {
      type(writer, 'x'.repeat(key));
      await pass(150);
    }
    expect(server.asked[0]?.value).toBe('xxxxxxx');
    expect(writer.draft(path)?.mine).toBe('xxxxxxxx');
    await pass(1000);
    expect(server.valueAt(path)).toBe('xxxxxxxx');
    expect(writer.saving()).toEqual({ is: 'saved', at: '2026-11-23T10:42:00.000Z' });
  });

  it('waits for a pause in typing, and sends a choice at once', async () => {
    const writer = aWriter();
    type(writer, 'Likes art');
    await pass(590);
    expect(server.asked).toHaveLength(0);
    await pass(20);
    expect(server.asked).toHaveLength(1);
    writer.type({ path: 'attendance/a/came', value: 'yes', base: 0, isWhole: true });
    await pass(1);
    expect(server.valueAt('attendance/a/came')).toBe('yes');
  });

  it('keeps where an entry was raised before its words', async () => {
    const writer = aWriter();
    writer.type({ path: 'new-targets/t1/text', value: 'Read daily', base: 0, isWhole: true });
    writer.type({ path: 'new-targets/t1/from', value: 'care-update', base: 0, isWhole: true });
    await pass(50);
    expect(server.asked.map((ask) => ask.path)).toEqual(['new-targets/t1/from', 'new-targets/t1/text']);
  });
});

describe('without a connection', () => {
  it('says so, tries again with longer waits, and lets the kept words go when they are acknowledged', async () => {
    server.isDown = true;
    const writer = aWriter();
    type(writer, 'Wants a mentor');
    await pass(700);
    expect(writer.saving()).toEqual({ is: 'offline' });
    expect(shelf.length).toBe(1);
    const tries = () => server.asked.length;
    await pass(7000);
    expect(tries()).toBe(4);
    server.isDown = false;
    writer.sendNow();
    await pass(1);
    expect(server.valueAt(path)).toBe('Wants a mentor');
    expect(shelf.length).toBe(0);
    expect(kept).toHaveLength(1);
  });

  it('gives the words back when the panel is opened again, and sends them', async () => {
    server.isDown = true;
    const before = aWriter();
    type(before, 'Half a sentence');
    before.leave();
    before.close();
    expect(last).toEqual([{ path, value: 'Half a sentence', baseVersion: 0 }]);
    server.isDown = false;
    const after = aWriter();
    expect(after.draft(path)?.mine).toBe('Half a sentence');
    await pass(1);
    expect(server.valueAt(path)).toBe('Half a sentence');
  });

  it('never gives one person’s unsent words to another', () => {
    server.isDown = true;
    type(aWriter('priya'), 'For adults');
    expect(aWriter('priya', 'p2').draft(path)).toBeNull();
    expect(shelf.length).toBe(1);
    expect(aWriter('tom').draft(path)).toBeNull();
    expect(shelf.length).toBe(0);
  });

  it('takes an answer lost on the way for what it was', async () => {
    server.losesAnswers = true;
    const writer = aWriter();
    type(writer, 'Once only');
    await pass(700);
    server.losesAnswers = false;
    await pass(1200);
    expect(writer.draft(path)?.state).toBe('saved');
    expect(server.valueAt(path)).toBe('Once only');
  });
});

describe('two writers', () => {
  async function aCollision(): Promise<Writer> {
    const writer = aWriter();
    type(writer, 'Mine');
    const theirs = server.write(path, 'Theirs', 'Tom');
    writer.hear([theirs]);
    expect(writer.draft(path)?.mine).toBe('Mine');
    await pass(700);
    expect(writer.draft(path)).toMatchObject({
      state: 'stale',
      mine: 'Mine',
      theirs: { value: 'Theirs', by: 'Tom' },
    });
    expect(server.valueAt(path)).toBe('Theirs');
    return writer;
  }

  it.each([
    { choice: 'mine', stands: 'Mine' },
    { choice: 'theirs', stands: 'Theirs' },
    { choice: 'both', stands: 'Theirs\nMine' },
  ] as const)('overwrites nothing before a choice; $choice then stands', async ({ choice, stands }) => {
    const writer = await aCollision();
    writer.choose(path, choice);
    await pass(50);
    expect(server.valueAt(path)).toBe(stands);
    expect(writer.draft(path)).toMatchObject({ state: 'saved', mine: stands });
    expect(shelf.length).toBe(0);
  });

  it('learns the other’s words later, when they were held back while the pupil was in the room', async () => {
    const writer = await aCollision();
    const newest = server.write(path, 'Theirs, longer', 'Tom');
    writer.hear([{ ...newest, value: null }]);
    writer.hear([newest]);
    expect(writer.draft(path)?.theirs?.value).toBe('Theirs, longer');
  });

  it('lets newer words of others in once its own are settled', async () => {
    const writer = aWriter();
    type(writer, 'First');
    await pass(700);
    writer.hear([server.write(path, 'Second, by Tom', 'Tom')]);
    expect(writer.draft(path)).toBeNull();
  });

  it('builds on the newest version it was told of', async () => {
    const writer = aWriter();
    type(writer, 'One');
    await pass(700);
    type(writer, 'One two');
    await pass(700);
    expect(server.asked.map((ask) => ask.baseVersion)).toEqual([0, 1]);
  });
});

it('says why a save is refused, keeps the words, and does not try by itself', async () => {
  server.refuses = 'This plan is with the Virtual School now.';
  const writer = aWriter();
  type(writer, 'Too late');
  await pass(30_000);
  expect(server.asked).toHaveLength(1);
  expect(writer.draft(path)).toMatchObject({ state: 'refused', refusal: server.refuses, mine: 'Too late' });
  expect(shelf.length).toBe(1);
});

describe('what the server’s answer means for unsent words', () => {
  const newer: FieldState = { path, value: 'Theirs', version: 2, by: 'Tom', at: '2026-11-23T10:42:00.000Z' };
  it.each([
    { code: 'offline', status: 0, is: 'noAnswer' },
    { code: 'try-again-later', status: 503, is: 'noAnswer' },
    { code: 'too-many-tries', status: 429, is: 'noAnswer' },
    { code: 'sign-in-needed', status: 401, is: 'noAnswer' },
    { code: 'pep-not-open', status: 409, is: 'refused' },
    { code: 'stale-words', status: 409, facts: { newer }, is: 'stale' },
    { code: 'stale-words', status: 409, facts: { newer: { path } }, is: 'refused' },
  ])('$code ($status) is $is', ({ is, ...problem }) => {
    expect(answerOf({ words: 'Words', ...problem }).is).toBe(is);
  });
});
