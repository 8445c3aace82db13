import { AlignmentType, BorderStyle, type IParagraphOptions, type Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, VerticalAlignTable, WidthType } from 'docx'; // prettier-ignore
import type { Block } from '#domain/pep/block.ts';
import { tintOf } from './accent.ts';
import { cellMargin, columnWidths, linesIn } from './columnWidths.ts';
import { textWidth } from './page.ts';
import { quietInk, rule, style } from './styles.ts';
import { nothingRecorded, oneLine, paragraphOf, paragraphsIn, quietly } from './words.ts';

type FactRow = Extract<Block, { is: 'facts' }>['rows'][number];
type TableBlock = Extract<Block, { is: 'table' }>;

/** A row taller than this may go over a page: kept whole, it would leave most of a page white. */
const tallestWholeRow = 24;
/** A card of facts (a target) up to this long stays on one page, under its head. */
const longestCard = 12;
const labelWidth = Math.round(textWidth * 0.31);
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const light = { style: BorderStyle.SINGLE, size: 4, color: rule } as const;

/** Light rules between rows, none between columns: no boxes in boxes. */
function tableOf(rows: readonly TableRow[], widths: readonly number[], marks: { readonly firstRow: boolean; readonly firstColumn: boolean; readonly lastRow: boolean }): Table {
  return new Table({
    rows,
    columnWidths: widths,
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: { top: light, bottom: light, insideHorizontal: light, left: none, right: none, insideVertical: none },
    margins: { marginUnitType: WidthType.DXA, top: 70, bottom: 70, left: cellMargin, right: cellMargin },
    tableLook: { ...marks, lastColumn: false, noHBand: true, noVBand: true },
  });
} // prettier-ignore

/** Two columns, label and value; the label's column is marked as the head of its row. */
export function factsTable(facts: readonly FactRow[]): Table {
  const widths = [labelWidth, textWidth - labelWidth];
  const rows = facts.map(({ label, value }, at) => {
    const keepNext = facts.length <= longestCard && at < facts.length - 1;
    const children = [
      new TableCell({
        children: cellParagraphs(label, style.head, ''),
        width: { size: labelWidth, type: WidthType.DXA },
      }),
      new TableCell({ children: cellParagraphs(value, style.cell, nothingRecorded), width: { size: textWidth - labelWidth, type: WidthType.DXA } }), // prettier-ignore
    ];
    return new TableRow({ keepNext, cantSplit: fitsAPage([label, value], widths), children });
  });
  return tableOf(rows, widths, { firstRow: false, firstColumn: true, lastRow: false });
}

/** The caption stands above the table and stays with it; its head repeats on each page. */
export function captioned(block: TableBlock, accent: string): readonly (Paragraph | Table)[] {
  const caption = oneLine(block.caption);
  const above = caption === '' ? [] : [paragraphOf(caption, { style: style.caption })];
  if (block.head.length === 0) throw new Error('a table needs at least one column');
  const widest = Math.max(...[...block.rows, block.total ?? []].map((row) => row.length));
  if (widest > block.head.length) throw new Error('a row of a table has more cells than its head');
  if (block.rows.length === 0 && (block.total ?? []).length === 0)
    return [...above, quietly(nothingRecorded, style.body)];
  return [...above, recordTable(block, accent)];
}

function recordTable({ head, rows, total = [], numeric = [] }: TableBlock, accent: string): Table {
  const sums = total.length > 0 ? [total] : [];
  const widths = columnWidths([head, ...rows, ...sums], numeric, textWidth);
  const shading = { type: ShadingType.CLEAR, color: 'auto', fill: tintOf(accent) };
  const row = (cells: readonly string[], as: 'head' | 'body' | 'total', keepNext = false): TableRow =>
    new TableRow({
      keepNext,
      tableHeader: as === 'head',
      cantSplit: fitsAPage(cells, widths),
      children: widths.map((size, at) => new TableCell({
        width: { size, type: WidthType.DXA },
        verticalAlign: as === 'head' ? VerticalAlignTable.BOTTOM : VerticalAlignTable.TOP,
        ...(as === 'head' ? { shading } : {}),
        ...(as === 'total' ? { borders: { top: { style: BorderStyle.SINGLE, size: 12, color: quietInk } } } : {}),
        children: cellParagraphs(cells[at] ?? '', as === 'body' ? style.cell : style.head, as === 'body' ? '–' : '', numeric.includes(at)),
      })),
    }); // prettier-ignore
  return tableOf(
    [
      row(head, 'head', true),
      // A total never stands alone at the top of a page.
      ...rows.map((it, at) => row(it, 'body', sums.length > 0 && at === rows.length - 1)),
      ...sums.map((it) => row(it, 'total')),
    ],
    widths,
    { firstRow: true, firstColumn: false, lastRow: sums.length > 0 },
  );
}

function cellParagraphs(text: string, as: string, whenEmpty: string, isNumeric = false): Paragraph[] {
  const options: Omit<IParagraphOptions, 'children' | 'text'> = isNumeric
    ? { style: as, alignment: AlignmentType.RIGHT }
    : { style: as };
  const found = paragraphsIn(text).map((it, at) => paragraphOf(it, at === 0 ? options : { ...options, spacing: { before: 80 } })); // prettier-ignore
  return found.length > 0 ? found : [quietly(whenEmpty, as, options.alignment)];
}

function fitsAPage(cells: readonly string[], widths: readonly number[]): boolean {
  return widths.every((width, at) => linesIn(cells[at] ?? '', width) <= tallestWholeRow);
}
