import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aSandbox, type TestSandbox } from '#test/support/aSandbox.ts';
import {
  boardOf,
  type Board,
  bookingFor,
  cardsTo,
  cardText,
  deliveriesOf,
  dueList,
  hold,
  hook,
  mailsTo,
  meetingIn,
  onBoard,
  planFor,
  until,
} from './steps.ts';

/** Microsoft 365 is slow, full, down, or says no: at each step of booking and delivering. */
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await aSandbox({ patienceMs: 60_000 });
}, 120_000);
afterAll(async () => await sandbox.close());
afterEach(() => sandbox.services.faults.clear());

type Fault = {
  readonly path: string;
  readonly method?: string;
  readonly status?: number | 'reset';
  readonly when?: 'before' | 'after';
  readonly times?: number;
  readonly retryAfterSeconds?: number;
  readonly code?: string;
  readonly delayMs?: number;
};
const switchOn = (...faults: readonly Fault[]) => {
  for (const fault of faults) expect(sandbox.services.faults.add(fault)).toMatchObject({ path: fault.path });
};

/** Schools whose teachers are guests here. */
const sedgeway = 'Sedgeway Primary School';
const others = ['Saltern High School', 'Osier Park School'];

/** A child of one of the schools who has no meeting yet and whose carer is reached by mail. */
async function nextChild(schools: readonly string[]): Promise<string> {
  for (const { stage, child } of await dueList(sandbox)) {
    if (stage !== 'notBooked' || !schools.includes(child.school ?? '')) continue;
    const { candidates } = await planFor(sandbox, child.id);
    if (candidates.some(({ role, reached }) => role === 'carer' && reached.includes('mail'))) return child.id;
  }
  throw new Error('Everybody at these schools is booked');
}
async function booked(...schools: readonly string[]): Promise<string> {
  const child = await nextChild(schools.length === 0 ? others : schools);
  return meetingIn(
    await sandbox.call(
      'coordinator',
      'POST',
      `/api/children/${child}/meetings`,
      await bookingFor(sandbox, child),
    ),
  );
}
const stepsOf = ({ steps, people }: Board) => [...steps, ...people.flatMap((person) => person.steps)];
const notDone = (board: Board) =>
  stepsOf(board)
    .filter(({ state }) => state !== 'done')
    .map(({ what, state, words }) => [what, state, words]);

const eventsOf = (meeting: string) =>
  sandbox.world.state.events.filter(({ transactionId }) => transactionId === meeting).length;
/** How often each person's chat has a card about the meeting, each address a mail of ours with a link to it. */
function sentAbout(meeting: string, reference: string): { readonly most: number; readonly total: number } {
  const personal = sandbox.world.state.chats
    .filter(({ kind }) => kind === 'personal')
    .map(({ activities }) => activities.filter((card) => cardText(card).includes(meeting)).length);
  const inChat = sandbox.world.state.chats
    .filter(({ kind }) => kind === 'meeting')
    .map(
      ({ activities }) => activities.filter((one) => JSON.stringify(one.activity).includes(reference)).length,
    );
  const mails = sandbox.world.state.mail.filter(
    ({ kind, isDraft, content }) => kind === 'message' && !isDraft && content.includes(reference),
  );
  const byAddress = Map.groupBy(mails, ({ to }) => to[0]?.address ?? '');
  const counts = [...personal, ...inChat, ...[...byAddress.values()].map((all) => all.length)];
  return { most: Math.max(...counts), total: counts.reduce((sum, count) => sum + count, 0) };
}

const bookingSteps: readonly Fault[] = [
  { method: 'GET', path: '/v1.0/users/[^/]+/events' },
  { method: 'POST', path: '/v1.0/users/[^/]+/events' },
  { method: 'GET', path: '/v1.0/users/[^/]+/onlineMeetings' },
  { method: 'PATCH', path: '/v1.0/users/[^/]+/onlineMeetings' },
  { method: 'POST', path: '/v1.0/chats/[^/]+/installedApps' },
  { method: 'POST', path: '/v1.0/users/[^/]+/teamwork/installedApps' },
  { method: 'POST', path: '/v1.0/users/[^/]+/messages$' },
  { method: 'POST', path: '/v1.0/users/[^/]+/messages/.+/send' },
];

