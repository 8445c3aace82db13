import type { FieldValue } from './views.ts';

export type ValueAt = (path: string) => FieldValue | undefined;

export function textAt(valueAt: ValueAt, path: string): string {
  const value = valueAt(path);
  return typeof value === 'string' ? value.trim() : '';
}

/** Entries of a section of many, in the order of their first words; those taken out stand apart, so that they can be put back. */
export function entriesOf(
  paths: Iterable<string>,
  section: string,
  valueAt: ValueAt,
): { readonly here: readonly string[]; readonly takenOut: readonly string[] } {
  const all = new Set<string>();
  for (const path of paths) {
    const [first, entry, field] = path.split('/');
    if (first === section && entry !== undefined && field !== undefined) all.add(entry);
  }
  const isOut = (entry: string) => valueAt(`${section}/${entry}/removed`) === 'yes';
  return {
    here: [...all].filter((entry) => !isOut(entry)),
    takenOut: [...all].filter((entry) => isOut(entry) && textAt(valueAt, `${section}/${entry}/text`) !== ''),
  };
}

/** How a field's box is found on the page. */
export function idOf(path: string): string {
  return `f-${path.replaceAll('/', '-')}`;
}

/** Brings somebody to a field, or to its section where the field stands in none yet. */
export function goToField(path: string): void {
  const section = path.split('/')[0] ?? '';
  const place = document.getElementById(idOf(path)) ?? document.getElementById(`s-${section}`);
  const box =
    place?.matches('input, textarea, select, h2, h3') === true
      ? place
      : (place?.querySelector<HTMLElement>('input, textarea, select') ?? place);
  box?.scrollIntoView({ block: 'center' });
  box?.focus({ preventScroll: true });
}
