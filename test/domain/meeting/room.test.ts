import { describe, expect, it } from 'vitest';
import type { Meeting } from '#domain/meeting/meeting.ts';
import { endMeeting, markPupil, nextMeetingOf, replyProblem, startMeeting } from '#domain/meeting/room.ts';
import type { Role } from '#domain/people/role.ts';
import { aMeeting, written } from '../pep/builders.ts';

const at = '2026-12-04T15:05:00Z';
const reasons = ['movingSchool'];
const started = aMeeting({ state: 'started', startedAt: '2026-12-04T14:00:00Z' });

function ending(meeting: Meeting, roles: readonly Role[], values: Readonly<Record<string, string>>) {
  const ended = endMeeting(meeting, { roles, at }, { fields: written(values), reasons });
  return ended.ok ? ended.value.next.is : ended.problem.code;
}

const date = { 'next-meeting/date': '2027-03-12', 'next-meeting/venue': 'Quiet room' };
const reason = {
  'next-meeting/no-date-reason': 'movingSchool',
  'next-meeting/set-by-role': 'coordinator',
  'next-meeting/set-by-day': '2027-01-10',
};

describe('ending a meeting (LE-31)', () => {
  it.each([
    ['with date and place', started, ['designatedTeacher'], date, 'set'],
    ['with a listed reason, an owner and a day', started, ['designatedTeacher'], reason, 'notYet'],
    ['by an officer, when the chair is not there', started, ['officer'], date, 'set'],
    ['by a carer', started, ['carer'], date, 'only-chair'],
    ['by a chair’s colleague', started, ['schoolStaff'], date, 'only-chair'],
    ['without anything', started, ['designatedTeacher'], {}, 'next-date-needed'],
    [
      'without a place',
      started,
      ['designatedTeacher'],
      { 'next-meeting/date': '2027-03-12' },
      'next-date-needed',
    ],
    [
      'with a date that is not after this meeting',
      started,
      ['designatedTeacher'],
      { ...date, 'next-meeting/date': '2026-12-04' },
      'next-date-needed',
    ],
    [
      'with a reason that is not listed',
      started,
      ['designatedTeacher'],
      { ...reason, 'next-meeting/no-date-reason': 'tired' },
      'next-date-needed',
    ],
    [
      'with a reason and no owner',
      started,
      ['designatedTeacher'],
      { ...reason, 'next-meeting/set-by-role': '' },
      'next-date-needed',
    ],
    [
      'with a reason and no day',
      started,
      ['designatedTeacher'],
      { ...reason, 'next-meeting/set-by-day': '' },
      'next-date-needed',
    ],
    ['before it started', aMeeting(), ['designatedTeacher'], date, 'meeting-not-started'],
    ['twice', aMeeting({ state: 'ended' }), ['designatedTeacher'], date, 'meeting-over'],
  ] satisfies readonly (readonly [
    string,
    Meeting,
    readonly Role[],
    Readonly<Record<string, string>>,
    string,
  ])[])('%s', (...[, meeting, roles, values, outcome]) => {
    expect(ending(meeting, roles, values)).toBe(outcome);
  });

  it('lets the pupil out of the room and keeps the moment', () => {
    const ended = endMeeting(
      { ...started, isPupilPresent: true },
      { roles: ['designatedTeacher'], at },
      { fields: written(date), reasons },
    );
    expect(ended).toMatchObject({
      ok: true,
      value: { meeting: { state: 'ended', endedAt: at, isPupilPresent: false } },
    });
    expect(
      nextMeetingOf(written({ ...date, 'next-meeting/time': '15:30' }), { after: '2026-12-04', reasons }),
    ).toEqual({
      is: 'set',
      date: '2027-03-12',
      time: '15:30',
      venue: 'Quiet room',
    });
  });
});

describe('starting, and the pupil’s coming (LE-18)', () => {
  it('is started by its chair or the Virtual School, and starting again changes nothing', () => {
    const first = startMeeting(aMeeting(), { roles: ['designatedTeacher'], at });
    expect(first).toMatchObject({ ok: true, value: { state: 'started', startedAt: at } });
    expect(startMeeting(started, { roles: ['carer'], at })).toEqual({ ok: true, value: started });
    expect(startMeeting(aMeeting(), { roles: ['carer'], at })).toMatchObject({
      problem: { code: 'only-chair' },
    });
    expect(startMeeting(aMeeting({ state: 'cancelled' }), { roles: ['officer'], at })).toMatchObject({
      problem: { code: 'meeting-over' },
    });
  });

  it('marks the pupil in and out for adults who keep watch, while people are together', () => {
    expect(markPupil(started, { roles: ['socialWorker'] }, true)).toMatchObject({
      value: { isPupilPresent: true },
    });
    expect(markPupil({ ...started, isPupilPresent: true }, { roles: ['officer'] }, false)).toMatchObject({
      value: { isPupilPresent: false },
    });
    for (const role of ['pupil', 'parent', 'carer', 'invited', 'businessSupport'] as const)
      expect(markPupil(started, { roles: [role] }, false)).toMatchObject({
        problem: { code: 'not-for-your-role' },
      });
    expect(markPupil(aMeeting(), { roles: ['officer'] }, true)).toMatchObject({
      problem: { code: 'meeting-not-started' },
    });
    expect(markPupil(aMeeting({ state: 'ended' }), { roles: ['officer'] }, true)).toMatchObject({
      problem: { code: 'meeting-over' },
    });
  });
});

describe('replying', () => {
  it.each([
    [{ state: 'booked', endsAt: '2026-12-04T15:00' }, null],
    [{ state: 'started', endsAt: '2026-12-04T15:00' }, null],
    [{ state: 'cancelled', endsAt: '2026-12-04T15:00' }, 'meeting-over'],
    [{ state: 'ended', endsAt: '2026-12-04T15:00' }, 'meeting-over'],
    [{ state: 'booked', endsAt: '2026-12-04T14:30' }, 'meeting-over'],
  ] as const)('to %j: %s', (meeting, code) => {
    expect(replyProblem(meeting, '2026-12-04T14:30')?.code ?? null).toBe(code);
  });
});
