import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entriesOf, fieldAt, inWords, parseValue, pathOf, valueOf } from '#domain/pep/record.ts';
import { sectionOf, sections } from '#domain/pep/sections.ts';
import { leicestershire } from '#authorities/profiles/leicestershire.ts';
import { checkProfile } from '#domain/profile/checkProfile.ts';
import { lists, written } from './builders.ts';

describe('the sections', () => {
  it('carry unique ids, words that say why, a source, and writers who read what they write', () => {
    expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
    for (const section of sections) {
      expect(new Set(section.fields.map(({ id }) => id)).size).toBe(section.fields.length);
      expect(section.source).toMatch(/[A-Z]{2}-\d\d/);
      expect(section.writers.filter((role) => !section.readers.includes(role))).toEqual([]);
      for (const field of section.fields) {
        if (field.isSetByButton !== true) expect(field.help, `${section.id}/${field.id}`).toBeTruthy();
        for (const reader of field.readers ?? []) expect(section.readers).toContain(reader);
        if (field.kind === 'choice')
          expect(field.choices !== undefined || field.choicesFrom !== undefined).toBe(true);
        if (field.neededWhen !== undefined)
          expect(section.fields.map(({ id }) => id)).toContain(field.neededWhen.field);
      }
    }
  });

  it('are all that the agenda of the profile points to', () => {
    expect(
      checkProfile(
        leicestershire,
        sections.map(({ id }) => id),
      ),
    ).toEqual([]);
  });

  it('never show adults’ sections to the pupil, and keep LE-21’s fields to the social worker alone', () => {
    for (const section of sections.filter(({ isAdultOnly }) => isAdultOnly))
      expect(section.readers).not.toContain('pupil');
    for (const path of [
      'care-situation/placement',
      'care-situation/siblings-elsewhere',
      'permissions/carer-contact',
    ])
      expect(fieldAt(path)?.field.readers).toEqual(['socialWorker']);
  });
});

describe('paths', () => {
  it.each([
    ['care-situation/changes', 'care-situation', 'changes', null],
    ['new-targets/8f14e45f-ceea/text', 'new-targets', 'text', '8f14e45f-ceea'],
    ['attendance/person-1/came', 'attendance', 'came', 'person-1'],
  ])('%s is known', (path, section, field, entry) => {
    const place = fieldAt(path);
    expect([place?.section.id, place?.field.id, place?.entry]).toEqual([section, field, entry]);
    expect(pathOf(section, entry, field)).toBe(path);
  });

  it.each([
    '',
    'care-situation',
    'care-situation/x/changes',
    'new-targets/text',
    'new-targets//text',
    'new-targets/a b/text',
    'nowhere/changes',
    'care-situation/nothing',
    'new-targets/__proto__/text',
    'new-targets/t1/text/more',
  ])('%s is unknown', (path) => {
    expect(fieldAt(path)).toBeNull();
    expect(parseValue(path, 'x')).toEqual({ ok: false, problem: { code: 'unknown-field' } });
  });
});

describe('values', () => {
  it.each([
    ['progress/attendance', 93.5, true],
    ['progress/attendance', 101, false],
    ['progress/attendance', null, true],
    ['progress/as-expected', 'below', true],
    ['progress/as-expected', 'sideways', false],
    ['pupil-views/reason', 'choseNotTo', true],
    ['pupil-views/reason', 'anything-else', false],
    ['next-meeting/date', '2027-02-30', false],
    ['next-meeting/date', '2027-02-28', true],
    ['next-meeting/date', '', true],
    ['new-targets/t1/owner', 'carer', true],
    ['new-targets/t1/owner', 'wizard', false],
    ['new-targets/t1/ppp', [{ id: 'a', what: 'Tuition', quantity: 10, unitPence: 4000 }], true],
    ['new-targets/t1/ppp', [{ id: 'a', what: 'Tuition', quantity: 1.5, unitPence: 4000 }], false],
    ['new-targets/t1/ppp', [{ id: 'a', what: 'Tuition', quantity: 1, unitPence: -1 }], false],
    ['permissions/checked', 'yes', true],
    ['permissions/checked', true, false],
    ['spending/spent', 7, false],
  ])('%s takes %j: %s', (path, value, isTaken) => {
    expect(parseValue(path, value, lists).ok).toBe(isTaken);
  });

  it('says which kind was meant, and how long is too long', () => {
    expect(parseValue('progress/as-expected', 'sideways')).toMatchObject({
      problem: { code: 'wrong-kind', kind: 'choice' },
    });
    expect(parseValue('spending/spent', 'x'.repeat(10_001))).toMatchObject({
      problem: { code: 'too-long', most: 10_000 },
    });
    expect(parseValue('spending/spent', 'x'.repeat(10_000)).ok).toBe(true);
  });

  it('takes no free words for a choice whose list it was not given', () => {
    expect(parseValue('pupil-views/reason', '12 Mill Lane').ok).toBe(false);
  });

  it('answers anything without throwing, and only with what it was given', () => {
    const anyPath = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...sections.flatMap(({ id, shape, fields }) =>
          fields.map((field) => pathOf(id, shape === 'one' ? null : 'e1', field.id)),
        ),
      ),
    );
    fc.assert(
      fc.property(anyPath, fc.anything(), (path, value) => {
        const parsed = parseValue(path, value, lists);
        if (parsed.ok) expect(parsed.value).toEqual(value);
      }),
    );
  });

  it.each([
    ['pupil-views/reason', 'choseNotTo', 'Chose not to come'],
    ['next-meeting/date', '2027-03-12', '12 March 2027'],
    ['next-meeting/set-by-role', 'socialWorker', 'Social worker'],
    ['permissions/checked', 'yes', 'Yes'],
    ['progress/attendance', 93.5, '93.5%'],
    ['progress/reading', '  ', ''],
    ['progress/reading', null, ''],
  ])('%s = %j reads as %j', (path, value, words) => {
    const place = fieldAt(path);
    if (place === null) throw new Error(path);
    expect(inWords(place.field, value, lists)).toBe(words);
  });
});

describe('entries', () => {
  it('stand in the order of first writing, without those taken out, whatever was edited last', () => {
    const fields = written({
      'new-targets/b/text': 'first',
      'new-targets/a/text': 'second',
      'new-targets/c/text': 'gone',
      'new-targets/c/removed': 'yes',
      'raised-actions/d/text': 'not a target',
    }).map((field) =>
      field.path === 'new-targets/b/text' ? { ...field, at: '2027-01-01T00:00:00Z', version: 9 } : field,
    );
    expect(entriesOf(fields, 'new-targets')).toEqual(['b', 'a']);
    expect(valueOf(fields, 'new-targets/a/text')).toBe('second');
    expect(sectionOf('nowhere')).toBeUndefined();
  });
});
