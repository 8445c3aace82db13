import { z } from 'zod';
import { tenancySchema, type Reply, type Tenancy } from './tenancy.ts';

const refusal = z.object({ error: z.string() });

async function ask(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<string> {
  const answer = await fetch(`/sandbox/${path}`, {
    method,
    cache: 'no-store',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (answer.ok) return text;
  const said = answer.headers.get('content-type')?.includes('json')
    ? refusal.safeParse(JSON.parse(text))
    : null;
  throw new Error(said?.success ? said.data.error : `the sandbox answered ${answer.status}`);
}

const post = (path: string, body: unknown) => ask('POST', path, body);
const segment = encodeURIComponent;

/** The text beside it tells whether anything but the clock's seconds has changed. */
export async function readTenancy(last: string): Promise<{ text: string; tenancy: Tenancy | null }> {
  const text = await ask('GET', 'state');
  const still = text.replace(/"now":"([^"]{16})[^"]*"/, '"now":"$1"');
  return still === last
    ? { text: last, tenancy: null }
    : { text: still, tenancy: tenancySchema.parse(JSON.parse(text)) };
}

export async function askToken(person: string): Promise<string> {
  const answer = await post('token', { user: person });
  return z.object({ token: z.string() }).parse(JSON.parse(answer)).token;
}

export const moveClock = (now: string) => post('clock', { now });
export const writeToBot = (person: string, wish: { text: string; chat: string }) =>
  post(`as/${segment(person)}/text`, wish);
export const installApp = (person: string) => post(`as/${segment(person)}/install`, {});
export const setPresence = (person: string, wish: { chat: string; present: boolean }) =>
  post(`as/${segment(person)}/presence`, wish);
export const startMeeting = (chat: string) => post(`chats/${segment(chat)}/start`, {});
export const endMeeting = (chat: string) => post(`chats/${segment(chat)}/end`, {});
export const answerInvitation = (event: string, person: string, response: Reply) =>
  post(`events/${segment(event)}/reply`, { person, response });

export type Weather = 'fine' | 'slow' | 'busy' | 'down';
const faults = {
  slow: { path: '/v1.0/', delayMs: 3000 },
  busy: { path: '/v1.0/', status: 429, retryAfterSeconds: 5 },
  down: { path: '/v1.0/', status: 503 },
} as const satisfies Record<Exclude<Weather, 'fine'>, unknown>;

export async function setWeather(weather: Weather): Promise<string> {
  const cleared = await ask('DELETE', 'faults');
  return weather === 'fine' ? cleared : post('faults', faults[weather]);
}

export type CardPress = {
  readonly chat: string;
  readonly activityId: string;
  readonly verb: string;
  readonly data: unknown;
};
const pressed = z.object({ status: z.number(), body: z.unknown() });
const inWords = z.union([
  z.object({ type: z.literal('application/vnd.microsoft.activity.message'), value: z.string() }),
  z.object({ type: z.literal('application/vnd.microsoft.error'), value: z.object({ message: z.string() }) }),
]);

/** What the bot said in words; null where a new card took the old one's place. */
export async function pressCard(person: string, press: CardPress): Promise<string | null> {
  const { status, body } = pressed.parse(JSON.parse(await post(`as/${segment(person)}/card`, press)));
  const words = inWords.safeParse(body);
  if (words.success)
    return typeof words.data.value === 'string' ? words.data.value : words.data.value.message;
  return status < 400 ? null : 'Something went wrong. Please try again.';
}