describe('booking, while every step of it meets', () => {
  it.each([
    ['429 with Retry-After', { status: 429, retryAfterSeconds: 1 }],
    ['503', { status: 503 }],
    ['a connection reset before', { status: 'reset', when: 'before' }],
    ['a connection reset after the deed was done', { status: 'reset', when: 'after' }],
    ['503 after the deed was done', { status: 503, when: 'after' }],
  ] as const)(
    '%s: in the end one event, everything done, everybody told once',
    async (_name, kind) => {
      switchOn(...bookingSteps.map((step) => ({ ...step, ...kind, times: 1 })));
      const meeting = await booked(sedgeway, 'Marsh Hythe Primary School', 'St Botolph Primary School');
      await sandbox.settle(meeting);
      const board = await boardOf(sandbox, meeting);
      expect(notDone(board)).toEqual([]);
      expect(board.steps).toHaveLength(4);
      expect(eventsOf(meeting)).toBe(1);
      const sent = sentAbout(meeting, board.meeting.reference);
      expect(sent.most).toBe(1);
      expect(sent.total).toBeGreaterThanOrEqual(
        board.people.filter(({ reach }) => reach === 'bot' || reach === 'mail').length + 1,
      );
    },
    90_000,
  );

  it('429 and 503 again and again: the worker waits as long as it is asked to, and tells so on the board', async () => {
    switchOn({
      method: 'POST',
      path: '/v1.0/users/[^/]+/events',
      status: 429,
      retryAfterSeconds: 6,
      times: 1,
    });
    const meeting = await booked();
    const waiting = await until(
      async () =>
        (await boardOf(sandbox, meeting)).steps.find(
          ({ state, words }) => state === 'waiting' && words !== 'Waiting',
        ),
      'the wait',
    );
    expect(waiting.words).toBe('Microsoft 365 asked us to wait; it will be tried again.');
    await sandbox.settle(meeting);
    expect(notDone(await boardOf(sandbox, meeting))).toEqual([]);
    expect(eventsOf(meeting)).toBe(1);
  }, 60_000);

  it('no answer in time, though the event was made: it is found and not made again', async () => {
    switchOn({ method: 'POST', path: '/v1.0/users/[^/]+/events', delayMs: 21_500, when: 'after', times: 1 });
    const meeting = await booked();
    await sandbox.settle(meeting);
    expect(notDone(await boardOf(sandbox, meeting))).toEqual([]);
    expect(eventsOf(meeting)).toBe(1);
  }, 90_000);
});

describe('a card', () => {
  it('whose answer never came is uncertain, is not repeated by itself, and is repeated when a person says so', async () => {
    switchOn({
      method: 'POST',
      path: '/connector/v3/conversations/.+/activities',
      status: 'reset',
      when: 'after',
      times: 1,
    });
    const meeting = await booked();
    await sandbox.settle(meeting);
    const board = await boardOf(sandbox, meeting);
    const unsure = stepsOf(board).filter(({ state }) => state === 'uncertain');
    expect(unsure).toEqual([expect.objectContaining({ words: 'Sent, not confirmed', canRetry: true })]);
    expect(sentAbout(meeting, board.meeting.reference).most).toBe(1);
    await sandbox.app.sweepNow();
    expect(sentAbout(meeting, board.meeting.reference).most).toBe(1);
    await sandbox.call('coordinator', 'POST', `/api/meetings/${meeting}/retry`, {
      effect: unsure[0]?.effect,
    });
    await sandbox.settle(meeting);
    expect(notDone(await boardOf(sandbox, meeting))).toEqual([]);
  }, 60_000);

  it('to somebody who blocked the bot becomes mail', async () => {
    await hook(sandbox, '/sandbox/as/designated-teacher/block', {});
    const before = mailsTo(sandbox, 'helen.ashdown@sedgewayprimary.fenmarch.sch.test').length;
    const meeting = await booked(sedgeway);
    await sandbox.settle(meeting);
    const board = await boardOf(sandbox, meeting);
    expect(notDone(board)).toEqual([]);
    expect(onBoard(board, 'designatedTeacher')).toMatchObject({ reach: 'mail', reachWords: 'Email' });
    expect(mailsTo(sandbox, 'helen.ashdown@sedgewayprimary.fenmarch.sch.test').length).toBe(before + 1);
    expect(cardsTo(sandbox, 'designated-teacher').filter((card) => cardText(card).includes(meeting))).toEqual(
      [],
    );
    await hook(sandbox, '/sandbox/as/designated-teacher/block', { blocked: false });
  }, 60_000);
});

