import { describe, expect, test } from 'vitest';
import { calls } from '#contract/calls.ts';
import {
  askOf,
  bookingOf,
  type Draft,
  firstDraft,
  isComplete,
  lackingOf,
  type Plan,
  type Rule,
} from '#tab/surfaces/book/draft.ts';

const notice: Rule = { rule: 'notice', source: 'LE-09', state: 'warning', words: 'Only 2 days’ notice' };
const quorum: Rule = { rule: 'quorum', source: 'LE-11', state: 'met', words: 'A social worker is invited' };
const venueRule: Rule = {
  rule: 'private-venue',
  source: 'BS-66',
  state: 'warning',
  words: 'No room is named',
};

function aDraft(overrides: Partial<Draft> = {}): Draft {
  return {
    people: ['p1', 'p2'],
    date: '2026-12-04',
    from: '14:00',
    to: '15:30',
    venue: 'On Teams',
    chair: 'designatedTeacher',
    reasons: {},
    ...overrides,
  };
}

describe('what a booking still lacks', () => {
  test.each([
    ['nothing', aDraft(), [quorum], { remarks: {}, rules: [] }],
    ['people', aDraft({ people: [] }), [], { remarks: { people: 'Choose at least one person.' }, rules: [] }],
    ['a date', aDraft({ date: '' }), [], { remarks: { date: 'Choose a date.' }, rules: [] }],
    [
      'an end after its start',
      aDraft({ to: '14:00' }),
      [],
      { remarks: { to: 'It must end after it starts.' }, rules: [] },
    ],
    ['a reason for a rule not met', aDraft(), [notice, quorum], { remarks: {}, rules: ['notice'] }],
    [
      'more than a mark for a reason',
      aDraft({ reasons: { notice: ' ok ' } }),
      [notice],
      { remarks: {}, rules: ['notice'] },
    ],
    [
      'a place, which no reason replaces',
      aDraft({ venue: ' ' }),
      [venueRule],
      { remarks: { venue: 'Say where, or write ‘On Teams’.' }, rules: [] },
    ],
    [
      'a reason for a place that is named and not private',
      aDraft({ venue: 'Glass room' }),
      [venueRule],
      { remarks: {}, rules: ['private-venue'] },
    ],
  ] as const)('%s', (_lacks, draft, shown, expected) => {
    const { remarks, rules } = expected;
    const lacking = lackingOf(draft, shown);
    expect(lacking).toEqual({ ...remarks, rules });
    expect(isComplete(lacking)).toBe(rules.length === 0 && Object.keys(remarks).length === 0);
  });
});

test('a booking keeps the reasons of the rules that are still not met, and no others', () => {
  const draft = aDraft({
    venue: ' On Teams ',
    reasons: { notice: ' Agreed by all ', quorum: 'no longer needed' },
  });
  const body = bookingOf(draft, [notice, quorum], '0b5a1a4e-3c1c-4b7e-9a53-0f6a1f2d9c11');
  expect(calls.bookMeeting.body.parse(body)).toEqual({
    bookingKey: '0b5a1a4e-3c1c-4b7e-9a53-0f6a1f2d9c11',
    startsAt: '2026-12-04T14:00',
    endsAt: '2026-12-04T15:30',
    venue: 'On Teams',
    people: ['p1', 'p2'],
    chair: 'designatedTeacher',
    overrides: [{ rule: 'notice', reason: 'Agreed by all' }],
  });
});

test.each([aDraft(), aDraft({ people: [] }), aDraft({ from: '' }), aDraft({ venue: '' })])(
  'a half-filled form asks only with what is chosen, in a shape that the server reads (%#)',
  (draft) => {
    const asked = calls.bookingPlan.body.parse(askOf(draft));
    expect(asked.people === undefined).toBe(draft.people.length === 0);
    expect(asked.startsAt === undefined).toBe(draft.from === '');
    expect(asked.venue === undefined).toBe(draft.venue === '');
  },
);

test('the form opens with the people proposed and the first time that suits', () => {
  const candidate = {
    role: 'carer',
    roleName: 'Carer',
    reached: 'email',
    note: { words: 'Invited', source: 'LE-10' },
  } as const;
  const plan: Plan = {
    child: {
      id: 'c',
      reference: 'ER-1',
      name: 'Amara Okafor',
      initials: 'AO',
      yearGroup: 'Year 4',
      phase: 'schoolAge',
      school: null,
    },
    due: { due: null, why: { words: '', source: '' } },
    nextReview: null,
    candidates: [
      { ...candidate, person: 'p1', name: 'One', isProposed: true },
      { ...candidate, person: 'p2', name: 'Two', isProposed: false },
    ],
    suggestions: [{ startsAt: '2026-12-01T15:30', endsAt: '2026-12-01T17:00', words: 'Tuesday' }],
    rules: [],
    chair: 'socialWorker',
    existing: null,
    preview: { subject: '', title: '', sentence: '', facts: [] },
  };
  expect(firstDraft(plan)).toMatchObject({
    people: ['p1'],
    date: '2026-12-01',
    from: '15:30',
    to: '17:00',
    chair: 'socialWorker',
  });
  expect(firstDraft({ ...plan, suggestions: [] })).toMatchObject({ date: '', from: '', to: '' });
});
