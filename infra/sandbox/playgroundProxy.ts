import { createServer, type IncomingMessage } from 'node:http';
import { accountOf, type BotChannel } from './botChannel.ts';
import { bodyOf, isLoopback, isLoopbackUrl, jsonOf, listenOn, send, type Reply } from './loopbackHttp.ts';
import { connectorAudience, type SignIn } from './signIn.ts';
import { isJsonObject, type JsonObject } from './state.ts';
import type { World } from './world.ts';

export type PlaygroundProxyWish = {
  readonly world: World;
  readonly signIn: SignIn;
  readonly channel: BotChannel;
  /** Whom the playground's user is: the bot decides rights by the directory object. */
  readonly personId: string;
  readonly port?: number;
};

export type PlaygroundProxy = {
  /** What the playground is given as the bot's endpoint. */
  readonly endpoint: string;
  readonly close: () => Promise<void>;
};

/**
 * Microsoft 365 Agents Playground sends no token, and the bot believes nobody without one: this signs its activities as
 * the channel would. The bot's answers come back through here too, so that its token is checked and goes no further.
 */
export async function startPlaygroundProxy(wish: PlaygroundProxyWish): Promise<PlaygroundProxy> {
  const { world, signIn, channel } = wish;
  const person = world.person(wish.personId);
  if (!person?.oid) throw new Error(`nobody with an account is called ${wish.personId}`);
  const user = accountOf(person);
  let origin = '';

  function signedFor(activity: JsonObject): JsonObject | undefined {
    const back = activity.serviceUrl;
    if (typeof back !== 'string' || !isLoopbackUrl(back)) return undefined;
    const conversation = isJsonObject(activity.conversation) ? activity.conversation : {};
    const from = isJsonObject(activity.from) ? activity.from : {};
    const channelData = isJsonObject(activity.channelData) ? activity.channelData : {};
    return {
      ...activity,
      channelId: 'msteams',
      serviceUrl: `${origin}/back/${Buffer.from(back).toString('base64url')}/`,
      // The playground knows its own people only: theirs stays the id it answers to.
      from: { ...from, name: user.name ?? '', aadObjectId: user.aadObjectId ?? '' },
      conversation: { ...conversation, tenantId: person?.tid ?? '' },
      channelData: { ...channelData, tenant: { id: person?.tid ?? '' } },
    };
  }

  async function towardsBot(bytes: Buffer): Promise<Reply> {
    const activity = jsonOf(bytes);
    const signed = isJsonObject(activity) ? signedFor(activity) : undefined;
    if (!signed) return { status: 400, json: { error: 'an activity from this machine is due' } };
    const answer = await channel.send(signed);
    const body = answer.body;
    return isJsonObject(body) ? { status: answer.status, json: body } : { status: answer.status };
  }

  async function towardsPlayground(req: IncomingMessage, bytes: Buffer): Promise<Reply> {
    const [, encoded = '', rest = ''] = /^\/back\/([\w-]+)\/(.*)$/.exec(req.url ?? '') ?? [];
    const base = Buffer.from(encoded, 'base64url').toString('utf8');
    const claims = await signIn.claimsOf(req.headers.authorization, connectorAudience);
    if (claims?.appid !== world.setup.app.botId) return { status: 401, json: { error: 'not the bot' } };
    if (!isLoopbackUrl(base)) return { status: 400, json: { error: 'only this machine is called back' } };
    const answer = await fetch(`${base.replace(/\/$/, '')}/${rest}`, {
      method: req.method ?? 'GET',
      headers: { 'content-type': 'application/json' },
      ...(bytes.length > 0 ? { body: new Uint8Array(bytes) } : {}),
      signal: AbortSignal.timeout(30_000),
    });
    const type = answer.headers.get('content-type') ?? 'application/json';
    return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()), type };
  }

  const server = createServer((req, res) => {
    const answer = async (): Promise<Reply> => {
      if (!isLoopback(req)) return { status: 403, json: { error: 'only this machine may ask' } };
      const bytes = await bodyOf(req);
      if ((req.url ?? '').startsWith('/back/')) return towardsPlayground(req, bytes);
      if (req.method === 'POST' && req.url === '/api/messages') return towardsBot(bytes);
      return { status: 404, json: { error: 'only /api/messages is served here' } };
    };
    answer().then(
      (reply) => send(res, reply),
      (cause: unknown) =>
        send(res, { status: 502, json: { error: cause instanceof Error ? cause.message : 'failed' } }),
    );
  });
  origin = `http://127.0.0.1:${await listenOn(server, wish.port ?? 0)}`;
  return {
    endpoint: `${origin}/api/messages`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
