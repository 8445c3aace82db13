import type { Mail } from './tenancy.ts';

type Letter = Pick<Mail, 'content' | 'contentType' | 'subject'>;

function documentOf(letter: Letter): Document {
  const page = new DOMParser().parseFromString(
    letter.contentType === 'html' ? letter.content : '',
    'text/html',
  );
  if (letter.contentType === 'text') {
    const words = page.createElement('pre');
    words.style.cssText = 'white-space:pre-wrap;font:inherit;margin:0';
    words.textContent = letter.content;
    page.body.append(words);
  }
  return page;
}

/** Each address once, under the words of its first link. */
export function linksIn(letter: Letter): readonly { readonly url: string; readonly label: string }[] {
  const anchors = [...documentOf(letter).querySelectorAll('a[href]')];
  const found = new Map<string, string>();
  for (const anchor of anchors) {
    const url = anchor.getAttribute('href') ?? '';
    const label = anchor.textContent.trim();
    if (/^https?:/.test(url) && !found.has(url)) found.set(url, label === '' ? url : label);
  }
  return [...found].map(([url, label]) => ({ url, label }));
}

/** In the page itself, so that it holds wherever the page is shown. */
const nothingRuns = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The mail as a page of its own, in which nothing runs, and whose links leave its frame. */
export function letterPage(letter: Letter, joins: ReadonlyMap<string, string>): string {
  const page = documentOf(letter);
  const policy = page.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = nothingRuns;
  page.head.prepend(policy);
  page.documentElement.lang = 'en-GB';
  if (page.title === '') page.title = letter.subject;
  if (page.body.style.background === '')
    page.body.style.cssText +=
      ';background:#fff;color:#242424;font:15px/1.5 Calibri,Arial,sans-serif;padding:16px';
  for (const anchor of page.querySelectorAll('a[href]')) {
    const own = joins.get(anchor.getAttribute('href') ?? '');
    anchor.setAttribute('target', own === undefined ? '_blank' : '_top');
    anchor.setAttribute('rel', 'noopener');
    if (own !== undefined) anchor.setAttribute('href', own);
  }
  return `<!doctype html>${page.documentElement.outerHTML}`;
}
