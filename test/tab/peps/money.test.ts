import { describe, expect, it } from 'vitest';
import { entriesOf } from '#tab/peps/entries.ts';
import { parsePence, plainPounds, pounds, totalPence } from '#tab/peps/money.ts';

describe('money as people type it', () => {
  it.each([
    ['£40', 4000],
    ['40.00', 4000],
    ['40.5', 4050],
    ['40.', 4000],
    [' £1,234.56 ', 123_456],
    ['0', 0],
    ['', null],
    ['forty', null],
    ['40.005', null],
    ['-3', null],
    ['100000.01', null],
  ])('reads %j as %j pence', (typed, pence) => {
    expect(parsePence(typed)).toBe(pence);
  });

  it('adds up to the penny and writes it as money', () => {
    const lines = [
      { id: 'a', what: 'Tutor', quantity: 10, unitPence: 4000 },
      { id: 'b', what: 'Book', quantity: 3, unitPence: 699 },
    ];
    expect(totalPence(lines)).toBe(42_097);
    expect(pounds(123_456_78)).toBe('£123,456.78');
    expect(pounds(-5)).toBe('-£0.05');
    expect(plainPounds(123_450)).toBe('1234.50');
  });
});

describe('entries of a section', () => {
  const values: Readonly<Record<string, string>> = {
    's/b/text': 'B',
    's/a/text': 'A',
    's/a/removed': 'yes',
    's/c/removed': 'yes',
  };
  it('stand in the order of their first words; those taken out can be put back, empty ones are gone', () => {
    expect(
      entriesOf([...Object.keys(values), 's/d/text', 'other/x/text', 's/one'], 's', (path) => values[path]),
    ).toEqual({ here: ['b', 'd'], takenOut: ['a'] });
  });
});
