import type { ItemAddress } from './call.ts';

export type DriveAddress = { readonly drive: string; readonly item: ItemAddress; readonly tail: string };

/**
 * Takes apart `/drives/{d}/root:/a/b:/children` and `/drives/{d}/items/{i}:/name:/content`: a base, a path from there,
 * and what follows. undefined when the address names no drive item. Throws URIError on a broken escape.
 */
export function driveAddressOf(path: string): DriveAddress | undefined {
  const [, drive, base, rest] =
    /^\/drives\/([^/]+)\/(?:items\/)?((?<=items\/)[^/:]+|root)(.*)$/.exec(path) ?? [];
  if (drive === undefined || base === undefined || rest === undefined) return undefined;
  if (!rest.startsWith(':')) return { drive, item: { base, path: [] }, tail: rest };
  const end = rest.indexOf(':', 1);
  const inner = end < 0 ? rest.slice(1) : rest.slice(1, end);
  const names = inner
    .split('/')
    .filter((name) => name !== '')
    .map(decodeURIComponent);
  return { drive, item: { base, path: names }, tail: end < 0 ? '' : rest.slice(end + 1) };
}
