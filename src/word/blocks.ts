import { HeadingLevel, Paragraph, type Table } from 'docx';
import type { Block } from '#domain/pep/block.ts';
import { bullets, style } from './styles.ts';
import { captioned, factsTable } from './tables.ts';
import {
  nothingRecorded,
  oneLine,
  paragraphOf,
  paragraphsIn,
  paragraphsOf,
  plain,
  quietly,
} from './words.ts';

type Part = Paragraph | Table;

/** The whole body. Never empty, never two tables that touch, never a table at its end: Word would join or mend them. */
export function bodyOf(blocks: readonly Block[], accent: string): readonly Part[] {
  const parts: Part[] = joinFacts(blocks).flatMap((block) => partsOf(block, accent));
  if (parts.length === 0) return [quietly(nothingRecorded, style.body)];
  return parts.flatMap((part, at) => {
    const next = parts[at + 1];
    const needsSeparator = !(part instanceof Paragraph) && !(next instanceof Paragraph);
    return needsSeparator ? [part, new Paragraph({ style: style.separator })] : [part];
  });
}

function partsOf(block: Block, accent: string): readonly Part[] {
  switch (block.is) {
    case 'title':
      return headed(block.text, HeadingLevel.TITLE);
    case 'subtitle':
      return paragraphsIn(block.text).map((it) => paragraphOf(it, { style: 'Subtitle' }));
    case 'heading':
      return headed(block.text, block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2);
    case 'paragraph':
      return paragraphsOf(block.text, block.isQuiet === true ? style.quiet : style.body);
    case 'facts':
      return block.rows.length === 0 ? [quietly(nothingRecorded, style.body)] : [factsTable(block.rows)];
    case 'table':
      return captioned(block, accent);
    case 'list':
      return listOf(block.lines);
    case 'answer':
      return [...labelOf(block.label), ...paragraphsOf(block.text, style.answer)];
  }
}

/** An empty head would stand in the navigation pane as a blank line: it is left out. */
function headed(text: string, heading: (typeof HeadingLevel)[keyof typeof HeadingLevel]): readonly Part[] {
  const words = oneLine(text);
  return words === '' ? [] : [paragraphOf(words, { heading })];
}

function labelOf(label: string): readonly Part[] {
  const words = oneLine(label);
  return words === '' ? [] : [paragraphOf(words, { style: style.label })];
}

function listOf(lines: readonly string[]): readonly Part[] {
  const written = lines.map(plain).filter((line) => line !== '');
  if (written.length === 0) return [quietly(nothingRecorded, style.body)];
  const numbering = { reference: bullets, level: 0, custom: true };
  return written.map((line) => paragraphOf(line, { style: style.line, numbering }));
}

/** Facts that follow facts are one table, as they would be read. */
function joinFacts(blocks: readonly Block[]): readonly Block[] {
  return blocks.reduce<readonly Block[]>((joined, block) => {
    const last = joined.at(-1);
    if (block.is !== 'facts' || last?.is !== 'facts') return [...joined, block];
    return [...joined.slice(0, -1), { is: 'facts', rows: [...last.rows, ...block.rows] }];
  }, []);
}
