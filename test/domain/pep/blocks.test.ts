import { describe, expect, it } from 'vitest';
import type { Edition } from '#domain/disclosure/edition.ts';
import { recordForEdition } from '#domain/disclosure/editionFor.ts';
import type { Block } from '#domain/pep/block.ts';
import { documentBlocks, type DocumentSources, wordDocumentOf } from '#domain/pep/blocks.ts';
import type { Pep } from '#domain/pep/pep.ts';
import { sections } from '#domain/pep/sections.ts';
import { aPep, complete, lists, wordsOf, written } from './builders.ts';

const secrets = {
  'care-situation/placement': 'PLACEMENT-WORDS',
  'care-situation/siblings-elsewhere': 'SIBLING-WORDS',
  'permissions/carer-contact': 'CONTACT-WORDS',
};

function sources(edition: Edition, pep: Partial<Pep> = {}): DocumentSources {
  const fields = written({ ...complete, ...secrets, 'care-situation/changes': 'A new school in September.' });
  return {
    child: { forename: 'Robin', surname: 'Example', dob: '2016-05-03', ncYear: '5', upn: null },
    authorityName: 'Fenmarch',
    schoolName: 'Reed Lane Primary',
    meeting: {
      reference: 'ER-7F3K2M',
      startsAt: '2026-12-04T14:00',
      endsAt: '2026-12-04T15:00',
      venue: 'Quiet room',
    },
    people: [
      { person: 'teacher-1', name: 'Tessa Teach', role: 'designatedTeacher', isConfidential: false },
      { person: 'worker-1', name: 'Sol Work', role: 'socialWorker', isConfidential: false },
      { person: 'carer-1', name: 'Carla Care', role: 'carer', isConfidential: true },
    ],
    edition: recordForEdition(edition, { pep: aPep(pep), fields }),
    lists,
    yearlyPence: 150_000,
    completedByName: 'Tessa Teach',
    signedOffByName: 'Olu Officer',
  };
}

const signed: Partial<Pep> = {
  stage: 'signedOff',
  version: 2,
  submittedAt: '2026-12-10T10:00:00Z',
  signedOffAt: '2026-12-14T23:30:00Z',
};

function tables(blocks: readonly Block[]) {
  return blocks.filter((block) => block.is === 'table');
}

describe('the document', () => {
  it('begins with title, child and facts, and the summary, targets and next meeting before any section', () => {
    const blocks = documentBlocks(sources('full', signed));
    const headings = blocks.filter((block) => block.is === 'heading').map((block) => block.text);
    expect(blocks.slice(0, 2)).toEqual([
      { is: 'title', text: 'Personal Education Plan' },
      { is: 'subtitle', text: 'Robin Example' },
    ]);
    expect(headings[0]).toBe('At a glance');
    expect(headings).toEqual(expect.arrayContaining(sections.map(({ title }) => title)));
    const pageOne = wordsOf(
      blocks.slice(
        0,
        blocks.findIndex((block) => block.is === 'heading' && block.text === 'Who leads this meeting'),
      ),
    );
    for (const words of [
      'Curious; tires after lunch.',
      'I like art best.',
      'Answers 6 of 8',
      '£400.00 asked for, £1,100.00 of the year’s allocation left',
      '12 March 2027, Quiet room',
    ])
      expect(pageOne).toContain(words);
  });

  it('prints every value of the full record, in labels and long dates, never in ids', () => {
    const text = wordsOf(documentBlocks(sources('full', signed)));
    for (const words of [
      ...Object.values(secrets),
      'A new school in September.',
      'Chose not to come',
      '19 March 2027',
      'Carla Care',
      'Sent apologies',
      'At work',
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/choseNotTo|designatedTeacher|2027-03-19|^apologies$/m);
  });

  it('opens each target with its own sentence', () => {
    const blocks = documentBlocks(sources('full'));
    const heading = blocks.findIndex(
      (block) => block.is === 'heading' && block.text === 'New targets: 1 of 1',
    );
    expect(blocks[heading + 1]).toEqual({
      is: 'answer',
      label: 'Target',
      text: 'Answers 6 of 8 questions on a page.',
    });
  });

  it('leaves the school’s copy without the social worker’s words and a confidential name, and says so (LE-21)', () => {
    const text = wordsOf(documentBlocks(sources('school', signed)));
    for (const words of [...Object.values(secrets), 'Carla Care']) expect(text).not.toContain(words);
    for (const words of [
      'Carer (name withheld)',
      'Left out of this copy',
      'Permissions: How to reach the carer',
      'A new school in September.',
    ])
      expect(text).toContain(words);
  });

  it('adds the costs up in its tables and keeps every row as wide as its head', () => {
    const found = tables(documentBlocks(sources('full')));
    expect(found.map(({ caption }) => caption)).toEqual(['Targets', 'Who came', 'Costs by target']);
    for (const table of found) {
      for (const row of [...table.rows, ...(table.total === undefined ? [] : [table.total])])
        expect(row).toHaveLength(table.head.length);
      for (const column of table.numeric ?? []) expect(column).toBeLessThan(table.head.length);
    }
    expect(found[2]?.total?.at(-1)).toBe('£400.00');
  });

  it('signs off with day and name in English time, and calls a draft a draft', () => {
    expect(wordsOf(documentBlocks(sources('full', signed)))).toContain('Olu Officer, 14 December 2026');
    expect(wordsOf(documentBlocks(sources('full')))).toContain('draft, not signed off');
  });

  it('does not call a progress review a plan (LE-11)', () => {
    expect(documentBlocks(sources('full', { kind: 'progressReview' }))[0]).toEqual({
      is: 'title',
      text: 'Review of progress',
    });
  });

  it('is dated by its record alone', () => {
    expect(wordDocumentOf(sources('school', signed), '1F5A4E')).toMatchObject({
      madeAt: '2026-12-14T23:30:00Z',
      version: 2,
      editionName: 'School’s copy',
      reference: 'ER-7F3K2M',
    });
    expect(wordDocumentOf(sources('full'), '1F5A4E').madeAt).toMatch(/^2026-12-04T14:00:\d\dZ$/);
  });

  it('of an empty record still has every section, and says that nothing is recorded', () => {
    const empty = documentBlocks({
      ...sources('full'),
      people: [],
      edition: recordForEdition('full', { pep: aPep(), fields: [] }),
    });
    expect(wordsOf(empty)).toContain('No targets are set yet.');
    expect(wordsOf(empty)).toContain('Not set');
  });
});
