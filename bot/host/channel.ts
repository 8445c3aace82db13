import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import { loopbackCredentials } from './loopbackCredentials.ts';

/** Where the sandbox's channel lives. Left out, Microsoft's public channel is meant. */
export type Channel = {
  /** Its keys: the document that names `jwks_uri`. */
  readonly openIdMetadataUrl: string;
  /** Where the bot gets its own token, by client credentials. */
  readonly tokenUrl: string;
  readonly serviceUrl: string;
};

export type BotIdentity = {
  readonly botId: string;
  readonly botSecret: string;
  /** The first is the tenant the bot itself is registered in. */
  readonly tenantIds: readonly string[];
  readonly channel: Channel | null;
};

export const channelIssuer = 'https://api.botframework.com';
export const channelScope = 'https://api.botframework.com';

/** Teams' address for a bot that speaks first, before it has heard from a tenant. */
const publicServiceUrl = 'https://smba.trafficmanager.net/teams/';

export function firstServiceUrl({ channel }: BotIdentity): string {
  return channel === null ? publicServiceUrl : channel.serviceUrl;
}

/** An empty bot id would turn the SDK's signature check off, so it never gets that far. */
export function openAuthentication(identity: BotIdentity): ConfigurationBotFrameworkAuthentication {
  const { botId, botSecret, channel } = identity;
  const home = identity.tenantIds[0];
  if (botId.trim() === '')
    throw new Error('The bot needs its id (BOT_ID): without one it would believe anybody.');
  if (botSecret.trim() === '') throw new Error('The bot needs its secret (BOT_SECRET).');
  if (home === undefined) throw new Error('The bot needs at least one tenant (TENANT_ID).');
  if (channel === null) {
    return new ConfigurationBotFrameworkAuthentication(
      {},
      new ConfigurationServiceClientCredentialFactory({
        MicrosoftAppId: botId,
        MicrosoftAppPassword: botSecret,
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppTenantId: home,
      }),
    );
  }
  return new ConfigurationBotFrameworkAuthentication(
    {
      ValidateAuthority: true,
      ToChannelFromBotLoginUrl: channel.tokenUrl,
      ToChannelFromBotOAuthScope: channelScope,
      ToBotFromChannelTokenIssuer: channelIssuer,
      OAuthUrl: channel.tokenUrl,
      ToBotFromChannelOpenIdMetadataUrl: channel.openIdMetadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: channel.openIdMetadataUrl,
      CallerId: '',
    },
    loopbackCredentials({ botId, botSecret, tokenUrl: channel.tokenUrl, scope: `${channelScope}/.default` }),
  );
}
