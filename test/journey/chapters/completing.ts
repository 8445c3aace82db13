import { describe, expect, it } from 'vitest';
import { queueSchema, previewSchema } from '#contract/views.ts';
import { read } from '#test/support/aSandbox.ts';
import {
  cardsSaying,
  cardsTo,
  fillWhatIsMissing,
  pepFor,
  problemIn,
  refusedWith,
  summaryOf,
  tryWriting,
  write,
  writeTarget,
} from '../steps.ts';
import type { Story } from '../story.ts';

const teacher = 'designated-teacher';

export function completingChapter(story: Story): void {
  const act = (person: string, step: string, body?: object) =>
    story.sandbox.call(person, 'POST', `/api/peps/${story.pep}/${step}`, body);
  const checks = () =>
    cardsTo(story.sandbox, 'officer').filter(
      (card) => summaryOf(card) === 'Education review: one is ready for you to check',
    ).length;

  describe('the school completes', () => {
    it('not before all its parts have words; what is missing is named', async () => {
      const { sandbox } = story;
      expect(problemIn(await act(teacher, 'submit'))).toEqual(refusedWith(409, 'pep-incomplete'));
      expect((await pepFor(sandbox, teacher, story.pep)).missing.map(({ path }) => path)).toContain(
        'pupil-views/views',
      );
      await writeTarget(sandbox, teacher, story.pep);
      const own = await writeTarget(sandbox, 'officer-2', story.pep, {
        text: 'Reads aloud to a younger class',
        area: 'english',
      });
      expect(problemIn(await act(teacher, 'submit'))).toEqual(refusedWith(409, 'pep-incomplete'));
      await fillWhatIsMissing(sandbox, teacher, story.pep);
      expect(
        (await pepFor(sandbox, teacher, story.pep)).fields.find(
          ({ path }) => path === `new-targets/${own}/baseline`,
        )?.value,
      ).toBe('Going well.');
      expect((await pepFor(sandbox, teacher, story.pep)).ppp).toEqual({
        allocationPence: 120_000,
        askedPence: 40_500,
        leftPence: 79_500,
      });
    });

    it('presses complete, takes it back, and presses again: the officer hears of each', async () => {
      const { sandbox } = story;
      expect(problemIn(await act('social-worker', 'submit'))).toEqual(refusedWith(403, 'not-for-your-role'));
      expect(await act(teacher, 'submit')).toMatchObject({ status: 200 });
      expect(
        problemIn(
          await tryWriting(sandbox, teacher, story.pep, { path: 'progress/prior', value: 'Too late' }),
        ),
      ).toEqual(refusedWith(409, 'pep-not-open'));
      await sandbox.settle();
      expect(checks()).toBe(1);
      expect(await act(teacher, 'take-back')).toMatchObject({ status: 200 });
      await write(sandbox, teacher, story.pep, { 'progress/prior': 'Came with gaps from three schools.' });
      await sandbox.moveClock('2026-12-03T09:00:00Z');
      expect(await act(teacher, 'submit')).toMatchObject({ status: 200 });
      await sandbox.settle();
      expect(checks()).toBe(2);
    });
  });

  describe('the Virtual School checks', () => {
    it('once opened it cannot be taken back; it goes back with a reason', async () => {
      const { sandbox } = story;
      const { rows } = read(queueSchema, await sandbox.call('officer', 'GET', '/api/peps'));
      expect(rows[0]).toMatchObject({
        pep: story.pep,
        stage: 'submitted',
        submittedBy: 'Helen Ashdown',
        dueBy: '2026-12-16',
      });
      expect(await act('officer', 'open')).toMatchObject({ status: 200 });
      expect(problemIn(await act(teacher, 'take-back'))).toEqual(refusedWith(409, 'pep-already-opened'));
      expect((await act('officer', 'return', { reason: '  ' })).status).toBe(400);
      expect(await act('officer', 'return', { reason: 'Say how the tuition is measured' })).toMatchObject({
        status: 200,
      });
      await sandbox.settle();
      expect(cardsSaying(sandbox, teacher, 'Some changes are needed')).toHaveLength(1);
      expect(await pepFor(sandbox, teacher, story.pep)).toMatchObject({
        stage: 'returned',
        returnedBecause: 'Say how the tuition is measured',
      });
      await write(sandbox, teacher, story.pep, { 'social-emotional/feelings': 'Proud of her quiz.' });
      await sandbox.moveClock('2026-12-04T09:00:00Z');
      expect(await act(teacher, 'submit')).toMatchObject({ status: 200 });
    });

    it('the document is seen before it is sent', async () => {
      const preview = read(previewSchema, await act('officer', 'preview', { edition: 'school' }));
      expect(preview.held).toEqual([]);
      expect(preview.readers.toSorted()).toEqual([
        'Helen Ashdown (designated teacher)',
        'Marcus Adeyemi (social worker)',
      ]);
      expect(preview.leftOut.length).toBeGreaterThan(0);
      expect(JSON.stringify(preview)).not.toContain('Lapwing');
    });

    it('nobody signs off a plan whose targets they wrote, nor without the role', async () => {
      expect(await pepFor(story.sandbox, 'officer-2', story.pep)).toMatchObject({ can: { signOff: false } });
      expect(problemIn(await act('officer-2', 'sign-off'))).toEqual(
        refusedWith(409, 'cannot-sign-off-own-pep'),
      );
      expect(problemIn(await act('coordinator', 'sign-off'))).toEqual(refusedWith(403, 'not-for-your-role'));
      expect(problemIn(await act(teacher, 'sign-off'))).toEqual(refusedWith(403, 'not-for-your-role'));
    });

    it('is signed off once: the lost answer is given again, a second sign-off is refused', async () => {
      expect(
        (await Promise.all([act('officer', 'sign-off'), act('officer', 'sign-off')])).map(
          ({ status, json }) => [status, json],
        ),
      ).toEqual([
        [200, { version: 1 }],
        [200, { version: 1 }],
      ]);
      expect(problemIn(await act('head', 'sign-off'))).toEqual(refusedWith(409, 'pep-not-submitted'));
      expect(problemIn(await act('officer', 'return', { reason: 'A second thought' }))).toEqual(
        refusedWith(409, 'pep-not-submitted'),
      );
      expect(
        problemIn(
          await tryWriting(story.sandbox, teacher, story.pep, {
            path: 'progress/prior',
            value: 'Later',
            baseVersion: 1,
          }),
        ),
      ).toEqual(refusedWith(409, 'pep-not-open'));
    });
  });
}
