import { z } from 'zod';
import type { OutsideProblem } from '#workflow/ports.ts';

/** As the channel's and the network's failures reach us through the SDK. */
const failureSchema = z.object({
  name: z.string().optional(),
  code: z.string().optional(),
  statusCode: z.number().optional(),
  tokenStatus: z.number().optional(),
  errorCode: z.string().optional(),
  response: z
    .object({
      parsedBody: z.unknown().optional(),
      bodyAsText: z.string().nullish(),
      headers: z.unknown().optional(),
    })
    .optional(),
  cause: z.unknown().optional(),
});
const bodySchema = z.object({ error: z.object({ code: z.string() }) });
const headersSchema = z.custom<{ readonly get: (name: string) => unknown }>(
  (it) => z.object({ get: z.function() }).safeParse(it).success,
);

/** Refused before it was heard: the other side cannot have taken the card. */
const neverReached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);
/** The person, or their administrator, does not want the bot: final, and mail is the way to them. */
const blocked = new Set(['MessageWritesBlocked', 'ConversationBlockedByUser', 'BotDisabledByAdmin']);

/**
 * A send whose answer never came may have arrived, and a card must not arrive twice: `isRepeatable` is true for
 * replacing a card only.
 */
export function sendFailureOf(error: unknown, isRepeatable: boolean): OutsideProblem {
  const failure = failureSchema.parse(error);
  const status = failure.statusCode ?? 0;
  const channelCode = channelCodeOf(failure);
  const of = (code: OutsideProblem['code'], isWorthRetrying: boolean): OutsideProblem => ({
    service: 'bot',
    code,
    isWorthRetrying,
    retryAfterSeconds: retryAfterOf(failure),
    facts: { status: failure.tokenStatus ?? status, channelCode },
  });
  if (failure.tokenStatus !== undefined)
    return of(failure.tokenStatus >= 500 ? 'unavailable' : 'permission-missing', failure.tokenStatus >= 500);
  if (failure.errorCode !== undefined) return of('permission-missing', false);
  if (status === 0) {
    return neverReached.has(networkCodeOf(failure)) ? of('unavailable', true) : of('timed-out', isRepeatable);
  }
  if (status === 401) return of('permission-missing', false);
  if (status === 403) return of(blocked.has(channelCode) ? 'blocked-by-person' : 'not-installed', false);
  if (status === 404) return of('not-installed', false);
  if (status === 429) return of('throttled', true);
  if (status === 412 || status >= 500) return of(status === 504 ? 'timed-out' : 'unavailable', true);
  return of('refused', false);
}

type Failure = z.infer<typeof failureSchema>;

function channelCodeOf({ response, code }: Failure): string {
  const parsed = bodySchema.safeParse(response?.parsedBody);
  if (parsed.success) return parsed.data.error.code;
  return code ?? 'none';
}

function networkCodeOf({ code, cause }: Failure): string {
  if (code !== undefined && code !== 'REQUEST_SEND_ERROR') return code;
  return z.object({ code: z.string() }).safeParse(cause).data?.code ?? '';
}

/** Seconds; a date in their place is left to the worker's own patience. */
function retryAfterOf({ response }: Failure): number | null {
  const headers = headersSchema.safeParse(response?.headers);
  if (!headers.success) return null;
  const seconds = Number(headers.data.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}
