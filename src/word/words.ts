import { type IParagraphOptions, Paragraph, TextRun } from 'docx';
import { quietInk } from './styles.ts';

const otherLineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/gu;
/** What XML 1.0 refuses, the C1 controls, and the old marks of direction, which can make words read as others. */
const unprintable = /[^\n\u0020-\u007E\u00A0-\u2029\u202F-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const rightToLeft = /([[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]&&\p{L}](?:\P{L}*[[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]&&\p{L}])*)/v; // prettier-ignore
const startsRightToLeft = new RegExp(`^\\P{L}*${rightToLeft.source}`, 'v');

export const nothingRecorded = 'Nothing recorded';

/** Words as Word can hold them; a broken half of a character shows as �, so that nothing goes unseen. */
export function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(otherLineEnds, '\n')
    .replaceAll('\t', ' ')
    .replace(unprintable, '')
    .trim();
}

/** A person's paragraphs, as they parted them with a blank line. Empty when nothing was written. */
export function paragraphsIn(text: string): readonly string[] {
  return plain(text)
    .split(/\n\s*\n/u)
    .filter((it) => it !== '');
}

/** Words on one line, whatever they held. */
export const oneLine = (text: string): string => plain(text).replaceAll('\n', ' ');

/** One paragraph that keeps its line breaks; words read from right to left are marked so. */
export function paragraphOf(text: string, options: Omit<IParagraphOptions, 'children' | 'text'>): Paragraph {
  const lines = text.split('\n').flatMap((line, at) =>
    line
      .split(rightToLeft)
      .filter((stretch, part) => part === 0 || stretch !== '')
      .map((stretch, part) => new TextRun({
        text: stretch,
        ...(at > 0 && part === 0 ? { break: 1 } : {}),
        ...(rightToLeft.test(stretch) ? { rightToLeft: true } : {}),
      })),
  ); // prettier-ignore
  return new Paragraph({
    ...options,
    ...(startsRightToLeft.test(text) ? { bidirectional: true } : {}),
    children: lines,
  });
}

/** Everything a person wrote in one place, or that there is nothing. */
export function paragraphsOf(text: string, style: string, whenEmpty = nothingRecorded): readonly Paragraph[] {
  const found = paragraphsIn(text).map((it) => paragraphOf(it, { style }));
  return found.length > 0 ? found : [quietly(whenEmpty, style)];
}

export function quietly(text: string, style: string, alignment?: IParagraphOptions['alignment']): Paragraph {
  return new Paragraph({ style, alignment, children: [new TextRun({ text, color: quietInk })] });
}
