import { describe, expect, it } from 'vitest';
import {
  book,
  boardOf,
  childNamed,
  fillWhatIsMissing,
  markAttendance,
  pepFor,
  planFor,
  problemIn,
  refusedWith,
  roomFor,
  write,
  writeTarget,
} from '../steps.ts';
import { comeIn, type Visitor } from '../browserDoor.ts';
import type { Story } from '../story.ts';

/** LE-11, at the school whose teacher has mail only: everything through the browser door. */
export function quorumChapter(story: Story): void {
  const door: { teacher: Visitor | null } = { teacher: null };
  const asTeacher = (): Visitor => {
    if (door.teacher === null) throw new Error('The teacher has not come in');
    return door.teacher;
  };

  describe('neither social worker nor Virtual School comes', () => {
    it('the teacher comes in by the mailed link and runs the meeting', async () => {
      const { sandbox, meetings } = story;
      door.teacher = await comeIn(sandbox, sandbox.world.person('designated-teacher-mail')?.email ?? '');
      expect(await asTeacher().call('POST', `/api/meetings/${meetings.jonah}/start`)).toMatchObject({
        status: 200,
      });
      // The officer writes along from their desk: writing is no coming.
      const pep = (await roomFor(sandbox, 'officer', meetings.jonah)).pep.id;
      await markAttendance(sandbox, 'officer', meetings.jonah, ['designatedTeacher', 'carer']);
      const { quorum } = await roomFor(sandbox, 'officer', meetings.jonah);
      expect(quorum).toMatchObject({ isMet: false, source: 'LE-11' });
      await writeTarget(sandbox, 'officer', pep);
      await write(sandbox, 'officer', pep, {
        'progress/maths': 'Ahead of the class.',
        'next-meeting/no-date-reason': 'personMissing',
        'next-meeting/set-by-role': 'designatedTeacher',
        'next-meeting/set-by-day': '2026-12-11',
      });
      expect(await asTeacher().call('POST', `/api/meetings/${meetings.jonah}/end`)).toMatchObject({
        status: 200,
        json: { kind: 'progressReview' },
      });
      await fillWhatIsMissing(sandbox, 'officer', pep);
      expect(problemIn(await asTeacher().call('POST', `/api/peps/${pep}/submit`))).toEqual(
        refusedWith(409, 'progress-review'),
      );
      expect(problemIn(await sandbox.call('officer', 'POST', `/api/peps/${pep}/sign-off`))).toEqual(
        refusedWith(409, 'progress-review'),
      );
    });

    it('the child is due as before, and is booked again with what was written', async () => {
      const { sandbox, children, meetings } = story;
      const row = await childNamed(sandbox, 'Jonah Fairweather');
      expect(row.stage).toBe('notBooked');
      expect(row.daysLeft).toBeLessThan(0);
      expect((await planFor(sandbox, children.jonah)).existing).toBeNull();
      const again = await book(sandbox, children.jonah, {
        startsAt: '2026-12-15T15:30',
        endsAt: '2026-12-15T16:30',
      });
      expect(again).not.toBe(meetings.jonah);
      const pep = (await boardOf(sandbox, again)).pep ?? '';
      const { fields, kind } = await pepFor(sandbox, 'officer', pep);
      expect(kind).toBe('pep');
      expect(fields.find(({ path }) => path === 'progress/maths')).toMatchObject({
        value: 'Ahead of the class.',
        by: 'Ruth Pemberton',
      });
      expect(fields.some(({ path }) => path.startsWith('new-targets/'))).toBe(true);
      expect(fields.filter(({ path }) => /^(attendance|next-meeting)\//.test(path))).toEqual([]);
      meetings.jonah = again;
    });
  });
}
