const marker = 'education-review';
const opening = /<div\b[^>]*\bid\s*=\s*["']?(?:x_)*education-review["']?[^>]*>/i;
/** What Teams puts under an invitation: a ruled line, then a block of its own. */
const teamsPart = /<div[^>]*>\s*_{20,}|_{20,}|<div\b[^>]*\bclass\s*=\s*["'][^"']*\bme-email-text\b/i;

/** Our words of an invitation, in an element that is found again. */
export function ownPart(html: string): string {
  return `<div id="${marker}">${html}</div>`;
}

/**
 * The invitation with our words exchanged and all else as it was: an event whose body loses the part that Teams
 * wrote loses its online meeting too.
 */
export function withOwnPart(body: string, html: string): string {
  const own = ownOf(body);
  if (own !== undefined) return body.slice(0, own.from) + ownPart(html) + body.slice(own.to);
  const teams = teamsPart.exec(body)?.index;
  const start = startOfWords(body);
  return (
    body.slice(0, start) + ownPart(html) + body.slice(teams === undefined ? start : Math.max(start, teams))
  );
}

function ownOf(body: string): { readonly from: number; readonly to: number } | undefined {
  const found = opening.exec(body);
  if (found === null) return undefined;
  let depth = 0;
  for (const tag of body.slice(found.index).matchAll(/<(\/?)div\b[^>]*>/gi)) {
    depth += tag[1] === '/' ? -1 : 1;
    if (depth === 0) return { from: found.index, to: found.index + tag.index + tag[0].length };
  }
  return undefined;
}

function startOfWords(body: string): number {
  const found = /<body\b[^>]*>/i.exec(body);
  return found === null ? 0 : found.index + found[0].length;
}
