import { z } from 'zod';
import { type TokenPort, signInProblem } from './tokenPort.ts';

export type FormApp = {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

const granted = z.object({ access_token: z.string().min(1), expires_in: z.number() });
const denied = z.object({ error: z.string().regex(/^[a-z_]{1,60}$/) });
const spareMs = 2 * 60_000;
const patienceMs = 20_000;

type Kept = { readonly token: string; readonly endsAt: number };

/** OAuth's plain client_credentials form, for a token address that is not Entra's. Tokens live on real time. */
export function formTokens(app: FormApp): TokenPort {
  const kept = new Map<string, Kept>();
  const underway = new Map<string, Promise<Kept>>();

  async function fetchOnce(scope: string): Promise<Kept> {
    const running = underway.get(scope);
    if (running !== undefined) return running;
    const asked = askFor(app, scope).finally(() => underway.delete(scope));
    underway.set(scope, asked);
    return asked;
  }

  return {
    appToken: async (scope) => {
      const held = kept.get(scope);
      if (held !== undefined && held.endsAt - spareMs > Date.now()) return held.token;
      const fresh = await fetchOnce(scope);
      kept.set(scope, fresh);
      return fresh.token;
    },
  };
}

async function askFor({ tokenUrl, clientId, clientSecret }: FormApp, scope: string): Promise<Kept> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope,
  });
  const askedAt = Date.now();
  const { status, text } = await post(tokenUrl, body);
  if (status === 429 || status >= 500) throw signInProblem('SignInUnavailable', String(status));
  const reply: unknown = parsed(text);
  if (status !== 200)
    throw signInProblem('SignInRefused', denied.safeParse(reply).data?.error ?? String(status));
  const token = granted.safeParse(reply);
  if (!token.success) throw signInProblem('SignInUnavailable', 'no-token');
  return { token: token.data.access_token, endsAt: askedAt + token.data.expires_in * 1000 };
}

async function post(url: string, body: URLSearchParams): Promise<{ status: number; text: string }> {
  try {
    const reply = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(patienceMs) });
    return { status: reply.status, text: await reply.text() };
  } catch (cause) {
    throw signInProblem('SignInUnavailable', 'nothing', cause);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
