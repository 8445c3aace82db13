/** What a step answers: the value, or a problem a person can act on. Bugs are thrown instead. */
export type Result<T, P> = Ok<T> | Refused<P>;
export type Ok<T> = { readonly ok: true; readonly value: T };
export type Refused<P> = { readonly ok: false; readonly problem: P };

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function refuse<P>(problem: P): Refused<P> {
  return { ok: false, problem };
}
