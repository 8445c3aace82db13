import { describe, expect, it, vi } from 'vitest';
import { type Frame, frameReader } from '#tab/meeting/frames.ts';
import { nearestStep, withField, withoutAdultsOnly, withRoom } from '#tab/meeting/roomState.ts';
import { followRoom, type StreamPorts } from '#tab/meeting/roomStream.ts';
import type { FieldState, Room } from '#tab/peps/views.ts';

const field = (path: string, value: string, version = 1): FieldState => ({
  path,
  value,
  version,
  by: 'Tom',
  at: '2026-11-23T10:00:00Z',
});
const section = (id: string, isAdultOnly: boolean): Room['pep']['sections'][number] => ({
  id,
  title: id,
  ownerName: 'Social worker',
  shape: 'one',
  isAdultOnly,
  source: 'LE-18',
  canWrite: true,
  fields: [],
});
const step = (id: string, isAdultOnly: boolean): Room['agenda'][number] => ({
  id,
  title: id,
  purpose: '',
  prompts: [],
  leadName: '',
  isAdultOnly,
  sections: [],
  source: 'LE-23',
});

function aRoom(fields: readonly FieldState[]): Room {
  return {
    meeting: {
      id: 'm1',
      reference: 'ER-1',
      startsAt: '2026-11-23T14:00',
      endsAt: '2026-11-23T15:00',
      venue: 'Room 2',
      state: 'started',
      joinUrl: null,
      startedAt: null,
    },
    isPupilPresent: false,
    canRun: false,
    step: 'care-update',
    agenda: [step('care-update', true), step('pupil-views', false)],
    quorum: { isMet: true, words: '', source: 'LE-11' },
    people: [],
    present: [],
    writing: [{ path: 'care-situation/changes', person: 'x', name: 'Tom' }],
    me: 'me',
    pep: {
      id: 'p1',
      kind: 'pep',
      stage: 'open',
      stageWords: '',
      version: 0,
      meeting: 'm1',
      reference: 'ER-1',
      child: {
        id: 'c1',
        reference: 'C-1',
        name: 'A',
        initials: 'A',
        yearGroup: 'Year 5',
        phase: 'schoolAge',
        school: null,
      },
      sections: [
        section('care-situation', true),
        section('pupil-views', false),
        section('new-targets', false),
      ],
      fields: [...fields],
      missing: [],
      ppp: null,
      previousTargets: [],
      returnedBecause: null,
      can: { submit: false, takeBack: false, open: false, return: false, signOff: false },
      cannotSignOff: null,
    },
  };
}

describe('the room as it changes', () => {
  it('takes a changed field in at its place, and never an older one', () => {
    const room = aRoom([field('a/b', 'one', 2), field('a/c', 'x')]);
    expect(withField(room, field('a/b', 'two', 3)).pep.fields.map(({ value }) => value)).toEqual([
      'two',
      'x',
    ]);
    expect(withField(room, field('a/b', 'old', 1))).toBe(room);
    expect(withField(room, field('a/d', 'new')).pep.fields).toHaveLength(3);
  });

  it('lets go of everything that a room cut anew no longer holds, and keeps what it already knows newer', () => {
    const before = aRoom([
      field('care-situation/changes', 'for adults'),
      field('pupil-views/views', 'newest', 5),
    ]);
    const after = withRoom(before, aRoom([field('pupil-views/views', 'older', 4)]));
    expect(after.pep.fields.map(({ value }) => value)).toEqual(['newest']);
  });

  it('shows nothing for adults alone while the server is silent, what was raised among adults included', () => {
    const room = aRoom([
      field('care-situation/changes', 'for adults'),
      field('pupil-views/views', 'for all'),
      field('new-targets/t1/from', 'care-update'),
      field('new-targets/t1/text', 'raised among adults'),
      field('new-targets/t2/from', 'pupil-views'),
      field('new-targets/t2/text', 'raised among all'),
    ]);
    const shown = withoutAdultsOnly(room);
    expect(shown.pep.fields.map(({ value }) => value)).toEqual([
      'for all',
      'pupil-views',
      'raised among all',
    ]);
    expect(shown.agenda.map(({ id }) => id)).toEqual(['pupil-views']);
    expect(shown.pep.sections.map(({ id }) => id)).toEqual(['pupil-views', 'new-targets']);
    expect(JSON.stringify(shown)).not.toContain('care-situation');
  });

  it.each([
    { shown: ['a', 'b', 'c'], wanted: 'b', is: 'b' },
    { shown: ['a', 'c'], wanted: 'b', is: 'c' },
    { shown: ['a'], wanted: 'c', is: 'a' },
    { shown: [], wanted: 'c', is: null },
  ])('moves from a vanished item to the nearest one: $wanted of $shown', ({ shown, wanted, is }) => {
    expect(nearestStep(['a', 'b', 'c'], shown, wanted)).toBe(is);
  });
});

describe('the stream', () => {
  it('reads frames that come in pieces, and passes over comments', () => {
    const read = frameReader();
    expect(read('data: {"is":"al')).toEqual([]);
    expect(read('ive"}\n\n: hello\n\ndata: {"is":"end"}\r\n\r\n')).toEqual([{ is: 'alive' }, { is: 'end' }]);
  });

  function streamOf(frames: readonly Frame[]): ReadableStream<Uint8Array> {
    const text = frames.map((frame) => `data: ${JSON.stringify(frame)}\n\n`).join('');
    return new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(text));
      },
    });
  }

  async function follow(
    streams: readonly (readonly Frame[] | 'down')[],
    reads: readonly ('read' | 'noAnswer' | 'closed')[],
    ms: number,
  ) {
    vi.useFakeTimers();
    const leaving = new AbortController();
    const log: string[] = [];
    let [opened, read] = [0, 0];
    const ports: StreamPorts = {
      open: async () => {
        log.push('open');
        const frames = streams[opened++] ?? 'down';
        return frames === 'down'
          ? { ok: false, problem: { code: 'offline', words: '', status: 0 } }
          : { ok: true, value: streamOf(frames) };
      },
      read: async () => {
        log.push('read');
        return reads[read++] ?? 'read';
      },
      hear: (frame) => void log.push(frame.is),
    };
    const following = followRoom(ports, leaving.signal);
    await vi.advanceTimersByTimeAsync(ms);
    leaving.abort();
    await vi.advanceTimersByTimeAsync(20_000);
    await following;
    vi.useRealTimers();
    return log;
  }

  it('opens again at once when the token’s time is over, and reads the room again', async () => {
    expect(await follow([[{ is: 'alive' }, { is: 'end' }], [{ is: 'alive' }]], [], 100)).toEqual([
      'open',
      'read',
      'alive',
      'open',
      'read',
      'alive',
    ]);
  });

  it('tries again with longer waits while nothing answers, and again after 10 s of silence', async () => {
    const log = await follow(
      ['down', 'down', [{ is: 'alive' }], [{ is: 'alive' }]],
      ['noAnswer', 'noAnswer'],
      3500,
    );
    expect(log).toEqual(['open', 'read', 'open', 'read', 'open', 'read', 'alive']);
    const silent = await follow([[{ is: 'alive' }], [{ is: 'alive' }]], [], 11_500);
    expect(silent).toEqual(['open', 'read', 'alive', 'open', 'read', 'alive']);
  });

  it('stays away from a room that is closed to this person', async () => {
    expect(await follow([[{ is: 'alive' }]], ['closed'], 60_000)).toEqual(['open', 'read']);
  });
});
