import type { Notice } from './notice.ts';
import { type Fact, type Link, type Words, wordsFor } from './words.ts';

export type MailWords = { readonly subject: string; readonly html: string };

/** The card's words as one plain column: readable by a screen reader, without images, and on a telephone. */
export function mailWordsFor(notice: Notice): MailWords {
  const words = wordsFor(notice);
  return { subject: words.summary, html: page(words) };
}

function page(words: Words): string {
  return [
    '<!doctype html>',
    '<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(words.summary)}</title></head>`,
    '<body style="margin:0;padding:24px;background:#ffffff;color:#1b1a19;font:16px/1.5 Calibri,Arial,sans-serif">',
    '<main style="max-width:36em;margin:0 auto">',
    `<h1 style="font-size:24px;line-height:1.25;margin:0 0 16px">${escapeHtml(words.title)}</h1>`,
    paragraph(words.sentence),
    words.facts.length === 0 ? '' : `<dl style="margin:0 0 16px">${words.facts.map(factRow).join('')}</dl>`,
    words.outcome === undefined ? '' : paragraph(words.outcome),
    words.primary === undefined ? '' : button({ ...words.primary, label: labelOf(words, words.primary) }),
    (words.others ?? []).map(plainLink).join(''),
    '<p style="margin:24px 0 0;font-size:14px;color:#555453">Sent by the education review service. It is meant for you alone: please do not forward it.</p>',
    '</main></body></html>',
  ].join('');
}

/** A mail cannot take the answer itself: its one button leads to where the answer is given. */
function labelOf(words: Words, primary: Link): string {
  return words.replies === true && words.outcome === undefined ? 'Open and answer' : primary.label;
}

function paragraph(text: string): string {
  return `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;
}

function factRow({ label, value }: Fact): string {
  return `<dt style="font-weight:bold">${escapeHtml(label)}</dt><dd style="margin:0 0 8px">${lines(value)}</dd>`;
}

function button({ label, url }: Link): string {
  const href = escapeHtml(url);
  return [
    `<p style="margin:0 0 16px"><a href="${href}" style="display:inline-block;padding:12px 20px;background:#0f548c;color:#ffffff;text-decoration:none;border-radius:4px;font-weight:bold">${escapeHtml(label)}</a></p>`,
    `<p style="margin:0 0 16px;font-size:14px">If the button does not work, copy this address into your browser:<br><a href="${href}" style="color:#0f548c;word-break:break-all">${href}</a></p>`,
  ].join('');
}

function plainLink({ label, url }: Link): string {
  return `<p style="margin:0 0 16px"><a href="${escapeHtml(url)}" style="color:#0f548c">${escapeHtml(label)}</a></p>`;
}

function lines(text: string): string {
  return escapeHtml(text).replaceAll(/\r?\n/g, '<br>');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
