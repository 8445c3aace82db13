import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import { LoopbackCredentials } from './loopbackCredentials.ts';

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
  const credentials = credentialsOf(identity, home);
  return new ConfigurationBotFrameworkAuthentication(
    channel === null ? {} : settingsOf(channel),
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the SDK's own factory is no instance of the class its types ask for either
    credentials,
  );
}

function credentialsOf(
  { botId, botSecret, channel }: BotIdentity,
  home: string,
): ConfigurationServiceClientCredentialFactory {
  if (channel !== null) {
    const scope = `${channelScope}/.default`;
    return new LoopbackCredentials({ botId, botSecret, tenant: home, tokenUrl: channel.tokenUrl, scope });
  }
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: botId,
    MicrosoftAppPassword: botSecret,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: home,
  });
}

/** The SDK takes either none of these or all of them. */
function settingsOf({ openIdMetadataUrl, tokenUrl }: Channel): Readonly<Record<string, string | boolean>> {
  return {
    ValidateAuthority: true,
    ToChannelFromBotLoginUrl: tokenUrl,
    ToChannelFromBotOAuthScope: channelScope,
    ToBotFromChannelTokenIssuer: channelIssuer,
    OAuthUrl: tokenUrl,
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
    CallerId: '',
  };
}
