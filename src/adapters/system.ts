import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { zone } from '#domain/time/wallClock.ts';
import { Temporal } from 'temporal-polyfill';
import type { Chance, Clock } from '#workflow/ports.ts';

/** The only place that reads the wall for the domain's time. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => Temporal.Now.plainDateISO(zone).toString(),
};

/** Crockford's letters without vowels: none is taken for another, and no reference spells a word. */
const letters = '0123456789BCDFGHJKMNPQRSTVWXYZ';

export const systemChance: Chance = {
  id: () => randomUUID(),
  reference: () =>
    `ER-${Array.from({ length: 6 }, () => letters.charAt(randomInt(letters.length))).join('')}`,
  code: () => String(randomInt(1_000_000)).padStart(6, '0'),
  token: () => randomBytes(32).toString('base64url'),
  hash: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  realTimeIn: (seconds) => new Date(Date.now() + seconds * 1000).toISOString(),
};

/** One line of JSON for each thing an engineer should know: a code and ids, and of an error its name and stack only. */
export function report(
  code: string,
  facts: Readonly<Record<string, string | number>>,
  cause?: unknown,
): void {
  const error =
    cause instanceof Error
      ? {
          error: cause.name,
          stack: (cause.stack ?? '')
            .split('\n')
            .slice(1, 6)
            .map((line) => line.trim()),
        }
      : {};
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), code, ...facts, ...error })}\n`);
}
