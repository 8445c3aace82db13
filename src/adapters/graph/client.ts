import {
  AuthenticationHandler,
  Client,
  type Context,
  type Middleware,
  RetryHandler,
  RetryHandlerOptions,
  TelemetryHandler,
} from '@microsoft/microsoft-graph-client';
import { retryAfter, timedOut, unreachable } from './problem.ts';

export type ClientSettings = {
  /** Null for graph.microsoft.com; else where every request is sent instead. */
  readonly graphUrl: string | null;
  readonly appToken: (scope: string) => Promise<string>;
  readonly patienceMs: number;
};

const graphScope = 'https://graph.microsoft.com/.default';
/** SharePoint throttles traffic that does not say whose it is first, in this form. */
const userAgent = 'NONISV|VirtualSchool|EducationReview/1.0';
const shortWaitSeconds = 5;

/**
 * Authentication, a short retry, telemetry, and our own sending. Longer waits are the worker's: it lets go of
 * the job meanwhile, and it survives a restart.
 */
export function openClient(settings: ClientSettings): Client {
  const first = new AuthenticationHandler({ getAccessToken: () => settings.appToken(graphScope) });
  const retry = new RetryHandler(shortRetries());
  const telemetry = new TelemetryHandler();
  first.setNext(retry);
  retry.setNext(telemetry);
  telemetry.setNext(sending(settings));
  return Client.initWithMiddleware({ middleware: first });
}

function shortRetries(): RetryHandlerOptions {
  return new RetryHandlerOptions(1, 1, (...asked) => {
    const wait = retryAfter(asked[4].headers);
    return wait === null || wait <= shortWaitSeconds;
  });
}

/** For a request that Graph does not know again when it comes twice. */
export function once(): RetryHandlerOptions[] {
  return [new RetryHandlerOptions(0, 0)];
}

/**
 * The client sends its bearer to https addresses of Graph only and mistakes an absolute http address for a path.
 * So it always believes it talks to Graph, and another host is put in at the very end, with the real one beside it.
 * The body is read here, so that a line cut half-way is met in the same place as one that never opened.
 */
function sending({ graphUrl, patienceMs }: ClientSettings): Middleware {
  return {
    execute: async (context: Context): Promise<void> => {
      const wanted = new URL(typeof context.request === 'string' ? context.request : context.request.url);
      const headers = new Headers(context.options?.headers);
      headers.set('user-agent', userAgent);
      if (graphUrl !== null) headers.set('x-real-host', wanted.host);
      const target =
        graphUrl === null ? wanted.href : new URL(wanted.pathname + wanted.search, graphUrl).href;
      context.response = await fetchWhole(target, { ...context.options, headers }, patienceMs);
    },
  };
}

const withoutBody = new Set([204, 205, 304]);

async function fetchWhole(url: string, init: RequestInit, patienceMs: number): Promise<Response> {
  try {
    const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs) });
    const bytes = await reply.arrayBuffer();
    const { status, statusText, headers } = reply;
    return new Response(withoutBody.has(status) ? null : bytes, { status, statusText, headers });
  } catch (cause) {
    const isLate = cause instanceof Error && cause.name === 'TimeoutError';
    const failure = new Error(isLate ? 'Graph did not answer in time.' : 'Graph could not be reached.', {
      cause,
    });
    failure.name = isLate ? timedOut : unreachable;
    throw failure;
  }
}
