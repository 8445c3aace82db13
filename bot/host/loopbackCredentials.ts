import type { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { z } from 'zod';

/** The SDK's own shape; its package names no other way to it. */
type CredentialsFactory = Pick<
  ConfigurationServiceClientCredentialFactory,
  'isValidAppId' | 'isAuthenticationDisabled' | 'createCredentials'
>;

export type LoopbackCredentials = {
  readonly botId: string;
  readonly botSecret: string;
  readonly tokenUrl: string;
  readonly scope: string;
};

const tokenSchema = z.object({ access_token: z.string(), expires_in: z.number() });

/** The SDK's credentials accept Microsoft's https addresses only; this asks any token address by client credentials. */
export function loopbackCredentials(settings: LoopbackCredentials): CredentialsFactory {
  let token: { readonly text: string; readonly goodUntil: number } | null = null;
  const fresh = async (): Promise<string> => {
    if (token !== null && token.goodUntil > performance.now()) return token.text;
    const answer = await fetch(settings.tokenUrl, { method: 'POST', body: formOf(settings) });
    if (!answer.ok) {
      throw Object.assign(new Error('The bot got no token'), { tokenStatus: answer.status });
    }
    const { access_token, expires_in } = tokenSchema.parse(await answer.json());
    token = { text: access_token, goodUntil: performance.now() + Math.max(0, expires_in - 300) * 1000 };
    return access_token;
  };
  return {
    isValidAppId: async (appId) => appId === settings.botId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async (request) => {
        request.headers.set('authorization', `Bearer ${await fresh()}`);
        return request;
      },
    }),
  };
}

function formOf({ botId, botSecret, scope }: LoopbackCredentials): URLSearchParams {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: botId,
    client_secret: botSecret,
    scope,
  });
}
