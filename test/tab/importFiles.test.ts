import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { base64Of, nameOf, refusalOf } from '#tab/surfaces/import/files.ts';
import { faultsCsv } from '#tab/surfaces/import/faultsCsv.ts';

describe('which of the four files one is', () => {
  test.each([
    ['children.csv', 'children.csv'],
    ['Children (2).csv', 'children.csv'],
    ['Term Dates.CSV', 'term-dates.csv'],
    ['term_dates.csv', 'term-dates.csv'],
    ['children.xlsx', null],
    ['old-children.csv', null],
  ])('%s is %s', (file, name) => {
    expect(nameOf(file)).toBe(name);
    expect(refusalOf({ name: file, size: 10 }) === null).toBe(name !== null);
  });

  test('a file over 5 MB is refused with what to do', () => {
    expect(refusalOf({ name: 'people.csv', size: 5 * 1024 * 1024 })).toBeNull();
    expect(refusalOf({ name: 'people.csv', size: 5 * 1024 * 1024 + 1 })).toMatch(
      /larger than 5 MB.*Split it/,
    );
  });
});

test('the bytes of a file arrive unchanged, whatever letters they mean', async () => {
  const bytes = Uint8Array.from({ length: 100_003 }, (_none, at) => (at * 7) % 256);
  expect(Buffer.from(await base64Of(new Blob([bytes])), 'base64').equals(Buffer.from(bytes))).toBe(true);
});

test.each(['=1+1', '+44', '-2', '@SUM(A1)', '\tx', '\rx', ' =cmd', 'plain, with "quotes"', 'two\nlines'])(
  'a fault that holds %j is a cell no spreadsheet runs, and is read back whole',
  (what) => {
    const csv = faultsCsv([{ file: 'people.csv', line: 3, column: 'email', what, whatToDo: 'Mend it.' }]);
    const [head, row]: string[][] = parse(csv, { bom: true, relax_column_count: false });
    expect(head).toEqual(['File', 'Line', 'Column', 'What is wrong', 'What to do']);
    expect(row?.[3]).toMatch(/^[^=+\-@\t\r]/);
    expect(row?.[3]?.replace(/^'/, '')).toBe(what);
    expect([row?.[0], row?.[1], row?.[4]]).toEqual(['people.csv', '3', 'Mend it.']);
  },
);