describe('a permission that is missing', () => {
  it.each([
    ['the calendar', { method: 'POST', path: '/v1.0/users/[^/]+/events' }],
    ['online meetings', { path: '/v1.0/users/[^/]+/onlineMeetings' }],
    ['the directory', { method: 'GET', path: '/v1.0/users\\?' }],
    ['mail', { path: '/v1.0/users/[^/]+/messages' }],
  ])(
    'for %s fails with words that say what to do; ‘try again’ works once it is granted',
    async (_name, step) => {
      const fault: Fault = { ...step, status: 403, code: 'ErrorAccessDenied' };
      switchOn(fault);
      const meeting = await booked();
      await sandbox.settle(meeting);
      const failed = stepsOf(await boardOf(sandbox, meeting)).filter(({ state }) => state === 'failed');
      sandbox.services.faults.clear();
      expect(failed.length).toBeGreaterThan(0);
      for (const { words, canRetry } of failed)
        expect([words, canRetry]).toEqual([
          'Not done. A permission is missing. Ask your Microsoft 365 administrator; docs/permissions.md says which.',
          true,
        ]);
      for (const { effect } of failed)
        expect(
          await sandbox.call('coordinator', 'POST', `/api/meetings/${meeting}/retry`, { effect }),
        ).toMatchObject({ status: 200 });
      await sandbox.settle(meeting);
      const after = await boardOf(sandbox, meeting);
      expect(notDone(after)).toEqual([]);
      expect(after.steps).toHaveLength(4);
      expect(eventsOf(meeting)).toBe(1);
    },
    60_000,
  );
});

const deliverySteps: readonly Fault[] = [
  { method: 'POST', path: '/v1.0/drives/.+/children' },
  { method: 'GET', path: '/v1.0/drives/.+/permissions' },
  { method: 'PUT', path: '/v1.0/drives/.+/content' },
  { method: 'PATCH', path: '/v1.0/drives/.+/listItem/fields' },
  { method: 'POST', path: '/v1.0/drives/.+/invite' },
];

describe('delivering, while every step of it meets', () => {
  it.each([
    ['429 with Retry-After', { status: 429, retryAfterSeconds: 1 }],
    ['a connection reset after the deed was done', { status: 'reset', when: 'after' }],
    ['503 after the deed was done', { status: 503, when: 'after' }],
  ] as const)(
    '%s: one file of each edition, its readers, one card',
    async (_name, kind) => {
      const row = (await dueList(sandbox)).find(
        ({ stage, child }) => stage === 'booked' && child.school === sedgeway,
      );
      const pep = await hold(sandbox, 'designated-teacher', row?.meeting?.id ?? '', [
        'socialWorker',
        'designatedTeacher',
      ]);
      expect(await sandbox.call('designated-teacher', 'POST', `/api/peps/${pep}/submit`)).toMatchObject({
        status: 200,
      });
      await sandbox.settle();
      switchOn(...deliverySteps.map((step) => ({ ...step, ...kind, times: 1 })));
      expect(await sandbox.call('officer', 'POST', `/api/peps/${pep}/sign-off`)).toMatchObject({
        status: 200,
      });
      await sandbox.settle();
      const rows = await deliveriesOf(sandbox, 'officer', pep);
      expect(rows.map(({ edition, state, words }) => [edition, state, words]).toSorted()).toEqual([
        ['full', 'done', 'Done'],
        ['school', 'done', 'Done'],
      ]);
      const { driveItems } = sandbox.world.state;
      const folders = driveItems.filter(({ name }) => name === row?.child.reference);
      expect(folders).toHaveLength(1);
      const files = driveItems.filter(({ parentId }) => parentId === folders[0]?.id);
      expect(files.map(({ name }) => name).toSorted()).toEqual(
        rows.map(({ fileName }) => fileName).toSorted(),
      );
      expect(
        files
          .map(({ name, grants, fields }) => [
            name.includes('full'),
            new Set(grants.map(({ address }) => address)).size,
            fields['PlanVersion'],
          ])
          .toSorted(),
      ).toEqual([
        [false, 2, '1'],
        [true, 1, '1'],
      ]);
      const cards = sandbox.world.state.chats
        .flatMap(({ activities }) => activities)
        .filter(
          (card) => cardText(card).includes('The finished document is ready') && cardText(card).includes(pep),
        );
      expect(cards).toHaveLength(1);
    },
    90_000,
  );
});
