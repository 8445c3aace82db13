import { afterAll, beforeAll, expect, it } from 'vitest';
import { aSandbox, type TestSandbox } from '#test/support/aSandbox.ts';
import { book, cardsTo, childNamed, problemIn, refusedWith, summaryOf } from './steps.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await aSandbox({ patienceMs: 60_000 });
}, 120_000);
afterAll(async () => await sandbox.close());

const remindersTo = (person: string) =>
  cardsTo(sandbox, person).filter((card) => summaryOf(card).startsWith('Education review: tomorrow')).length;

it('somebody who left the circle is told nothing more and sees nothing more, invited or not', async () => {
  const { child } = await childNamed(sandbox, 'Leila Marsh');
  const meeting = await book(sandbox, child.id);
  await sandbox.settle(meeting);
  expect((await sandbox.call('designated-teacher', 'GET', `/api/meetings/${meeting}/room`)).status).toBe(200);
  await sandbox.app.ports.store.within('fenmarch', (tx) =>
    tx.circle.replace(child.id, ['designatedTeacher'], []),
  );
  await sandbox.moveClock('2026-11-30T09:00:00Z');
  await sandbox.settle(meeting);
  expect([remindersTo('social-worker'), remindersTo('designated-teacher')]).toEqual([1, 0]);
  const asked = await sandbox.call('designated-teacher', 'GET', `/api/meetings/${meeting}/room`);
  expect(problemIn(asked)).toEqual(refusedWith(404, 'not-found'));
});
