import { Temporal } from 'temporal-polyfill';
import { refuse } from './call.ts';
import type { Reply } from '../loopbackHttp.ts';

/** Properties that a row may lack and that may still be asked for. */
const sometimesThere = new Set(['file', 'folder', 'root', 'deleted', 'shared', 'description', 'error']);

/** Cuts an answer to $select; a name the type does not have is refused. The id is always there. */
export function selected(
  query: URLSearchParams,
  row: Record<string, unknown>,
): Reply | Record<string, unknown> {
  const wish = query.get('$select');
  if (!wish) return row;
  const names = wish.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !(name in row) && !sometimesThere.has(name));
  if (unknown !== undefined)
    return refuse(
      400,
      'BadRequest',
      `Parsing OData Select and Expand failed: Could not find a property named '${unknown}'.`,
    );
  const keep = new Set(['id', '@odata.etag', ...names]);
  return Object.fromEntries(Object.entries(row).filter(([name]) => keep.has(name)));
}

export function isReply(value: Reply | Record<string, unknown>): value is Reply {
  return typeof value.status === 'number' && 'json' in value;
}

/** One row, or the refusal of its $select. */
export function answerOne(query: URLSearchParams, row: Record<string, unknown>): Reply {
  const cut = selected(query, row);
  return isReply(cut) ? cut : { status: 200, json: cut };
}

export function answerMany(query: URLSearchParams, rows: readonly Record<string, unknown>[]): Reply {
  const top = Number(query.get('$top') ?? '100');
  if (!Number.isInteger(top) || top < 1) return refuse(400, 'BadRequest', 'Invalid value for $top.');
  const value: Record<string, unknown>[] = [];
  for (const row of rows.slice(0, top)) {
    const cut = selected(query, row);
    if (isReply(cut)) return cut;
    value.push(cut);
  }
  return { status: 200, json: { value } };
}

export type Equality = { readonly property: string; readonly value: string };

/** `name eq 'value'`: the one comparison the sandbox's addresses know, as everywhere with doubled quotes. */
export function equalityOf(filter: string): Equality | undefined {
  const [, property, value] = /^\s*([A-Za-z/]+) eq '((?:[^']|'')*)'\s*$/.exec(filter) ?? [];
  return property === undefined || value === undefined
    ? undefined
    : { property, value: value.replaceAll("''", "'") };
}

/** `singleValueExtendedProperties/Any(ep: ep/id eq '…' and ep/value eq '…')` */
export function extendedFilterOf(filter: string): { id: string; value: string } | undefined {
  const text = "'((?:[^']|'')*)'";
  const pattern = new RegExp(
    `^singleValueExtendedProperties/any\\((\\w+): ?\\1/id eq ${text} and \\1/value eq ${text}\\)$`,
    'i',
  );
  const [, , id, value] = pattern.exec(filter.trim()) ?? [];
  return id === undefined || value === undefined
    ? undefined
    : { id: id.replaceAll("''", "'"), value: value.replaceAll("''", "'") };
}

export function badFilter(filter: string): Reply {
  return refuse(400, 'BadRequest', `Invalid filter clause: ${filter.slice(0, 200)}`);
}

/** The ids asked for in `$expand=singleValueExtendedProperties($filter=id eq '…')`; undefined: not asked. */
export function expandedProperties(query: URLSearchParams): readonly string[] | undefined {
  const inner = /^singleValueExtendedProperties\(\$filter=(.*)\)$/i.exec(query.get('$expand') ?? '')?.[1];
  if (inner === undefined) return undefined;
  return [...inner.matchAll(/id eq '([^']*)'/g)].map((found) => found[1] ?? '');
}

export const sameProperty = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Names that Windows gives to zones the tenants use. */
const windowsZones: Readonly<Record<string, string>> = {
  'GMT Standard Time': 'Europe/London',
  'Romance Standard Time': 'Europe/Paris',
  'tzone://Microsoft/Utc': 'UTC',
};

export type ZonedTime = { readonly dateTime: string; readonly timeZone: string };

/** undefined for a zone or a wall-clock time that nobody knows. A time with Z or an offset is no wall clock. */
export function instantOf(time: ZonedTime): Temporal.Instant | undefined {
  if (/(Z|[+-]\d\d:?\d\d)$/.test(time.dateTime) && time.timeZone !== 'UTC') return undefined;
  try {
    const wall = Temporal.PlainDateTime.from(time.dateTime.replace(/Z$/, ''));
    return wall.toZonedDateTime(windowsZones[time.timeZone] ?? time.timeZone).toInstant();
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}

/** As Outlook writes it: seven decimals, in UTC unless `Prefer: outlook.timezone` asks for another zone. */
export function outlookTime(time: ZonedTime, zone: string): ZonedTime {
  const instant = instantOf(time);
  if (!instant) throw new Error('an event with a time nobody knows was kept');
  const wall = instant.toZonedDateTimeISO(windowsZones[zone] ?? zone).toPlainDateTime();
  return { dateTime: `${wall.toString({ smallestUnit: 'second' })}.0000000`, timeZone: zone };
}

export function preferredZone(prefer: string | undefined): string {
  return /outlook\.timezone="([^"]+)"/.exec(prefer ?? '')?.[1] ?? 'UTC';
}
