import { fileInZip } from './unzip.ts';

/** A page that reads like the Word document: headings, paragraphs, lists and tables. Layout is left to Word itself. */
export function wordPreview(docx: Buffer): string | undefined {
  const xml = fileInZip(docx, 'word/document.xml')?.toString('utf8');
  return xml === undefined ? undefined : pageOf(bodyOf(xml));
}

const headings: Readonly<Record<string, string>> = {
  Title: 'h1',
  Heading1: 'h2',
  Heading2: 'h3',
  Heading3: 'h4',
  Heading4: 'h5',
};
const token = /<(\/?)(w:[A-Za-z]+)((?:\s[^>]*?)?)(\/?)>|([^<]+)/g;

/** Word's text is escaped for XML, which HTML reads alike: it is passed on as it stands, and nothing else is. */
function bodyOf(xml: string): string {
  const opened: string[][] = [[]];
  const write = (html: string) => opened.at(-1)?.push(html);
  const close = () => opened.pop()?.join('') ?? '';
  let tag = 'p';
  let isListed = false;
  let isBold = false;
  let isText = false;
  let isHeader = false;
  let span = '1';
  for (const [, slash, name, attributes = '', empty, text] of xml.matchAll(token)) {
    const value = /\bw:val="([^"]*)"/.exec(attributes)?.[1] ?? '';
    const isEnd = slash === '/';
    if (text !== undefined) {
      if (isText) write(isBold ? `<strong>${text}</strong>` : text);
    } else if (name === 'w:t') isText = !isEnd && empty !== '/';
    else if (name === 'w:tab' && opened.length > 1) write(' ');
    else if (name === 'w:br') write('<br>');
    else if (name === 'w:pStyle') tag = headings[value] ?? 'p';
    else if (name === 'w:numPr') isListed = true;
    else if (name === 'w:b') isBold = value !== 'false' && value !== '0';
    else if (name === 'w:r' && !isEnd) isBold = false;
    else if (name === 'w:tblHeader') isHeader = value !== 'false';
    else if (name === 'w:gridSpan') span = value;
    else if (name === 'w:p' && empty !== '/') {
      if (isEnd) {
        const words = close();
        if (words.trim() !== '') write(`<${tag}>${isListed ? '• ' : ''}${words}</${tag}>`);
      } else {
        opened.push([]);
        [tag, isListed, isBold] = ['p', false, false];
      }
    } else if (name === 'w:tbl') write(isEnd ? '</table>' : '<table>');
    else if (name === 'w:tr') {
      if (!isEnd) isHeader = false;
      write(isEnd ? '</tr>' : '<tr>');
    } else if (name === 'w:tc') {
      if (!isEnd) {
        opened.push([]);
        span = '1';
      } else {
        const words = close();
        const wide = /^[2-9]$|^\d\d$/.test(span) ? ` colspan="${span}"` : '';
        write(isHeader ? `<th scope="col"${wide}>${words}</th>` : `<td${wide}>${words}</td>`);
      }
    }
  }
  return opened.flat().join('');
}

function pageOf(body: string): string {
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Document preview</title><style>
body{margin:0;background:#f5f5f5;color:#242424;font:15px/1.5 Aptos,Calibri,Arial,sans-serif;overflow-wrap:anywhere}
main{background:#fff;max-width:46rem;margin:16px auto;padding:40px 48px;box-shadow:0 1px 4px #0003;box-sizing:border-box}
h1{font-size:24px;line-height:1.25;margin:0 0 8px}h2{font-size:20px;margin:28px 0 8px;color:#0f548c}h3{font-size:16px;margin:20px 0 4px}h4,h5{font-size:15px;margin:16px 0 4px}
p{margin:0 0 8px}table{border-collapse:collapse;width:100%;margin:8px 0 16px}th,td{border:1px solid #d1d1d1;padding:6px 8px;text-align:left;vertical-align:top}th{background:#f0f4f8}td p,th p{margin:0}
@media(max-width:600px){main{margin:0;padding:20px}}
</style></head><body><main>${body}</main></body></html>`;
}
