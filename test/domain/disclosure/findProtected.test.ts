import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findProtected } from '#domain/disclosure/findProtected.ts';
import { namesListed, protectedValuesOf, siblingsNamedIn } from '#domain/disclosure/protectedValues.ts';

const values = protectedValuesOf({
  confidential: {
    placementAddress: '116a Sedge Close, Millford, LE1 6AB',
    notes: 'Brother Kofi Young placed separately; sister May with aunt',
  },
  carers: [
    {
      name: 'Zoë O’Brien-Núñez',
      email: 'zoe.obrien7@mail.test',
      phone: '07700 900123',
      isConfidential: true,
    },
    { name: 'Ade Cole', email: null, phone: '0116 496 0123', isConfidential: true },
    { name: 'Open Carer', email: 'open@mail.test', phone: null, isConfidential: false },
  ],
  siblingsElsewhere: ['Imran Hale'],
});

function kinds(text: string, openNames: readonly string[] = []): readonly string[] {
  return findProtected(text, values, openNames).map(({ kind }) => kind);
}

describe('a protected value is found', () => {
  it.each([
    ['placementAddress', 'She lives at 116a Sedge Close now.'],
    ['placementAddress', 'Pick-up from no. 116, SEDGE CL. please'],
    ['placementAddress', 'at 116 A  Sedge\nClose'],
    ['placementAddress', 'somewhere in Sedge Close, Millford'],
    ['postcode', 'the taxi goes to le16ab each day'],
    ['postcode', 'LE1\n6AB'],
    ['postcode', 'L.E.1 6-A-B'],
    ['carerEmail', 'Write to Zoe.OBrien7@Mail.test!'],
    ['carerEmail', 'zoe.obrien7 (at) mail (dot) test'],
    ['carerEmail', 'zoe.obrien7 at mail dot test'],
    ['carerEmail', 'zoe . obrien7 @\nmail.test'],
    ['carerEmail', 'mailto:zoe.obrien7@mail.test?subject=x'],
    ['carerEmail', 'open@mail.test'],
    ['carerPhone', 'ring 07700900123'],
    ['carerPhone', '+44 7700 900 123'],
    ['carerPhone', '+44 (0)7700-900-123'],
    ['carerPhone', '0044 7700 900123.'],
    ['carerPhone', '(0116) 496\n0123'],
    ['carerPhone', '07700\u200b 900 1 2 3'],
    ['carerPhone', '０７７００ ９００１２３'],
    ['carerName', 'Zoe OBrien Nunez says yes'],
    ['carerName', 'ZOË O’BRIEN–NÚÑEZ'],
    ['carerName', "O'Brien-Nunez, Zoe"],
    ['carerName', 'with Ade\nCole'],
    ['carerName', 'Ade B. Cole came'],
    ['carerName', 'Ade Cole’s car'],
    ['siblingName', 'He misses Kofi.'],
    ['siblingName', 'imran was there'],
    ['siblingName', 'He asks about May and her school'],
    ['siblingName', 'May’s birthday'],
  ])('%s in %j', (kind, text) => {
    expect(kinds(text)).toContain(kind);
  });

  it.each([
    'Young people like the coal cellar and cole slaw.',
    'A young person works with Mr Cole.',
    'They may go in May 2027, on 4 May or in May.',
    'May we meet again?',
    'Close to the sedge: 116 steps.',
    'He lives on Reed Close, number 116.',
    'Sedge Close is where the school stands.',
    '1116 Sedge Close',
    'call 07700 900124',
    'code 1077009001234',
    'xzoe.obrien7@mail.test and zoe.obrien7@mail.testing',
    'a.zoe.obrien7@mail.test',
    'LE16 6AB or ALE1 6ABC',
    'Open Carer came.',
    'Zoe came; later O’Brien-Núñez did too.',
    'Imranah and Kofira sang.',
    'We looked at the mail test together.',
    '',
  ])('but not in %j', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it('says in which sentence, the shortest that holds it', () => {
    expect(findProtected('All is well. Ring 07700 900 123 after four. Bye.', values)).toEqual([
      { kind: 'carerPhone', sentence: 'Ring 07700 900 123 after four.' },
    ]);
    expect(findProtected('One.\nRing 07700\n900123\nThree.', values)[0]?.sentence).toBe('Ring 07700 900123');
  });

  it('leaves a forename alone that is also that of somebody everybody knows', () => {
    expect(kinds('Imran reads well.', ['Imran Teach'])).toEqual([]);
    expect(kinds('Imran Hale reads well.', ['Imran Teach'])).toEqual(['siblingName']);
  });

  it('is found whatever words stand around it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(kinds(`${before}. Zoë O’Brien-Núñez. ${after}`)).toContain('carerName');
      }),
    );
  });

  it('takes long text in its stride', () => {
    const long = 'a b @ . 0 7 7 0 0 '.repeat(20_000);
    const start = performance.now();
    expect(kinds(`${long}. Ring 07700 900123.`)).toEqual(['carerPhone']);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('what is protected', () => {
  it('is every carer’s address and number, a name only when it is confidential', () => {
    expect(values.map(({ kind, value }) => `${kind}: ${value}`)).toEqual([
      'placementAddress: 116a Sedge Close, Millford',
      'postcode: LE1 6AB',
      'carerEmail: zoe.obrien7@mail.test',
      'carerPhone: 07700 900123',
      'carerName: Zoë O’Brien-Núñez',
      'carerPhone: 0116 496 0123',
      'carerName: Ade Cole',
      'carerEmail: open@mail.test',
      'siblingName: Imran Hale',
      'siblingName: Kofi Young',
      'siblingName: May',
    ]);
  });

  it.each([
    ['Sibling also looked after, placed separately', []],
    ['Brother Kai and sister Mia live with an aunt', ['Kai', 'Mia']],
    ['Siblings: Kai Hale, Mia Hale & Jo Hale', ['Kai Hale', 'Mia Hale', 'Jo Hale']],
    ['Kai Hale (older brother) placed in Northwold', ['Kai Hale']],
    ['half-sister called Ava-May is elsewhere', ['Ava-May']],
    ['Contact fortnightly, "unsettled" after', []],
    ['', []],
  ])('in the notes %j: %j', (notes, names) => {
    expect(siblingsNamedIn(notes)).toEqual(names);
  });

  it('reads the social worker’s list line by line', () => {
    expect(namesListed('Kai Hale\n Mia (twin)\n\nJo, Bo')).toEqual(['Kai Hale', 'Mia', 'Jo', 'Bo']);
    expect(namesListed('For now he sees Kai Hale every second Sunday')).toEqual(['Kai Hale']);
  });

  it('of a named house is the house and its lane', () => {
    const house = protectedValuesOf({
      confidential: { placementAddress: 'Rose Cottage, Mill Lane, Northwold', notes: '' },
      carers: [],
      siblingsElsewhere: [],
    });
    expect(findProtected('Back to Rose Cottage at four', house)).toHaveLength(1);
    expect(findProtected('along Mill Ln, Northwold', house)).toHaveLength(1);
    expect(findProtected('A rose by the cottage on Mill Lane', house)).toEqual([]);
  });
});
