import type { z } from 'zod';
import { ok, refuse } from '#domain/result.ts';
import type { Outside } from '#workflow/ports.ts';
import { type Asking, problemOf } from './problem.ts';

/** One request: its reply parsed, its failure put into the workflow's words. A reply of another shape is thrown. */
export async function ask<T>(
  asking: Asking,
  reply: z.ZodType<T>,
  request: () => Promise<unknown>,
): Outside<T> {
  const answer = await request().then(
    (value) => ok(value),
    (error: unknown) => refuse(problemOf(asking, error)),
  );
  return answer.ok ? ok(reply.parse(answer.value)) : answer;
}

/** A request whose answer holds nothing we need. */
export async function tell(asking: Asking, request: () => Promise<unknown>): Outside<void> {
  const answer = await request().then(
    () => ok(undefined),
    (error: unknown) => refuse(problemOf(asking, error)),
  );
  return answer;
}

/** The client leaves query values as they are, and a join address holds & and ? of its own. */
export function encoded(filter: string): string {
  return encodeURIComponent(filter);
}

/** OData doubles a quote inside a text. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Outlook finds things by a property of ours only in this one form. */
export function carries(property: string, value: string): string {
  return encoded(
    `singleValueExtendedProperties/Any(ep: ep/id eq ${quoted(property)} and ep/value eq ${quoted(value)})`,
  );
}

/** One segment of a path. */
export function segment(text: string): string {
  return encodeURIComponent(text);
}
