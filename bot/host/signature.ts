import type { Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { z } from 'zod';
import { channelIssuer } from './channel.ts';

type Authentication = ConfigurationBotFrameworkAuthentication;
export type Signed = Awaited<ReturnType<Authentication['authenticateRequest']>>;
export type Signature =
  { readonly is: 'good'; readonly signed: Signed } | { readonly is: 'bad' } | { readonly is: 'unknowable' };

const claims = z.object({ iss: z.literal(channelIssuer) });
const failure = z.object({ name: z.string().optional(), statusCode: z.number().optional() });

export type Asked = {
  readonly authorization: string;
  /** Null before the body is read: the token's service address is then not compared. */
  readonly activity: Activity | null;
};

const unread = z.custom<Activity>().parse({ type: 'message', channelId: 'msteams', serviceUrl: '' });

/**
 * Whether the channel signed this. The SDK throws one kind of error for a stranger and another for a forger: both
 * are 'bad'. Only keys that could not be fetched are 'unknowable', so that the channel tries again.
 */
export async function signatureOf(authentication: Authentication, asked: Asked): Promise<Signature> {
  if (!claimsTheChannel(asked.authorization)) return { is: 'bad' };
  try {
    return {
      is: 'good',
      signed: await authentication.authenticateRequest(asked.activity ?? unread, asked.authorization),
    };
  } catch (error) {
    const { name, statusCode } = failure.parse(error);
    return name === 'FetchError' || statusCode === 500 ? { is: 'unknowable' } : { is: 'bad' };
  }
}

/**
 * The SDK would also take tokens of the emulator and of other bots, and adds any tenant it reads in one to its list of
 * issuers before it looks at the signature. This bot is spoken to by the channel alone.
 */
function claimsTheChannel(authorization: string): boolean {
  const payload = /^Bearer [\w-]+\.([\w-]+)\.[\w-]+$/.exec(authorization)?.[1];
  if (payload === undefined) return false;
  try {
    return claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).success;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
