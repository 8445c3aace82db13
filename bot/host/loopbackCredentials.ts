import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { z } from 'zod';

export type LoopbackIdentity = {
  readonly botId: string;
  readonly botSecret: string;
  readonly tenant: string;
  readonly tokenUrl: string;
  readonly scope: string;
};

type Credentials = Awaited<ReturnType<ConfigurationServiceClientCredentialFactory['createCredentials']>>;

const tokenSchema = z.object({ access_token: z.string(), expires_in: z.number() });
/** A token is let go this long before it runs out, so that none runs out on its way. */
const spareSeconds = 300;

/** A class, because the SDK asks for one. Its own accepts Microsoft's https addresses only; this asks any token address. */
export class LoopbackCredentials extends ConfigurationServiceClientCredentialFactory {
  readonly #identity: LoopbackIdentity;
  #token: { readonly text: string; readonly goodUntil: number } | null = null;

  constructor(identity: LoopbackIdentity) {
    super({
      MicrosoftAppId: identity.botId,
      MicrosoftAppPassword: identity.botSecret,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: identity.tenant,
    });
    this.#identity = identity;
  }

  override async createCredentials(): Promise<Credentials> {
    return {
      signRequest: async (request) => {
        request.headers.set('authorization', `Bearer ${await this.#freshToken()}`);
        return request;
      },
    };
  }

  async #freshToken(): Promise<string> {
    if (this.#token !== null && this.#token.goodUntil > performance.now()) return this.#token.text;
    const answer = await fetch(this.#identity.tokenUrl, { method: 'POST', body: formOf(this.#identity) });
    if (!answer.ok) {
      throw Object.assign(new Error('The bot got no token'), { tokenStatus: answer.status });
    }
    const { access_token, expires_in } = tokenSchema.parse(await answer.json());
    const goodFor = Math.max(0, expires_in - spareSeconds) * 1000;
    this.#token = { text: access_token, goodUntil: performance.now() + goodFor };
    return access_token;
  }
}

function formOf({ botId, botSecret, scope }: LoopbackIdentity): URLSearchParams {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: botId,
    client_secret: botSecret,
    scope,
  });
}
