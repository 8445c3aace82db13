import { Document, Packer } from 'docx';
import type { WordDocument } from '#domain/pep/block.ts';
import { bodyOf } from './blocks.ts';
import { coreProperties } from './coreProperties.ts';
import { fixZipDates } from './fixZipDates.ts';
import { footerOf, headerOf } from './headerAndFooter.ts';
import { page } from './page.ts';
import { numbering, stylesFor } from './styles.ts';
import { oneLine } from './words.ts';

/** A Word file (.docx, A4, en-GB). The same document gives the same bytes, whenever and wherever it is made. */
export async function renderWord(document: WordDocument): Promise<Uint8Array> {
  const { width, height, side, top, bottom, edge } = page;
  const file = new Document({
    title: oneLine(document.title),
    compatabilityModeVersion: 15,
    styles: stylesFor(document.accent),
    numbering,
    sections: [
      {
        properties: {
          page: {
            size: { width, height },
            margin: { top, bottom, left: side, right: side, header: edge, footer: edge },
          },
        },
        headers: { default: headerOf(document) },
        footers: { default: footerOf(document) },
        children: [...bodyOf(document.blocks, document.accent)],
      },
    ],
  });
  return fixZipDates(await Packer.toBuffer(file, undefined, [coreProperties(document)]));
}
