import {
  AlignmentType,
  BorderStyle,
  type IDocumentDefaultsOptions,
  LevelFormat,
  LineRuleType,
  type IPropertiesOptions,
} from 'docx';
import { readableAccent } from './accent.ts';

const ink = '1F2328';
/** 6.6:1 on white: quiet, still readable. */
export const quietInk = '565D66';
export const rule = 'CBD1D8';

export const bullets = 'bullets';

export const style = {
  body: 'BodyText',
  quiet: 'QuietText',
  label: 'AnswerLabel',
  answer: 'AnswerText',
  caption: 'TableCaption',
  cell: 'TableText',
  head: 'TableHead',
  line: 'ListLine',
  separator: 'TableSeparator',
} as const;

/** Line height in 240ths of a line; without its rule some readers take the number as a fixed height. */
const lines = (line: number) => ({ line, lineRule: LineRuleType.AUTO });

const base: IDocumentDefaultsOptions = {
  run: {
    // Calibri is on every machine that has Word; Arial holds the scripts that Calibri does not.
    font: { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: 'Calibri', cs: 'Arial' },
    size: 22,
    color: ink,
    language: { value: 'en-GB', eastAsia: 'en-GB', bidirectional: 'ar-SA' },
  },
  paragraph: { spacing: { before: 0, after: 0, ...lines(264) } },
};

/**
 * Most space stands before a paragraph: one that follows a table (which has no space of its own) then needs no
 * empty paragraph between. What little stands after keeps words off the table below them.
 */
export function stylesFor(accent: string): IPropertiesOptions['styles'] {
  const color = readableAccent(accent);
  const heading = { keepNext: true, keepLines: true };
  return {
    default: {
      document: base,
      title: {
        run: { size: 52, bold: true, color },
        paragraph: {
          keepNext: true,
          spacing: { before: 0, ...lines(240) },
          border: { top: { style: BorderStyle.SINGLE, size: 36, space: 12, color } },
        },
      },
      heading1: {
        run: { size: 32, bold: true, color },
        paragraph: { ...heading, spacing: { before: 440, after: 60, ...lines(240) }, outlineLevel: 0 },
      },
      heading2: {
        run: { size: 26, bold: true, color },
        paragraph: { ...heading, spacing: { before: 300, after: 60, ...lines(240) }, outlineLevel: 1 },
      },
    },
    paragraphStyles: [
      { id: 'Subtitle', name: 'Subtitle', basedOn: 'Normal', quickFormat: true, run: { size: 28, color: quietInk }, paragraph: { spacing: { before: 60, after: 200 } } }, // prettier-ignore
      {
        id: style.body,
        name: 'Body Text',
        basedOn: 'Normal',
        quickFormat: true,
        paragraph: { spacing: { before: 120, after: 60 } },
      },
      { id: style.quiet, name: 'Quiet Text', basedOn: style.body, run: { color: quietInk } },
      { id: style.label, name: 'Answer Label', basedOn: 'Normal', run: { bold: true }, paragraph: { keepNext: true, keepLines: true, spacing: { before: 220 } } }, // prettier-ignore
      {
        id: style.answer,
        name: 'Answer Text',
        basedOn: 'Normal',
        paragraph: { spacing: { before: 40, after: 60 } },
      },
      { id: style.caption, name: 'Table Caption', basedOn: 'Normal', run: { bold: true }, paragraph: { keepNext: true, keepLines: true, spacing: { before: 240, after: 80 } } }, // prettier-ignore
      { id: style.cell, name: 'Table Text', basedOn: 'Normal', run: { size: 20 }, paragraph: { spacing: { before: 0, ...lines(252) } } }, // prettier-ignore
      {
        id: style.head,
        name: 'Table Head',
        basedOn: style.cell,
        run: { bold: true },
        paragraph: { keepNext: true },
      },
      {
        id: style.line,
        name: 'List Line',
        basedOn: 'Normal',
        paragraph: { spacing: { before: 40, after: 60 } },
      },
      // A point high: Word joins two tables that nothing parts, and wants a paragraph after the last.
      { id: style.separator, name: 'Table Separator', basedOn: 'Normal', run: { size: 2 }, paragraph: { spacing: { before: 160, line: 20, lineRule: LineRuleType.EXACT } } }, // prettier-ignore
    ],
  };
}

export const numbering: IPropertiesOptions['numbering'] = {
  config: [
    {
      reference: bullets,
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '•',
          alignment: AlignmentType.LEFT,
          style: { paragraph: { indent: { left: 397, hanging: 284 } } },
        },
      ],
    },
  ],
};
