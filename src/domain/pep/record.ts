import { type Role, roleName, roleSchema } from '../people/role.ts';
import { ok, refuse, type Result } from '../result.ts';
import { longDate } from '../time/localDate.ts';
import { clockTime } from '../time/wallClock.ts';
import {
  type ChoiceLists,
  type Field,
  type FieldKind,
  fieldKinds,
  type FieldPath,
  type FieldState,
  type FieldValue,
  type PppLine,
  pppLineSchema,
  type Section,
} from './field.ts';
import { choicesOf, sectionOf } from './sections.ts';

export type Place = { readonly section: Section; readonly field: Field; readonly entry: string | null };

/** Entries carry random ids; a longer or stranger one is no path of ours. */
const entryShape = /^[A-Za-z0-9-]{1,64}$/;

/** What a path means; null for one that no section knows. */
export function fieldAt(path: FieldPath): Place | null {
  const parts = path.split('/');
  const section = sectionOf(parts[0] ?? '');
  if (section === undefined || parts.length !== (section.shape === 'one' ? 2 : 3)) return null;
  const entry = section.shape === 'one' ? null : (parts[1] ?? '');
  if (entry !== null && !entryShape.test(entry)) return null;
  const field = section.fields.find(({ id }) => id === parts[parts.length - 1]);
  return field === undefined ? null : { section, field, entry };
}

export function pathOf(section: string, entry: string | null, field: string): FieldPath {
  return entry === null ? `${section}/${field}` : `${section}/${entry}/${field}`;
}

export type ValueProblem =
  | { readonly code: 'unknown-field' }
  | { readonly code: 'wrong-kind'; readonly kind: FieldKind }
  | { readonly code: 'too-long'; readonly kind: FieldKind; readonly most: number };

const most = { text: 300, longText: 10_000 } as const satisfies Partial<Record<FieldKind, number>>;
const choiceShape = /^[A-Za-z0-9-]{0,60}$/;

/** Checks a value against the field at `path`. A choice must be one of the list wherever the list is known. */
export function parseValue(
  path: FieldPath,
  value: unknown,
  lists: ChoiceLists = {},
): Result<FieldValue, ValueProblem> {
  const place = fieldAt(path);
  if (place === null) return refuse({ code: 'unknown-field' });
  const { field } = place;
  const kind = field.kind;
  const limit = kind === 'text' || kind === 'longText' ? most[kind] : null;
  if (limit !== null && typeof value === 'string' && value.length > limit)
    return refuse({ code: 'too-long', kind, most: limit });
  const parsed = fieldKinds[kind].safeParse(value);
  if (!parsed.success || !isOffered(field, parsed.data, lists)) return refuse({ code: 'wrong-kind', kind });
  return ok(parsed.data);
}

function isOffered(field: Field, value: FieldValue, lists: ChoiceLists): boolean {
  if (field.kind !== 'choice' && field.kind !== 'choices') return true;
  const chosen = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [value];
  const offered = choicesOf(field, lists);
  const isListKnown = field.choicesFrom === undefined || lists[field.choicesFrom] !== undefined;
  return chosen.every(
    (id) =>
      typeof id === 'string' &&
      (id === '' || (isListKnown ? offered.some((choice) => choice.id === id) : choiceShape.test(id))),
  );
}

/** Nothing written, or nothing but blanks. */
export function isEmptyValue(value: FieldValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

export function valueOf(fields: readonly FieldState[], path: FieldPath): FieldValue | undefined {
  return fields.find((field) => field.path === path)?.value;
}

/** The words at a path; '' for nothing, or for what is not text. */
export function textOf(fields: readonly FieldState[], path: FieldPath): string {
  const value = valueOf(fields, path);
  return typeof value === 'string' ? value.trim() : '';
}

export function linesOf(fields: readonly FieldState[], path: FieldPath): readonly PppLine[] {
  const parsed = pppLineSchema.array().safeParse(valueOf(fields, path));
  return parsed.success ? parsed.data : [];
}

export function roleAt(fields: readonly FieldState[], path: FieldPath): Role | null {
  const parsed = roleSchema.safeParse(valueOf(fields, path));
  return parsed.success ? parsed.data : null;
}

/**
 * The entries of a `many` section; those taken out are left out. Their order is that of `fields`, which the
 * store hands over in the order of first writing: a later edit never moves an entry under somebody's hands.
 */
export function entriesOf(fields: readonly FieldState[], section: string): readonly string[] {
  const entries = new Set<string>();
  for (const { path } of fields) {
    const [first, entry, field] = path.split('/');
    if (first === section && entry !== undefined && field !== undefined) entries.add(entry);
  }
  return [...entries].filter((entry) => valueOf(fields, pathOf(section, entry, 'removed')) !== 'yes');
}

/** A value as a reader sees it: labels, long dates, roles in words. Pennies have their own table (pppLines gives ''). */
export function inWords(field: Field, value: FieldValue | undefined, lists: ChoiceLists): string {
  if (value === undefined || value === null || isEmptyValue(value)) return '';
  if (Array.isArray(value))
    return value
      .flatMap((each) => (typeof each === 'string' ? [labelOf(field, each, lists)] : []))
      .join(', ');
  if (typeof value === 'number') return field.kind === 'percent' ? `${value}%` : String(value);
  if (field.kind === 'yesNo') return value === 'yes' ? 'Yes' : 'No';
  if (field.kind === 'choice') return labelOf(field, value, lists);
  if (field.kind === 'date') return fieldKinds.date.safeParse(value).success ? longDate(value) : value;
  if (field.kind === 'time') return clockTime(`2000-01-01T${value}`);
  if (field.kind === 'role') return roleLabel(value);
  return value.trim();
}

function labelOf(field: Field, id: string, lists: ChoiceLists): string {
  return choicesOf(field, lists).find((choice) => choice.id === id)?.label ?? id;
}

function roleLabel(value: string): string {
  const role = roleSchema.safeParse(value);
  return role.success ? roleName(role.data) : value;
}
