import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldStateSchema } from '#contract/views.ts';
import { comeIn, type Visitor } from '../browserDoor.ts';
import { problemIn, pepFor, refusedWith, roomFor, tryWriting, until, write } from '../steps.ts';
import { joan, type Story } from '../story.ts';
import { type Listening, type Message, listen, listenAs } from '../stream.ts';

const teacher = 'designated-teacher';
const adultWords = 'A move to the aunt is being looked at.';
const staleSchema = z.object({
  code: z.literal('stale-words'),
  facts: z.object({ newer: fieldStateSchema }),
});
const roomIn = (message: Message) => (message.is === 'room' ? message.room : undefined);

export function roomChapter(story: Story): void {
  const open: { streams: Record<string, Listening>; carer: Visitor | null } = { streams: {}, carer: null };
  const at = (path: string) => `/api/meetings/${story.meetings.leila}/${path}`;
  const all = () => Object.values(open.streams);

  describe('the room', () => {
    it('is started by its chair, not by whoever is there', async () => {
      const { sandbox } = story;
      await sandbox.moveClock('2026-12-02T15:25:00Z');
      await sandbox.settle();
      const before = await roomFor(sandbox, 'social-worker', story.meetings.leila);
      expect(before).toMatchObject({ canRun: false, step: 'care-update', meeting: { state: 'booked' } });
      story.pep = before.pep.id;
      expect(problemIn(await sandbox.call('social-worker', 'POST', at('start')))).toEqual(
        refusedWith(403, 'only-chair'),
      );
      expect(problemIn(await sandbox.call(teacher, 'POST', at('pupil'), { isPresent: true }))).toEqual(
        refusedWith(409, 'meeting-not-started'),
      );
      expect(await sandbox.call(teacher, 'POST', at('start'))).toMatchObject({ status: 200 });
    });

    it('shows those who are there to each other, through either door, and nobody else', async () => {
      const { sandbox } = story;
      expect((await listenAs(sandbox, 'social-worker-3', story.meetings.leila)).status).toBe(404);
      for (const person of ['social-worker', teacher, 'officer'])
        open.streams[person] = await listenAs(sandbox, person, story.meetings.leila);
      open.carer = await comeIn(sandbox, joan);
      open.streams['carer'] = await listen(sandbox, story.meetings.leila, open.carer.headers());
      for (const stream of all())
        await stream.next(
          (message) => (roomIn(message)?.present.length === 4 ? true : undefined),
          'four people',
        );
    });

    it('takes everyone to the step the chair chose', async () => {
      const { sandbox } = story;
      for (const stream of all()) stream.forget();
      expect(
        problemIn(await sandbox.call('social-worker', 'POST', at('step'), { step: 'progress' })),
      ).toEqual(refusedWith(403, 'only-chair'));
      await sandbox.call(teacher, 'POST', at('step'), { step: 'progress' });
      for (const stream of all())
        await stream.next((message) => (roomIn(message)?.step === 'progress' ? true : undefined), 'the step');
    });

    it('brings what one writes to the others, to each only what is theirs', async () => {
      const { sandbox } = story;
      for (const stream of all()) stream.forget();
      await write(sandbox, 'social-worker', story.pep, {
        'care-situation/placement': 'With Joan at 27 Lapwing Drive.',
        'care-situation/changes': adultWords,
      });
      await write(sandbox, teacher, story.pep, { 'progress/maths': 'Secure to ten.' });
      for (const [who, stream] of Object.entries(open.streams)) {
        const field = await stream.next(
          (message) =>
            message.is === 'field' && message.field.path === 'progress/maths' ? message.field : undefined,
          `the words at ${who}`,
        );
        expect(field).toMatchObject({ value: 'Secure to ten.', by: 'Helen Ashdown' });
        expect(stream.heard().includes('Lapwing')).toBe(who === 'social-worker');
        expect(stream.heard()).toContain(adultWords);
      }
    });

    it('lets one write in a field, and another take over', async () => {
      const { sandbox } = story;
      const pen = (person: string, path: string | null, takeOver = false) =>
        sandbox.call(person, 'POST', at('writing'), { path, takeOver });
      expect(await pen(teacher, 'progress/reading')).toMatchObject({
        json: { holder: { name: 'Helen Ashdown' } },
      });
      await open.streams['officer']?.next(
        (message) =>
          roomIn(message)?.writing.some(
            ({ path, name }) => path === 'progress/reading' && name === 'Helen Ashdown',
          )
            ? true
            : undefined,
        'who writes',
      );
      expect(await pen('officer', 'progress/reading')).toMatchObject({
        json: { holder: { name: 'Helen Ashdown' } },
      });
      expect(await pen('officer', 'progress/reading', true)).toMatchObject({
        json: { holder: { name: 'Ruth Pemberton' } },
      });
      expect(problemIn(await pen('officer', 'permissions/checked'))).toEqual(
        refusedWith(403, 'field-not-yours'),
      );
      expect(await pen('officer', null)).toMatchObject({ json: { holder: null } });
      expect((await roomFor(sandbox, teacher, story.meetings.leila)).writing).toEqual([]);
    });

    it('refuses a stale write with the newer words, and keeps both', async () => {
      const { sandbox } = story;
      const path = 'progress/writing';
      await write(sandbox, teacher, story.pep, { [path]: 'Full stops come and go.' });
      const refused = await tryWriting(sandbox, 'officer', story.pep, {
        path,
        value: 'Writes a page gladly.',
      });
      expect(refused.status).toBe(409);
      expect(staleSchema.parse(refused.json).facts.newer).toMatchObject({
        value: 'Full stops come and go.',
        version: 1,
        by: 'Helen Ashdown',
      });
      const kept = await sandbox.app.ports.store.within('fenmarch', (tx) =>
        tx.fields.revisions(story.pep, path),
      );
      expect(kept.map(({ value, wasRefused }) => [value, wasRefused])).toEqual([
        ['Full stops come and go.', false],
        ['Writes a page gladly.', true],
      ]);
    });

    it('raises an action from an item once, however often the button is pressed', async () => {
      const { sandbox } = story;
      const action = { entry: randomUUID(), step: 'progress', text: 'Ask for a reading assessment' };
      for (const person of [teacher, teacher])
        expect(await sandbox.call(person, 'POST', at('actions'), action)).toMatchObject({ status: 200 });
      const among = { entry: randomUUID(), step: 'care-update', text: 'Tell school of the contact dates' };
      await sandbox.call('social-worker', 'POST', at('actions'), among);
      const { fields } = await pepFor(sandbox, teacher, story.pep);
      expect(
        fields
          .filter(({ path }) => path.startsWith(`raised-actions/${action.entry}/`))
          .map(({ value, version }) => [value, version])
          .toSorted(),
      ).toEqual([
        ['Ask for a reading assessment', 1],
        ['progress', 1],
      ]);
    });

    it('what is for adults leaves everybody’s screen in the moment the pupil comes in', async () => {
      const { sandbox } = story;
      for (const stream of all()) stream.forget();
      // Each stream tells in order: once it has told this, nothing said before is still on its way.
      const mark = 'progress/interventions';
      await write(sandbox, teacher, story.pep, { [mark]: 'Paired reading.' });
      for (const stream of all())
        await stream.next(
          (message) => (message.is === 'field' && message.field.path === mark ? message : undefined),
          'the mark',
        );
      const heardBefore = new Map(
        Object.entries(open.streams).map(([who, stream]) => [who, stream.heard().length]),
      );
      expect(await sandbox.call(teacher, 'POST', at('pupil'), { isPresent: true })).toMatchObject({
        status: 200,
      });
      const late = await tryWriting(sandbox, 'social-worker', story.pep, {
        path: 'care-situation/issues',
        value: 'Nightmares again.',
      });
      expect(late).toMatchObject({ status: 200, json: { field: { value: null } } });
      for (const [who, stream] of Object.entries(open.streams)) {
        const seen = await stream.next(
          (message) => (roomIn(message)?.isPupilPresent === true ? roomIn(message) : undefined),
          'the pupil',
        );
        expect(seen.agenda.filter(({ isAdultOnly }) => isAdultOnly)).toEqual([]);
        expect(seen.pep.sections.filter(({ isAdultOnly }) => isAdultOnly)).toEqual([]);
        // Not even that an entry is there: what is missing is told of what this session may read.
        const raised = (path: string) =>
          path.startsWith('raised-actions/') ? path.split('/')[1] : undefined;
        const shown = new Set(seen.pep.fields.map(({ path }) => raised(path)));
        expect(seen.pep.missing.filter(({ path }) => !shown.has(raised(path)))).toEqual([]);
        const since = stream.heard().slice(heardBefore.get(who));
        for (const words of [adultWords, 'Nightmares', 'Lapwing', 'contact dates'])
          expect(since).not.toContain(words);
      }
      for (const person of ['social-worker', teacher, 'officer']) {
        const seen = [
          await sandbox.call(person, 'GET', `/api/peps/${story.pep}`),
          await sandbox.call(person, 'GET', at('room')),
        ]
          .map(({ json }) => JSON.stringify(json))
          .join();
        for (const words of [adultWords, 'Nightmares', 'Lapwing', 'contact dates', 'care-situation'])
          expect(seen).not.toContain(words);
        expect(seen).toContain('Secure to ten.');
      }
    });

    it('and comes back when the pupil has gone, with what was written meanwhile', async () => {
      const { sandbox } = story;
      await sandbox.call('social-worker', 'POST', at('pupil'), { isPresent: false });
      const { fields } = await pepFor(sandbox, 'social-worker', story.pep);
      expect(fields.find(({ path }) => path === 'care-situation/issues')?.value).toBe('Nightmares again.');
      expect(fields.find(({ path }) => path === 'care-situation/changes')?.value).toBe(adultWords);
    });

    it('the stream ends when the token does', async () => {
      const short = await listenAs(story.sandbox, 'officer-2', story.meetings.leila, 1);
      await short.next((message) => (message.is === 'end' ? true : undefined), 'the end');
      short.close();
    }, 30_000);

    it('those who leave are gone from the room', async () => {
      open.streams['carer']?.close();
      open.streams['officer']?.close();
      await until(
        async () =>
          (await roomFor(story.sandbox, teacher, story.meetings.leila)).present.length === 2
            ? true
            : undefined,
        'two people',
      );
    });

    it('does not end before the next date is set; it does then', async () => {
      const { sandbox } = story;
      expect(problemIn(await sandbox.call(teacher, 'POST', at('end')))).toEqual(
        refusedWith(409, 'next-date-needed'),
      );
      await write(sandbox, teacher, story.pep, {
        'next-meeting/date': '2027-03-18',
        'next-meeting/time': '15:30',
        'next-meeting/venue': 'Library meeting room',
      });
      const { people } = await roomFor(sandbox, teacher, story.meetings.leila);
      await write(
        sandbox,
        teacher,
        story.pep,
        Object.fromEntries(people.map(({ person }) => [`attendance/${person}/came`, 'yes'])),
      );
      await open.streams[teacher]?.next(
        (message) => (roomIn(message)?.quorum.isMet === true ? true : undefined),
        'the quorum',
      );
      expect(problemIn(await sandbox.call('social-worker', 'POST', at('end')))).toEqual(
        refusedWith(403, 'only-chair'),
      );
      expect(await sandbox.call(teacher, 'POST', at('end'))).toMatchObject({
        status: 200,
        json: { kind: 'pep' },
      });
      for (const stream of all()) stream.close();
    });
  });
}
