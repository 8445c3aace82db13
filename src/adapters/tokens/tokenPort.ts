/** Tokens for the app itself, in one tenant. On behalf of a person nothing is asked for: every effect is the app's own. */
export type TokenPort = {
  /** A bearer token for a scope such as `https://graph.microsoft.com/.default`; kept until shortly before it ends. */
  readonly appToken: (scope: string) => Promise<string>;
};

/** `refused`: the secret, the certificate or the consent is wrong. `unavailable`: ask again later. */
export type SignInFailure = 'SignInRefused' | 'SignInUnavailable';

/** Thrown with the failure as its name; it carries the sign-in service's code, never its text. */
export function signInProblem(failure: SignInFailure, code: string, cause?: unknown): Error {
  const problem = new Error(`The sign-in service answered ${code}.`, { cause });
  problem.name = failure;
  return problem;
}
