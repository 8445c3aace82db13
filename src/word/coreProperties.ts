import type { WordDocument } from '#domain/pep/block.ts';
import { oneLine } from './words.ts';

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const xml = (text: string): string => oneLine(text).replace(/[&<>]/gu, (it) => marks[it] ?? it);

/** The properties part, written here because docx puts the machine's clock into its own. */
export function coreProperties(document: WordDocument): { readonly path: string; readonly data: string } {
  const made = new Date(document.madeAt).toISOString().replace(/\.\d+Z$/u, 'Z');
  const author = xml(document.authorityName);
  const data = [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${xml(document.title)}</dc:title>`,
    `<dc:creator>${author}</dc:creator>`,
    `<cp:lastModifiedBy>${author}</cp:lastModifiedBy>`,
    `<dc:identifier>${xml(document.reference)}</dc:identifier>`,
    `<cp:category>${xml(document.marking)}</cp:category>`,
    '<dc:language>en-GB</dc:language>',
    `<cp:revision>${document.version}</cp:revision>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${made}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${made}</dcterms:modified>`,
    '</cp:coreProperties>',
  ].join('');
  return { path: 'docProps/core.xml', data };
}
