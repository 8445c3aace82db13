import { GraphError } from '@microsoft/microsoft-graph-client';
import type { OutsideProblem } from '#workflow/ports.ts';

/** What is asked of Graph, and the permission an administrator has to grant for it. */
export type Asking = { readonly service: OutsideProblem['service']; readonly permission: string };

export const unreachable = 'GraphUnreachable';
export const timedOut = 'GraphTimedOut';

type Code = OutsideProblem['code'];

const codes: Readonly<Record<number, Code>> = {
  401: 'permission-missing',
  403: 'permission-missing',
  404: 'not-found',
  410: 'not-found',
  409: 'changed-meanwhile',
  412: 'changed-meanwhile',
  408: 'unavailable',
  423: 'unavailable',
  429: 'throttled',
  500: 'unavailable',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
  509: 'throttled',
};

const worthRetrying: ReadonlySet<Code> = new Set(['throttled', 'unavailable', 'timed-out']);

/**
 * Every failure of Graph in the workflow's words. Graph's message may quote an address or a subject, so only
 * its code, its status and its request id are kept. What Graph did not answer is a bug of ours: thrown on.
 */
export function problemOf(asking: Asking, error: unknown): OutsideProblem {
  if (!(error instanceof GraphError)) throw error;
  const code = codeOf(error);
  if (code === undefined) throw error;
  return problem(asking.service, code, {
    retryAfterSeconds: retryAfter(error.headers),
    facts: {
      ...(error.statusCode > 0 ? { status: error.statusCode } : {}),
      ...plainCode('code', error.code),
      ...plainCode('requestId', error.requestId),
      ...(code === 'permission-missing' ? { permission: asking.permission } : {}),
    },
  });
}

export function problem(
  service: OutsideProblem['service'],
  code: Code,
  more: Partial<Pick<OutsideProblem, 'facts' | 'retryAfterSeconds' | 'isWorthRetrying'>> = {},
): OutsideProblem {
  return {
    service,
    code,
    isWorthRetrying: worthRetrying.has(code),
    retryAfterSeconds: null,
    facts: {},
    ...more,
  };
}

function codeOf(error: GraphError): Code | undefined {
  if (error.statusCode >= 400) return codes[error.statusCode] ?? 'refused';
  switch (error.code ?? '') {
    case timedOut:
      return 'timed-out';
    case unreachable:
    case 'SignInUnavailable':
      return 'unavailable';
    case 'SignInRefused':
      return 'permission-missing';
    default:
      return undefined;
  }
}

/** Retry-After holds seconds or a date; never less than a second, so that a worker does not spin. */
export function retryAfter(headers: Headers | undefined): number | null {
  const text = headers?.get('retry-after') ?? null;
  if (text === null || text.trim() === '') return null;
  const seconds = Number(text);
  const wait = Number.isNaN(seconds) ? (Date.parse(text) - Date.now()) / 1000 : seconds;
  return Number.isNaN(wait) ? null : Math.max(1, Math.ceil(wait));
}

function plainCode(name: string, text: string | null): Record<string, string> {
  return text !== null && /^[\w.-]{1,64}$/.test(text) ? { [name]: text } : {};
}
