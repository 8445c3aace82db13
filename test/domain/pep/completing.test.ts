import { describe, expect, it } from 'vitest';
import { holdingUp, missingByOwner, missingToComplete } from '#domain/pep/completeness.ts';
import type { FieldValue } from '#domain/pep/field.ts';
import type { Pep } from '#domain/pep/pep.ts';
import {
  type By,
  isEditable,
  openByOfficer,
  returnPep,
  signOff,
  submit,
  takeBack,
} from '#domain/pep/stages.ts';
import { aPep, complete, written } from './builders.ts';

const invited = ['teacher-1', 'worker-1', 'carer-1'];
const at = '2026-12-10T10:00:00Z';
const teacher: By = { person: 'teacher-1', roles: ['designatedTeacher'], at };
const officer: By = { person: 'officer-1', roles: ['officer'], at };

function missing(changes: Readonly<Record<string, FieldValue>> = {}) {
  return missingToComplete({
    record: { pep: aPep(), fields: written({ ...complete, ...changes }) },
    invited,
  });
}

function inTheWay(changes: Readonly<Record<string, FieldValue>>) {
  return holdingUp(missing(changes)).map(({ section, field }) => `${section}/${field}`);
}

describe('what is missing', () => {
  it('holds up nothing when school has done its part; the social worker’s and carer’s parts stay named', () => {
    expect(inTheWay({})).toEqual([]);
    const owners = missingByOwner(missing());
    expect(owners.get('socialWorker')?.map(({ field }) => field)).toEqual([
      'changes',
      'issues',
      'first-contact',
      'checked',
    ]);
    expect(owners.get('carer')?.map(({ label }) => label)).toEqual([
      'Carer update: Is the child happy to go to school?',
    ]);
  });

  it.each([
    [{ 'progress/maths': '  ' }, ['progress/maths']],
    [{ 'attendance/carer-1/came': '' }, ['attendance/came']],
    [{ 'pupil-views/feedback-by': '' }, ['pupil-views/feedback-by']],
    [{ 'pupil-views/attended': 'part', 'pupil-views/reason': '', 'pupil-views/feedback-by': '' }, []],
    [{ 'next-meeting/date': '', 'next-meeting/venue': '' }, ['next-meeting/date', 'next-meeting/venue']],
    [
      { 'next-meeting/date': '', 'next-meeting/venue': '', 'next-meeting/no-date-reason': 'movingSchool' },
      ['next-meeting/set-by-role', 'next-meeting/set-by-day'],
    ],
    [{ 'new-targets/t1/measure': '' }, ['new-targets/measure']],
    [{ 'new-targets/t1/removed': 'yes' }, ['new-targets/text']],
    [{ 'previous-targets/p1/text': 'Old' }, ['previous-targets/outcome', 'previous-targets/progress']],
  ] satisfies readonly (readonly [Readonly<Record<string, FieldValue>>, readonly string[]])[])(
    '%j: %j',
    (changes, expected) => {
      expect(inTheWay(changes)).toEqual(expected);
    },
  );

  it('asks for each invited person’s attendance once, marked or not', () => {
    expect(
      missingToComplete({ record: { pep: aPep(), fields: [] }, invited }).filter(
        ({ section }) => section === 'attendance',
      ),
    ).toHaveLength(3);
  });
});

describe('the stages of a PEP', () => {
  const submitted = aPep({ stage: 'submitted', submittedBy: 'teacher-1', submittedAt: at });

  it('goes from open through return to signed off, raising its version once', () => {
    const first = value(submit(aPep(), teacher, []));
    const opened = openByOfficer(first, officer);
    const returned = value(returnPep(opened, officer, 'The measure is not clear yet.'));
    expect(returned).toMatchObject({ stage: 'returned', submittedBy: 'teacher-1', openedByOfficerAt: null });
    expect(isEditable(returned)).toBe(true);
    const again = value(submit(returned, teacher, []));
    expect(again.returnedBecause).toBeNull();
    const signed = value(signOff(again, officer, ['teacher-1']));
    expect(signed).toMatchObject({
      stage: 'signedOff',
      version: 1,
      signedOffBy: 'officer-1',
      signedOffAt: at,
    });
    expect(isEditable(signed)).toBe(false);
  });

  it.each<readonly [string, () => { readonly ok: boolean }, string]>([
    [
      'a carer cannot complete',
      () => submit(aPep(), { ...teacher, roles: ['carer'] }, []),
      'not-for-your-role',
    ],
    [
      'nobody without a role completes',
      () => submit(aPep(), { ...teacher, roles: [] }, []),
      'not-for-your-role',
    ],
    [
      'an incomplete PEP is not completed',
      () => submit(aPep(), teacher, missing({ 'progress/maths': '' })),
      'pep-incomplete',
    ],
    ['a submitted PEP is not submitted twice', () => submit(submitted, teacher, []), 'pep-not-open'],
    [
      'a progress review is never completed (LE-11)',
      () => submit(aPep({ kind: 'progressReview' }), teacher, []),
      'progress-review',
    ],
    [
      'an opened PEP is not taken back',
      () => takeBack(openByOfficer(submitted, officer), teacher),
      'pep-already-opened',
    ],
    ['an open PEP is not taken back', () => takeBack(aPep(), teacher), 'pep-not-submitted'],
    ['a return gives its reason', () => returnPep(submitted, officer, '  '), 'reason-needed'],
    ['a teacher returns nothing', () => returnPep(submitted, teacher, 'Because'), 'not-for-your-role'],
    [
      'a coordinator signs nothing off',
      () => signOff(submitted, { ...officer, roles: ['coordinator'] }, []),
      'not-for-your-role',
    ],
    [
      'an officer does not sign off what they completed',
      () => signOff({ ...submitted, submittedBy: 'officer-1' }, officer, []),
      'cannot-sign-off-own-pep',
    ],
    [
      'an officer does not sign off targets they wrote',
      () => signOff(submitted, officer, ['teacher-1', 'officer-1']),
      'cannot-sign-off-own-pep',
    ],
    [
      'a progress review is never signed off',
      () => signOff({ ...submitted, kind: 'progressReview' }, officer, []),
      'progress-review',
    ],
    ['an open PEP is not signed off', () => signOff(aPep(), officer, []), 'pep-not-submitted'],
    [
      'a signed-off PEP is not signed off again',
      () => signOff(aPep({ stage: 'signedOff', version: 1 }), officer, []),
      'pep-not-submitted',
    ],
  ])('%s', (_says, attempt, code) => {
    expect(attempt()).toMatchObject({ ok: false, problem: { code } });
  });

  it('closes the way back at an officer’s first look, and at nobody else’s', () => {
    expect(openByOfficer(submitted, teacher)).toEqual(submitted);
    expect(value(takeBack(submitted, teacher))).toMatchObject({ stage: 'open', submittedBy: null });
    const opened = openByOfficer(submitted, officer);
    expect(openByOfficer(opened, { ...officer, at: '2027-01-01T00:00:00Z' })).toEqual(opened);
  });

  it('lets what the social worker owes not hold up the school (LE-22)', () => {
    expect(submit(aPep(), teacher, missing()).ok).toBe(true);
  });
});

function value(result: ReturnType<typeof submit>): Pep {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}
