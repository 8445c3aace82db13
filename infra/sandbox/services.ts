import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { botChannelOf, channelIssuer, type BotChannel } from './botChannel.ts';
import { connectorOf } from './connector.ts';
import { faultSwitchboard, type Faults, type SwitchedFault } from './faults.ts';
import { graphOf } from './graph/graph.ts';
import { answerHook, type HookParts } from './hooks.ts';
import { publicHalf } from './keys.ts';
import { bodyOf, isLoopback, jsonOf, listenOn, send, type Reply } from './loopbackHttp.ts';
import { signInFor, type SignIn } from './signIn.ts';
import { teamsClientOf, type TeamsClient } from './teamsClient.ts';
import type { World } from './world.ts';

export type SandboxServices = {
  readonly port: number;
  /** Entra's address for a tenant: `/v2.0/.well-known/openid-configuration` and `/oauth2/v2.0/token` lie below it. */
  readonly authority: (tid: string) => string;
  readonly issuer: (tid: string) => string;
  readonly tokenUrl: (tid: string) => string;
  readonly jwksUrl: (tid: string) => string;
  /** The Graph client's last middleware sends every host here, with the real one in `x-real-host`. */
  readonly graph: string;
  readonly connectorServiceUrl: string;
  readonly botOpenIdMetadata: string;
  readonly setBotEndpoint: (url: string) => void;
  /** Answers `/sandbox/…` hooks on whichever server mounts it; false: not one of them. */
  readonly sandboxHandler: (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;
  readonly signIn: SignIn;
  readonly client: TeamsClient;
  readonly channel: BotChannel;
  readonly faults: Faults;
  readonly close: () => Promise<void>;
};

export type ServicesWish = {
  readonly world: World;
  /** 0, the default, takes a free one. A fixed port keeps the addresses a bot has stored. */
  readonly port?: number;
  readonly botEndpoint?: string;
  readonly onClockMoved?: HookParts['onClockMoved'];
};

export async function startServices(wish: ServicesWish): Promise<SandboxServices> {
  const { world } = wish;
  let origin = '';
  const signIn = signInFor(world, () => `${origin}/login`);
  const channel = botChannelOf(world, () => `${origin}/connector/`);
  const graph = graphOf(world, signIn, channel);
  const connector = connectorOf(world, signIn, channel);
  const client = teamsClientOf(world, channel);
  const faults = faultSwitchboard();
  const hookParts: HookParts = {
    world,
    graph,
    signIn,
    channel,
    client,
    faults,
    onClockMoved: wish.onClockMoved ?? (() => undefined),
  };
  if (wish.botEndpoint) channel.setEndpoint(wish.botEndpoint);

  async function serve(req: IncomingMessage, url: string, bytes: Buffer): Promise<Reply> {
    const method = req.method ?? 'GET';
    const path = url.split('?')[0] ?? '';
    if (url.startsWith('/v1.0/'))
      return graph.answer({ method, url: url.slice('/v1.0'.length), headers: req.headers, bytes });
    if (path.startsWith('/up/'))
      return graph.uploads.answer(method, path.slice('/up/'.length), req.headers, bytes);
    if (path.startsWith('/login/'))
      return signIn.answer(method, path.slice('/login'.length), bytes.toString('utf8'));
    if (path.startsWith('/connector/'))
      return connector.answer({ method, path: path.slice('/connector'.length), headers: req.headers, bytes });
    if (path === '/botframework/.well-known/openidconfiguration')
      return {
        status: 200,
        json: {
          issuer: channelIssuer,
          jwks_uri: `${origin}/botframework/.well-known/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
        },
      };
    if (path === '/botframework/.well-known/keys')
      return {
        status: 200,
        json: { keys: [{ ...publicHalf(world.state.keys.channel), endorsements: ['msteams'] }] },
      };
    return {
      status: 404,
      json: { error: { code: 'NotFound', message: 'The sandbox serves nothing here.' } },
    };
  }

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (!isLoopback(req)) return send(res, { status: 403, json: { error: 'only this machine may ask' } });
    const reply = await answerHook(hookParts, req);
    if (reply) return send(res, reply);
    const method = req.method ?? 'GET';
    const url = (req.url ?? '/').replace(/^\/{2,}/, '/');
    const bytes = await bodyOf(req);
    const fault = faults.meet(method, url);
    const mayAct = fault?.status === undefined || fault.when === 'after';
    if (fault?.when === 'before') await delayOf(fault);
    const done = mayAct ? await serve(req, url, bytes) : undefined;
    if (fault?.when === 'after') await delayOf(fault);
    const answered = fault?.status === undefined ? done : faultReply(fault);
    record(world, { method, url, bytes, reply: answered });
    if (method !== 'GET') await world.saved();
    if (answered === undefined) res.destroy();
    else send(res, answered);
  }

  const server = createServer((req, res) => {
    answer(req, res).catch((cause: unknown) => {
      process.stderr.write(
        `sandbox: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`,
      );
      if (res.headersSent) res.destroy();
      else
        send(res, {
          status: 500,
          json: { error: { code: 'InternalServerError', message: 'The sandbox failed.' } },
        });
    });
  });
  // A connection closed at the moment it is used again looks like an answer lost on the way: Microsoft's stay open too.
  server.keepAliveTimeout = 10 * 60_000;
  const port = await listenOn(server, wish.port ?? 0);
  origin = `http://127.0.0.1:${port}`;
  const authority = (tid: string) => `${origin}/login/${tid}`;

  return {
    port,
    authority,
    issuer: (tid) => `${authority(tid)}/v2.0`,
    tokenUrl: (tid) => `${authority(tid)}/oauth2/v2.0/token`,
    jwksUrl: (tid) => `${authority(tid)}/discovery/v2.0/keys`,
    graph: origin,
    connectorServiceUrl: `${origin}/connector/`,
    botOpenIdMetadata: `${origin}/botframework/.well-known/openidconfiguration`,
    setBotEndpoint: channel.setEndpoint,
    sandboxHandler: async (req, res) => {
      const reply = await answerHook(hookParts, req);
      if (reply) send(res, reply);
      return reply !== undefined;
    },
    signIn,
    client,
    channel,
    faults,
    close: async () => {
      await channel.close();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await world.close();
    },
  };
}

async function delayOf({ delayMs }: SwitchedFault): Promise<void> {
  if (delayMs) await new Promise((go) => setTimeout(go, delayMs));
}

/** undefined: the connection is closed without an answer. */
function faultReply(fault: SwitchedFault): Reply | undefined {
  if (fault.status === undefined || fault.status === 'reset') return undefined;
  const code = fault.code ?? (fault.status === 429 ? 'TooManyRequests' : 'ServiceUnavailable');
  const error = { code, message: 'This fault was switched on in the sandbox.' };
  const headers: Record<string, string> =
    fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) };
  return { status: fault.status, json: { error }, headers };
}

type Seen = {
  readonly method: string;
  readonly url: string;
  readonly bytes: Buffer;
  readonly reply: Reply | undefined;
};

/** Graph requests are kept, so that they can be held against Graph's published metadata. File bytes are not. */
function record(world: World, { method, url, bytes, reply }: Seen): void {
  if (!url.startsWith('/v1.0/')) return;
  const isFile = /\/content(\?|$)/.test(url);
  const body = isFile ? null : (jsonOf(bytes) ?? null);
  world.record({ method, url, status: reply?.status ?? 504, body });
}
