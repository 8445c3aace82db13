import type { Answering } from '#bot/actions/answer.ts';
import type { BotPort } from '#workflow/ports.ts';
import { openBotPort } from './botPort.ts';
import { type BotIdentity, firstServiceUrl, openAuthentication } from './channel.ts';
import { ChannelAdapter } from './channelAdapter.ts';
import type { BotLog, BotLogCode } from './log.ts';
import { readActivity, type SignedActivity } from './readActivity.ts';
import { type Signed, signatureOf } from './signature.ts';
import { runTurn } from './turn.ts';

export type BotRequest = {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Parsed JSON. */
  readonly body: unknown;
};
export type BotResponse = { readonly status: number; readonly body: unknown };

export type BotHost = {
  /** For the hook that runs before a body is read: is the signature the channel's? */
  readonly admits: (headers: BotRequest['headers']) => Promise<boolean>;
  readonly handle: (request: BotRequest) => Promise<BotResponse>;
  readonly port: BotPort;
  /** Waits for the turns under way. */
  readonly close: () => Promise<void>;
};

export type BotHostParts = BotIdentity & Answering & { readonly log: BotLog };

export function openBotHost(parts: BotHostParts): BotHost {
  const { botId, gate, log } = parts;
  const authentication = openAuthentication(parts);
  const adapter = new ChannelAdapter(authentication);
  // A tenant's own service address is nearer than the public one. It came signed.
  const heard = new Map<string, string>();
  const underWay = new Set<Promise<BotResponse>>();

  const refused = (status: number, code: BotLogCode): BotResponse => {
    log(code, { status });
    return { status, body: null };
  };

  const take = async ({ headers, body }: BotRequest): Promise<BotResponse> => {
    const read = readActivity(body);
    const signature = await signatureOf(authentication, {
      authorization: authorizationOf(headers),
      activity: read?.activity ?? null,
    });
    if (signature.is === 'bad') return refused(401, 'bot-unsigned');
    if (signature.is === 'unknowable') return refused(503, 'bot-keys-unavailable');
    if (read === null) return refused(400, 'bot-malformed');
    if (read.tid === null || !parts.tenantIds.includes(read.tid)) return refused(403, 'bot-wrong-tenant');
    heard.set(read.tid, read.activity.serviceUrl);
    return turnOf(signature.signed, read);
  };

  const turnOf = async (signed: Signed, { activity, occurrence }: SignedActivity): Promise<BotResponse> => {
    try {
      const turned = await adapter.turn(signed, activity, (context) =>
        runTurn(context, { work: parts.work, gate, log, occurrence }),
      );
      return { status: turned?.status ?? 200, body: turned?.body ?? null };
    } catch (error) {
      log('bot-turn-failed', {
        occurrence: occurrence.is,
        error: error instanceof Error ? error.name : 'unknown',
      });
      return { status: 500, body: null };
    }
  };

  return {
    admits: async (headers) => {
      const authorization = authorizationOf(headers);
      return (await signatureOf(authentication, { authorization, activity: null })).is === 'good';
    },
    handle: async (request) => {
      const turn = take(request);
      underWay.add(turn);
      try {
        return await turn;
      } finally {
        underWay.delete(turn);
      }
    },
    port: openBotPort({
      gate,
      botId,
      connect: (serviceUrl) => adapter.speakAs(botId, serviceUrl),
      serviceUrlOf: (tid) => heard.get(tid) ?? firstServiceUrl(parts),
    }),
    close: async () => {
      await Promise.allSettled(underWay);
    },
  };
}

function authorizationOf(headers: BotRequest['headers']): string {
  const given = headers['authorization'];
  return typeof given === 'string' ? given : '';
}
