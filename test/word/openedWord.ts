import { unzip } from '#test/support/unzip.ts';

export type OpenedWord = {
  readonly part: (name: string) => string;
  /** The words of each paragraph of the body, a line break as `\n`. */
  readonly paragraphs: readonly string[];
};

export function openWord(bytes: Uint8Array): OpenedWord {
  const files = unzip(Buffer.from(bytes));
  const part = (name: string): string => {
    const found = files.get(name);
    if (found === undefined) throw new Error(`no part ${name} among ${[...files.keys()].join(', ')}`);
    return found.toString('utf8');
  };
  return { part, paragraphs: paragraphsOf(part('word/document.xml')) };
}

export function paragraphsOf(xml: string): readonly string[] {
  return [...xml.matchAll(/<w:p>(.*?)<\/w:p>|<w:p\/>/gsu)].map(([, inside = '']) => wordsOf(inside));
}

function wordsOf(xml: string): string {
  const pieces = xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:br\/>/gu);
  return [...pieces].map(([, text]) => (text === undefined ? '\n' : unescaped(text))).join('');
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|quot|apos|amp);/gu, (all, name: string) => entities[name] ?? all);
