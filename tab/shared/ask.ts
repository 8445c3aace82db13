import type { Body, Params, Reply } from '#contract/calls.ts';
import { routes } from '#contract/routes.ts';

type CallName = keyof typeof routes;

export type AskProblem = {
  readonly code: string;
  readonly words: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  /** 0 when no answer came. */
  readonly status: number;
};
export type Asked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: AskProblem };
export type AskInput<N extends CallName> = { readonly params?: Params<N>; readonly body?: Body<N> };
export type Call = <N extends CallName>(name: N, input?: AskInput<N>) => Promise<Asked<Reply<N>>>;

export type Headers = () => Promise<Record<string, string>>;
/** What of a response is read; the type says what the contract promises for the call. */
type Answer = { readonly ok: boolean; readonly status: number; readonly json: <T>() => Promise<T> };

export const offline: AskProblem = {
  code: 'offline',
  words: 'No connection. Your words are kept here.',
  status: 0,
};
const unreadable = 'Something went wrong on our side. Nothing you wrote is lost. Please try again.';
const signInFailed: AskProblem = {
  code: 'sign-in-needed',
  words:
    'Teams did not sign you in. Close this page and open it again. If that does not help, ask your Microsoft 365 administrator.',
  status: 0,
};

/** Fills the ids into a route's path: `/api/peps/:pep` → `/api/peps/p1`. */
export function pathOf(path: string, params: Readonly<Record<string, string>>): string {
  return path.replaceAll(/:([a-z]+)/gi, (_whole, name: string) => encodeURIComponent(params[name] ?? ''));
}

/** Makes the one function every surface asks the server with. `refused` is told of a 401, once, before a second try. */
export function makeCall(headers: Headers, refused: () => void): Call {
  return async (name, input) => {
    const route = routes[name];
    const asking = {
      method: route.method,
      path: pathOf(route.path, { ...input?.params }),
      body: input?.body,
    };
    const first = await send<Reply<typeof name>>(asking, headers);
    if (first.ok || first.problem.status !== 401) return first;
    refused();
    return send<Reply<typeof name>>(asking, headers);
  };
}

/** For the door's own two requests, which come before there is anybody to be. */
export async function post<T>(path: string, body: unknown): Promise<Asked<T>> {
  return send<T>({ method: 'POST', path, body }, () => Promise.resolve({}));
}

type Asking = { readonly method: string; readonly path: string; readonly body: unknown };

async function send<T>(asking: Asking, headers: Headers): Promise<Asked<T>> {
  const signed = await headers().catch(() => null);
  if (signed === null) return { ok: false, problem: signInFailed };
  const hasBody = asking.method !== 'GET';
  let answer: Answer;
  try {
    answer = await fetch(asking.path, {
      method: asking.method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(hasBody ? { 'content-type': 'application/json' } : {}),
        ...signed,
      },
      ...(hasBody ? { body: JSON.stringify(asking.body ?? {}) } : {}),
    });
  } catch {
    return { ok: false, problem: offline };
  }
  if (answer.ok) return read<T>(answer);
  return { ok: false, problem: await problemOf(answer) };
}

async function read<T>(answer: Answer): Promise<Asked<T>> {
  try {
    return { ok: true, value: await answer.json<T>() };
  } catch {
    // The connection broke while the answer was on its way.
    return { ok: false, problem: offline };
  }
}

async function problemOf(answer: Answer): Promise<AskProblem> {
  type Told = {
    readonly code?: string;
    readonly words?: string;
    readonly facts?: Readonly<Record<string, unknown>>;
  };
  const told = await answer.json<Told>().catch((): Told => ({}));
  const { facts } = told;
  const problem = { code: told.code ?? 'went-wrong', words: told.words ?? unreadable, status: answer.status };
  return facts === undefined ? problem : { ...problem, facts };
}
