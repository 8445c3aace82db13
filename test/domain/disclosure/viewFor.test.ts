import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childFor } from '#domain/disclosure/childFor.ts';
import { recordForEdition } from '#domain/disclosure/editionFor.ts';
import { mayRead, mayWrite, stepsFor, type Viewer, viewFor } from '#domain/disclosure/viewFor.ts';
import { fieldAt, pathOf } from '#domain/pep/record.ts';
import { sections } from '#domain/pep/sections.ts';
import { leicestershire } from '#authorities/profiles/leicestershire.ts';
import type { Role } from '#domain/people/role.ts';
import { roles } from '#domain/people/role.ts';
import { aPep, written } from '../pep/builders.ts';

const everything = written(
  Object.fromEntries(
    sections.flatMap(({ id, shape, fields }) =>
      fields.map((field) => [pathOf(id, shape === 'one' ? null : 'e1', field.id), 'x']),
    ),
  ),
);
const adultOnlySteps = leicestershire.agenda.is.filter(({ isAdultOnly }) => isAdultOnly).map(({ id }) => id);
const all = { sections, fields: everything, adultOnlySteps };

function viewer(roles: readonly Role[], around: Partial<Viewer> = {}): Viewer {
  return { roles, isPupilPresentInRoom: false, inThisMeeting: false, ...around };
}
const withPupil = { isPupilPresentInRoom: true, inThisMeeting: true };

const anyViewer = fc.record({
  roles: fc.uniqueArray(fc.constantFrom(...roles), { maxLength: 3 }),
  isPupilPresentInRoom: fc.boolean(),
  inThisMeeting: fc.boolean(),
});

