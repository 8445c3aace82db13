import { describe, expect, it } from 'vitest';
import { ownPart, withOwnPart } from '#adapters/graph/eventBody.ts';

const teams =
  '<br><div style="width:100%"><span>________________________________________________________________________________</span></div>' +
  '<div class="me-email-text" lang="en-GB"><a href="https://teams.microsoft.com/meet/1?p=2">Join</a><div>deep</div></div>';
const page = (inside: string): string =>
  `<html><head><meta name="x" content="y"></head>\r\n<body lang="en">\r\n${inside}\r\n</body></html>`;

describe('changing the words of an invitation', () => {
  it.each([
    ['as we wrote it', ownPart('<p>old</p><div><div>nested</div></div>')],
    ['with Outlook’s own prefix', ownPart('<p>old</p>').replace('id="', 'id="x_x_')],
    ['with attributes about it', ownPart('<p>old</p>').replace('<div id', '<div dir="ltr" class="e" id')],
  ])('exchanges our part %s and keeps all that Teams wrote', (_, own) => {
    expect(withOwnPart(page(own + teams), '<p>new $& $1</p>')).toBe(
      page(ownPart('<p>new $& $1</p>') + teams),
    );
  });

  it.each([
    [
      'a ruled line',
      '<div style="margin">________________________________________________</div><p>Join: link</p>',
    ],
    ['its block alone', '<div class="x me-email-text y"><a href="#">Join</a></div>'],
  ])('finds the part Teams wrote by %s when our mark was taken away', (_, blob) => {
    const changed = withOwnPart(page(`<p>somebody rewrote this</p>${blob}`), '<p>new</p>');
    expect(changed).toContain(`${ownPart('<p>new</p>')}${blob}`);
    expect(changed).not.toContain('somebody rewrote this');
  });

  it('keeps everything when it knows neither, and does not grow at the next change', () => {
    const first = withOwnPart(page('<p>strange</p>'), '<p>new</p>');
    expect(first).toContain('<p>strange</p>');
    expect(withOwnPart(first, '<p>newer</p>')).toBe(first.replace('<p>new</p>', '<p>newer</p>'));
  });

  it('is itself again after a change there and back', () => {
    const body = page(ownPart('<p>a</p>') + teams);
    expect(withOwnPart(withOwnPart(body, '<div>b</div>'), '<p>a</p>')).toBe(body);
  });
});
