/* eslint-disable @typescript-eslint/no-deprecated -- teamsfx is the token port's Entra half until a successor has its credentials */
import { type SignInFailure, type TokenPort, signInProblem } from './tokenPort.ts';

export type EntraApp = {
  readonly tenantId: string;
  readonly clientId: string;
  /** A client secret, or a PEM that holds the private key and the certificate. */
  readonly clientSecret: string;
};

const authorityHost = 'https://login.microsoftonline.com';

/**
 * teamsfx takes a second to load and refuses a plain http authority, so it is loaded at the first token and
 * only against Entra. One credential a tenant: it keeps its tokens itself.
 */
export function entraTokens(app: EntraApp): TokenPort {
  let credential: ReturnType<typeof credentialFor> | undefined;
  return {
    appToken: async (scope) => {
      credential ??= credentialFor(app);
      const opened = await credential;
      const token = await opened.getToken(scope).catch((cause: unknown) => {
        throw problemOf(cause);
      });
      if (token === null) throw signInProblem('SignInUnavailable', 'no-token');
      return token.token;
    },
  };
}

async function credentialFor({ tenantId, clientId, clientSecret }: EntraApp) {
  const { AppCredential } = await import('@microsoft/teamsfx');
  const proof = clientSecret.includes('-----BEGIN CERTIFICATE-----')
    ? { certificateContent: clientSecret }
    : { clientSecret };
  return new AppCredential({ authorityHost, tenantId, clientId, ...proof });
}

/** teamsfx hands every failure on as text; Entra's own refusals carry an AADSTS number, a dead line does not. */
function problemOf(cause: unknown): Error {
  const text = cause instanceof Error ? cause.message : '';
  const refusal =
    /AADSTS\d+/.exec(text)?.[0] ?? /invalid_client|unauthorized_client|invalid_scope/.exec(text)?.[0];
  // AADSTS9xxxx and 50xxx alike are answers; only these two ask for another try.
  const isPassing = refusal === 'AADSTS90033' || refusal === 'AADSTS50196';
  const failure: SignInFailure = refusal === undefined || isPassing ? 'SignInUnavailable' : 'SignInRefused';
  return signInProblem(failure, refusal ?? 'nothing');
}