describe('what a person sees', () => {
  it('is never a field outside their readers, for any roles and any room', () => {
    fc.assert(
      fc.property(anyViewer, (who) => {
        const view = viewFor(who, all);
        const isReader = (readers: readonly Role[]) => who.roles.some((role) => readers.includes(role));
        const shown = view.sections.flatMap(({ section }) =>
          section.fields.map((field) => `${section.id}/${field.id}`),
        );
        for (const { path } of view.fields) {
          const place = fieldAt(path);
          if (place === null) throw new Error(path);
          expect(isReader(place.section.readers)).toBe(true);
          expect(isReader(place.field.readers ?? place.section.readers)).toBe(true);
          expect(shown).toContain(`${place.section.id}/${place.field.id}`);
          if (who.isPupilPresentInRoom && who.inThisMeeting) expect(place.section.isAdultOnly).toBe(false);
          if (who.roles.includes('pupil')) expect(place.section.isAdultOnly).toBe(false);
        }
        for (const { path } of everything)
          if (mayWrite(who, path, all)) expect(mayRead(who, path, all)).toBe(true);
        for (const { section, canWrite } of view.sections)
          expect(canWrite).toBe(who.roles.some((role) => section.writers.includes(role)));
      }),
      { numRuns: 300 },
    );
  });

  it('without a role is nothing', () => {
    expect(viewFor(viewer([]), all)).toEqual({ sections: [], fields: [] });
    expect(viewFor(viewer(['businessSupport']), all)).toEqual({ sections: [], fields: [] });
  });

  it.each([
    ['socialWorker', 'care-situation/placement', true],
    ['socialWorker', 'permissions/carer-contact', true],
    ['officer', 'care-situation/placement', false],
    ['head', 'care-situation/siblings-elsewhere', false],
    ['coordinator', 'permissions/carer-contact', false],
    ['designatedTeacher', 'care-situation/placement', false],
    ['designatedTeacher', 'permissions/carer-contact', false],
    ['designatedTeacher', 'care-situation/changes', true],
    ['designatedTeacher', 'permissions/first-contact', true],
    ['carer', 'permissions/carer-contact', false],
    ['parent', 'care-situation/contact', false],
    ['schoolStaff', 'care-situation/changes', false],
    ['invited', 'progress/reading', false],
    ['invited', 'new-targets/e1/text', true],
    ['invited', 'new-targets/e1/ppp', false],
    ['pupil', 'new-targets/e1/text', true],
    ['pupil', 'new-targets/e1/ppp', false],
    ['pupil', 'attendance/e1/reason', false],
    ['pupil', 'care-situation/changes', false],
  ] as const)('%s reads %s: %s', (role, path, isRead) => {
    expect(mayRead(viewer([role]), path, all)).toBe(isRead);
    expect(viewFor(viewer([role]), all).fields.some((field) => field.path === path)).toBe(isRead);
  });

  it('loses everything for adults in sessions of this meeting while the pupil is in the room (LE-18)', () => {
    const during = viewFor(viewer(['socialWorker'], withPupil), all);
    expect(during.sections.map(({ section }) => section.id)).not.toContain('care-situation');
    expect(JSON.stringify(during)).not.toMatch(/care-situation|carer-contact|permissions\//);
    expect(
      viewFor(viewer(['socialWorker'], { ...withPupil, inThisMeeting: false }), all).fields,
    ).toHaveLength(everything.length);
    expect(
      stepsFor(viewer(['socialWorker'], withPupil), leicestershire.agenda.is).some(
        ({ isAdultOnly }) => isAdultOnly,
      ),
    ).toBe(false);
    expect(stepsFor(viewer(['pupil']), leicestershire.agenda.is).some(({ isAdultOnly }) => isAdultOnly)).toBe(
      false,
    );
    expect(stepsFor(viewer(['carer']), leicestershire.agenda.is)).toHaveLength(9);
  });
});

describe('an action raised among adults', () => {
  const fields = written({
    'raised-actions/a/text': 'Prepare the move',
    'raised-actions/a/from': 'care-update',
    'raised-actions/b/text': 'Lend a reading book',
    'raised-actions/b/from': 'carer-update',
  });
  const raised = { sections, fields, adultOnlySteps };
  it.each([
    ['designatedTeacher', {}, ['a', 'b']],
    ['socialWorker', withPupil, ['b']],
    ['pupil', {}, ['b']],
    ['parent', {}, ['b']],
    ['invited', {}, ['b']],
    ['schoolStaff', {}, ['b']],
  ] as const)('%s %j sees %j', (role, around, entries) => {
    const seen = viewFor(viewer([role], around), raised).fields.map(({ path }) => path.split('/')[1]);
    expect([...new Set(seen)]).toEqual(entries);
    expect(mayRead(viewer([role], around), 'raised-actions/a/text', raised)).toBe(seen.includes('a'));
  });
});

describe('who writes', () => {
  it.each([
    ['socialWorker', 'permissions/checked', true],
    ['designatedTeacher', 'permissions/checked', false],
    ['officer', 'permissions/checked', false],
    ['designatedTeacher', 'care-situation/changes', false],
    ['officer', 'care-situation/placement', false],
    ['socialWorker', 'care-situation/placement', true],
    ['carer', 'carer-update/happy', true],
    ['parent', 'carer-update/happy', false],
    ['pupil', 'pupil-views/views', true],
    ['schoolStaff', 'progress/reading', true],
    ['designatedTeacher', 'new-targets/e1/text', true],
    ['iro', 'new-targets/e1/text', false],
    ['teamManager', 'chairing/chair', false],
    ['designatedTeacher', 'nowhere/at-all', false],
  ] as const)('%s writes %s: %s', (role, path, isWriter) => {
    expect(mayWrite(viewer([role]), path, all)).toBe(isWriter);
  });
});

describe('the school’s copy (LE-21)', () => {
  it('holds what its designated teacher may hold, and names what it leaves out', () => {
    const edition = recordForEdition('school', { pep: aPep(), fields: everything });
    expect(edition.leftOut.map(({ section, field }) => `${section}/${field}`)).toEqual([
      'care-situation/placement',
      'care-situation/siblings-elsewhere',
      'permissions/carer-contact',
    ]);
    expect(edition.record.fields).toHaveLength(everything.length - 3);
    expect(recordForEdition('school', { pep: aPep(), fields: [] }).leftOut).toEqual(edition.leftOut);
  });

  it('is cut from the full one, which lacks nothing', () => {
    const full = recordForEdition('full', { pep: aPep(), fields: everything });
    expect(full.record.fields).toEqual(everything);
    expect(full.leftOut).toEqual([]);
  });
});

describe('what leaves of a child', () => {
  const child = {
    id: 'child-1',
    reference: 'C-9Q2M4K',
    personNumber: '700000',
    upn: 'A123456789012',
    forename: 'Robin',
    surname: 'Example',
    dob: '2016-05-03',
    ncYear: '5',
    careStart: '2024-01-08',
    isEmergency: false,
    legalStatus: 'C2 Full care order',
    placementType: 'U4 Foster placement',
    schoolUrn: '999001',
    schoolStart: null,
    team: 'North',
    lastPep: null,
    nextReview: null,
    sen: '',
    ehcpReview: null,
    firstLanguage: 'English',
  } as const;
  const confidential = { placementAddress: '7 Sedge Lane, Fenmarch', notes: 'Sister Mia placed elsewhere' };

  it('is the address and notes for the social worker alone', () => {
    for (const role of roles) {
      const text = JSON.stringify(childFor([role], child, confidential));
      expect(text.includes('Sedge Lane') && text.includes('Mia'), role).toBe(role === 'socialWorker');
    }
  });

  it('is nothing without a role, and the care facts for those who work on care', () => {
    expect(childFor([], child, confidential)).toBeNull();
    const seesCare = roles.filter((role) => childFor([role], child, null)?.legalStatus !== null);
    expect(seesCare).toEqual(['coordinator', 'officer', 'head', 'teamManager', 'socialWorker', 'iro']);
    expect(childFor(['parent'], child, confidential)).toMatchObject({
      initials: 'RE',
      ncYear: '5',
      dob: null,
      upn: null,
      personNumber: null,
    });
  });
});
