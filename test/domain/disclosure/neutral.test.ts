import { describe, expect, it } from 'vitest';
import { leaksOf } from '#domain/disclosure/neutral.ts';

const child = { forename: 'Zoë', surname: 'O’Brien', schools: ['Reed Lane Primary'] };
const may = { forename: 'May', surname: 'Young', schools: [] };

describe('a subject, card or file name', () => {
  it.each([
    ['Meeting about Zoe', ['forename']],
    ['ZOË', ['forename']],
    ['Zoe’s review', ['forename']],
    ['obrien, z', ['surname']],
    ['At Reed  Lane primary', ['school']],
    ['PEP on Friday', ['plan']],
    ['her pep_2026', ['plan']],
    ['ePEP', ['plan']],
    ['Personal Education Plan', ['plan']],
    ['Looked-after child review', ['care']],
    ['looked\u00a0after', ['care']],
    ['children in care', ['care']],
    ['P\u200bEP', ['plan']],
    ['LAC review', ['care']],
    ['fostering', ['care']],
  ])('%j tells of %j', (text, kinds) => {
    expect(leaksOf(text, child).map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each([
    'Education review ER-7F3K2M',
    'Meeting on 4 December, 2 pm, Quiet room',
    'Pepper, people and peptides',
    'We looked; after that we cared. Handle with care, in careful hands.',
    'Zoen reads',
    'black lace, place, classes',
  ])('%j tells nothing', (text) => {
    expect(leaksOf(text, child)).toEqual([]);
  });

  it.each([
    ['Meeting on 4 May 2027', []],
    ['You may reply by Friday. May suits.', []],
    ['For young people', []],
    ['A room for May', ['forename']],
    ['May’s room', ['forename']],
    ['Room of the Young family', ['surname']],
  ])('of a child called May Young: %j tells of %j', (text, kinds) => {
    expect(leaksOf(text, may).map(({ kind }) => kind)).toEqual(kinds);
  });
});
