import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import type { WordDocument } from '#domain/pep/block.ts';
import { textWidth } from './page.ts';
import { quietInk, rule } from './styles.ts';
import { oneLine } from './words.ts';

const small = { size: 18, color: quietInk } as const;
const marked = { size: 18, bold: true, characterSpacing: 10 } as const;
const tabStops = [{ type: TabStopType.RIGHT, position: textWidth }];
const line = { style: BorderStyle.SINGLE, size: 4, space: 6, color: rule } as const;

/** The marking stands above and below every page, where a reader of a printed sheet looks for it. */
function marking(document: WordDocument): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ ...marked, text: document.marking })],
  });
}

export function headerOf(document: WordDocument): Header {
  const names = new Paragraph({
    tabStops,
    spacing: { before: 40, after: 240 },
    border: { bottom: line },
    children: [
      new TextRun({ ...small, text: oneLine(document.authorityName) }),
      new TextRun({ ...small, children: [new Tab(), `Reference ${oneLine(document.reference)}`] }),
    ],
  });
  return new Header({ children: [marking(document), names] });
}

export function footerOf(document: WordDocument): Footer {
  const edition = [oneLine(document.editionName), `version ${document.version}`, dayOf(document.madeAt)];
  const sheet = new Paragraph({
    tabStops,
    spacing: { before: 120, after: 40 },
    border: { top: line },
    children: [
      new TextRun({ ...small, text: edition.join(', ') }),
      new TextRun({
        ...small,
        children: [new Tab(), 'Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
      }),
    ],
  });
  return new Footer({ children: [sheet, marking(document)] });
}

function dayOf(instant: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' }).format(
    new Date(instant),
  );
}
