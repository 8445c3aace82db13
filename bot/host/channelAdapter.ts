import {
  type Activity,
  CloudAdapter,
  type ConfigurationBotFrameworkAuthentication,
  type TurnContext,
} from 'botbuilder';
import { z } from 'zod';
import { channelScope } from './channel.ts';
import type { Signed } from './signature.ts';

type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;
export type Connector = Awaited<ReturnType<ConnectorFactory['create']>>;

/** A class, because the SDK keeps these two steps to its adapter and to what extends it. */
export class ChannelAdapter extends CloudAdapter {
  /** The turn after the signature: `CloudAdapter.process` would write each stranger's token error on the console. */
  async turn(
    signed: Signed,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<Turned> {
    return turnedSchema.parse(await this.processActivity(signed, activity, logic));
  }

  /** The connector with the bot's own token. */
  async speakAs(botId: string, serviceUrl: string): Promise<Connector> {
    const identity = this.createClaimsIdentity(botId);
    const factory = this.botFrameworkAuthentication.createConnectorFactory(identity);
    return inOneAttempt(await factory.create(serviceUrl, channelScope));
  }
}

/** What an invoke is answered with; nothing for everything else. */
export type Turned = { readonly status: number; readonly body?: unknown } | undefined;
const turnedSchema = z.object({ status: z.number(), body: z.unknown().optional() }).optional();

type Pipeline = { readonly removePolicy: (policy: { readonly name: string }) => readonly unknown[] };
const retrying = z.object({
  client: z.object({
    pipeline: z.custom<Pipeline>((it) => z.object({ removePolicy: z.function() }).safeParse(it).success),
  }),
});

/** The SDK repeats a POST that failed. A card has no idempotency key, so its second copy would be a second card. */
function inOneAttempt(connector: Connector): Connector {
  const removed = retrying.parse(connector).client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  if (removed.length === 0) throw new Error('The bot SDK repeats failed sends by a policy of another name.');
  return connector;
}
