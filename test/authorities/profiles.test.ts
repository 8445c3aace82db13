import { describe, expect, it } from 'vitest';
import { profileOf, profiles } from '#authorities/profiles.ts';
import { leicestershire } from '#authorities/profiles/leicestershire.ts';
import { checkProfile } from '#domain/profile/checkProfile.ts';

const sections = [
  'care-situation',
  'permissions',
  'carer-update',
  'pupil-views',
  'progress',
  'learning-support',
  'social-emotional',
  'previous-targets',
  'new-targets',
  'next-meeting',
  'attendance',
  'spending',
];

describe('every profile', () => {
  it.each(profiles.map((profile) => [profile.id, profile] as const))(
    '%s is whole and without contradiction',
    (id, profile) => {
      expect(checkProfile(profile, sections)).toEqual([]);
      expect(profileOf(id)).toBe(profile);
    },
  );

  it('is found by its id alone', () => expect(profileOf('nowhere')).toBeUndefined());
});

describe('Leicestershire', () => {
  it('walks nine steps from the care update, for adults, to the next meeting (LE-23 to LE-31)', () => {
    const steps = leicestershire.agenda.is;
    expect(steps.map((step) => step.id)).toEqual([
      'care-update',
      'carer-update',
      'pupil-views',
      'progress',
      'learning-support',
      'social-emotional',
      'previous-targets',
      'new-targets',
      'next-meeting',
    ]);
    expect(steps.filter((step) => step.isAdultOnly).map((step) => step.id)).toEqual(['care-update']);
    expect(new Set(steps.flatMap((step) => step.sections))).toEqual(new Set(sections));
    // Attendance decides whether this is a PEP (LE-11): a step that stays when the pupil is in the room shows it too.
    expect(steps.some((step) => !step.isAdultOnly && step.sections.includes('attendance'))).toBe(true);
  });

  it('lets the social worker alone add birth family (LE-12)', () => {
    const parent = leicestershire.invitees.is.find((invitee) => invitee.role === 'parent');
    expect(parent).toMatchObject({ isCore: false, mayBeAddedBy: ['socialWorker'] });
  });
});

describe('a faulty profile', () => {
  const [first, second] = leicestershire.agenda.is;
  const agenda = (steps: readonly unknown[]) => ({
    ...leicestershire,
    agenda: { ...leicestershire.agenda, is: steps },
  });
  it.each([
    [
      'a value without its source',
      { ...leicestershire, chair: { ...leicestershire.chair, source: '' } },
      /leicestershire.*chair\.source/,
    ],
    [
      'an unknown role',
      { ...leicestershire, organiser: { ...leicestershire.organiser, is: 'wizard' } },
      /organiser\.is/,
    ],
    ['a value nobody knows', { ...leicestershire, colour: 'red' }, /colour/],
    ['a step twice', agenda([first, first]), /agenda: the step 'care-update' stands twice/],
    [
      'a step with an unknown section',
      agenda([{ ...second, sections: ['dreams'] }]),
      /agenda\.carer-update: there is no section 'dreams'/,
    ],
    ['an adult step that the pupil leads', agenda([{ ...first, lead: 'pupil' }]), /the pupil cannot lead/],
    [
      'a quorum of people who are not invited',
      {
        ...leicestershire,
        quorum: { ...leicestershire.quorum, is: { anyOf: ['iro'], failure: 'progressReview' } },
      },
      /quorum: iro is never invited/,
    ],
  ])('with %s is refused by name, field and mend', (_says, profile, message) => {
    const messages = checkProfile(profile, sections);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(message);
  });
});
