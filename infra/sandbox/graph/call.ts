import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Reply } from '../loopbackHttp.ts';
import { realNow } from '../realTime.ts';

/** A drive item as a request names it: by id or root, and from there perhaps by a path. */
export type ItemAddress = { readonly base: string; readonly path: readonly string[] };

export type GraphCall = {
  readonly method: string;
  readonly tid: string;
  /** The signed-in person for an on-behalf-of token; an app alone has none. */
  readonly callerOid: string | undefined;
  readonly permissions: ReadonlySet<string>;
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | undefined;
  readonly body: unknown;
  readonly bytes: Buffer;
  readonly params: Readonly<Record<string, string>>;
  readonly item: ItemAddress | undefined;
};

export type Route = {
  readonly method: string;
  /** Segments; those with a colon before them are parameters. */
  readonly path: readonly string[];
  /** Any one of these is enough. */
  readonly permissions: readonly string[];
  /** Query options this address understands; any other is refused. */
  readonly query: readonly string[];
  readonly run: (call: GraphCall) => Reply | Promise<Reply>;
};

type Plain = {
  readonly permissions: readonly string[];
  readonly query?: readonly string[];
  readonly run: (call: GraphCall) => Reply | Promise<Reply>;
};

export function route(address: string, plain: Plain): Route {
  const [method = '', path = ''] = address.split(' ');
  return { method, path: path.split('/').slice(1), query: [], ...plain };
}

/** A route whose JSON body must fit the schema: an unknown property or a wrong enum value is a 400, as in Graph. */
export function routeWithBody<B>(
  address: string,
  parts: Omit<Plain, 'run'> & {
    readonly body: z.ZodType<B>;
    readonly run: (call: GraphCall, body: B) => Reply | Promise<Reply>;
  },
): Route {
  return route(address, {
    ...parts,
    run: (call) => {
      const body = parts.body.safeParse(call.body ?? {});
      return body.success ? parts.run(call, body.data) : refuseBody(body.error);
    },
  });
}

export function refuse(
  status: number,
  code: string,
  message: string,
  headers?: Record<string, string>,
): Reply {
  const requestId = randomUUID();
  const innerError = {
    date: realNow().toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': requestId,
  };
  return { status, json: { error: { code, message, innerError } }, ...(headers ? { headers } : {}) };
}

export function notFound(): Reply {
  return refuse(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
}

export function itemNotFound(): Reply {
  return refuse(404, 'itemNotFound', 'The resource could not be found.');
}

function refuseBody(error: z.ZodError): Reply {
  const [issue] = error.issues;
  const where = issue?.path.join('.') || 'the body';
  if (issue?.code === 'unrecognized_keys')
    return refuse(
      400,
      'RequestBodyRead',
      `The property '${issue.keys[0] ?? ''}' does not exist on ${where}. Make sure to only use property names that are defined by the type.`,
    );
  return refuse(400, 'RequestBodyRead', `Cannot read ${where}: ${issue?.message ?? 'not understood'}.`);
}

export const ok = (json: unknown, headers?: Record<string, string>): Reply => ({
  status: 200,
  json,
  ...(headers ? { headers } : {}),
});
export const created = (json: unknown): Reply => ({ status: 201, json });
export const accepted: Reply = { status: 202 };
export const noContent: Reply = { status: 204 };
export const page = (value: readonly unknown[]): Reply => ok({ value });
