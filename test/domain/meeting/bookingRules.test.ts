import { describe, expect, it } from 'vitest';
import { leicestershire } from '#authorities/profiles/leicestershire.ts';
import {
  type Booking,
  type BookingRuleId,
  checkBooking,
  isTimePossible,
  warningsOf,
} from '#domain/meeting/bookingRules.ts';

const rules = {
  inviteLead: leicestershire.inviteLead,
  reviewGap: leicestershire.reviewGap,
  quorum: leicestershire.quorum,
  minutes: leicestershire.meetingMinutes,
  coreRoles: {
    is: leicestershire.invitees.is.filter(({ isCore }) => isCore).map(({ role }) => role),
    source: leicestershire.invitees.source,
  },
};

const calendar = {
  name: 'Fenmarch',
  isFallback: false,
  terms: [
    {
      calendar: 'Fenmarch',
      name: 'Autumn',
      from: '2026-09-01',
      to: '2026-12-18',
      halfTerm: { after: '2026-10-23', before: '2026-11-02' },
      inset: ['2026-12-07'],
    },
  ],
};

const good: Booking = {
  startsAt: '2026-12-04T15:30',
  endsAt: '2026-12-04T16:30',
  today: '2026-11-23',
  venue: 'Quiet room',
  invitees: ['socialWorker', 'designatedTeacher', 'carer', 'pupil', 'officer'],
  nextReview: '2027-01-20',
  deadline: { due: '2026-12-18', source: 'LE-01' },
  calendar,
  child: { forename: 'Robin', surname: 'Example', schools: ['Reed Lane Primary'] },
};

function warned(changes: Partial<Booking>): readonly BookingRuleId[] {
  return warningsOf(checkBooking({ ...good, ...changes }, rules)).map(({ rule }) => rule);
}

describe('the rules of a booking', () => {
  it('are all met by a good one, each with words and its source', () => {
    const checks = checkBooking(good, rules);
    expect(warningsOf(checks)).toEqual([]);
    expect(checks.map(({ rule }) => rule)).toEqual([
      'notice',
      'before-deadline',
      'before-review',
      'school-day',
      'lesson-time',
      'length',
      'quorum',
      'core-people',
      'size',
      'private-venue',
    ]);
    for (const check of checks) expect(check.source).toMatch(/[A-Z]{2}-\d\d/);
  });

  it.each([
    ['LE-09: seven days before is notice enough', { today: '2026-11-27' }, []],
    ['LE-09: six days are not', { today: '2026-11-28' }, ['notice']],
    ['LE-01: after the deadline', { deadline: { due: '2026-12-03', source: 'LE-01' } }, ['before-deadline']],
    ['LE-01: on the deadline is in time', { deadline: { due: '2026-12-04', source: 'LE-01' } }, []],
    ['BS-26: the gap before the review is kept', { nextReview: '2026-12-11' }, []],
    ['BS-26: the gap is too small by a day', { nextReview: '2026-12-10' }, ['before-review']],
    ['BS-26: after the review', { nextReview: '2026-12-01' }, ['before-review']],
    ['BS-26: no review known', { nextReview: null }, ['before-review']],
    ['BS-26: the known review has passed', { nextReview: '2026-11-20' }, ['before-review']],
    ['INSET day', { startsAt: '2026-12-07T15:30', endsAt: '2026-12-07T16:30' }, ['school-day']],
    ['Saturday', { startsAt: '2026-12-05T15:30', endsAt: '2026-12-05T16:30' }, ['school-day']],
    [
      'past the last known term',
      { startsAt: '2027-01-11T15:30', endsAt: '2027-01-11T16:30', deadline: null },
      ['school-day'],
    ],
    [
      'BP-20: in lessons with the pupil',
      { startsAt: '2026-12-04T14:00', endsAt: '2026-12-04T15:00' },
      ['lesson-time'],
    ],
    [
      'BP-20: in lessons without the pupil',
      {
        startsAt: '2026-12-04T14:00',
        endsAt: '2026-12-04T15:00',
        invitees: ['socialWorker', 'designatedTeacher', 'carer', 'officer'],
      },
      ['core-people'],
    ],
    [
      'BP-20: into the first lesson',
      { startsAt: '2026-12-04T08:30', endsAt: '2026-12-04T09:30' },
      ['lesson-time'],
    ],
    ['BP-20: before school', { startsAt: '2026-12-04T08:00', endsAt: '2026-12-04T09:00' }, []],
    ['BS-27: half an hour', { endsAt: '2026-12-04T16:00' }, ['length']],
    [
      'LE-11: neither social worker nor officer',
      { invitees: ['designatedTeacher', 'carer', 'pupil'] },
      ['quorum', 'core-people'],
    ],
    [
      'LE-11: the officer alone makes the quorum',
      { invitees: ['designatedTeacher', 'carer', 'pupil', 'officer'] },
      ['core-people'],
    ],
    [
      'BN-11: nine people',
      { invitees: [...good.invitees, 'invited', 'invited', 'parent', 'schoolStaff'] },
      ['size'],
    ],
    ['BS-66: no room', { venue: ' ' }, ['private-venue']],
    ['BS-66: on view', { venue: 'Glass boardroom' }, ['private-venue']],
    ['LE-19: the child’s name in the place', { venue: 'Robin’s classroom' }, ['private-venue']],
    ['LE-19: the reason in the place', { venue: 'PEP room' }, ['private-venue']],
    ['the school itself is a place', { venue: 'Reed Lane Primary, room 2' }, []],
  ] satisfies readonly (readonly [string, Partial<Booking>, readonly BookingRuleId[]])[])(
    '%s',
    (_says, changes, expected) => {
      expect(warned(changes)).toEqual(expected);
    },
  );

  it.each([
    ['2026-12-04T15:30', '2026-12-04T16:30', true],
    ['2026-11-23T09:00', '2026-11-23T10:00', false],
    ['2026-12-04T15:30', '2026-12-04T15:30', false],
    ['2026-12-04T23:30', '2026-12-05T00:30', false],
  ])('a time from %s to %s is possible: %s', (startsAt, endsAt, isPossible) => {
    expect(isTimePossible({ startsAt, endsAt, now: '2026-11-23T09:00' })).toBe(isPossible);
  });
});
