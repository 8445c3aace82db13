import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { BotChannel } from './botChannel.ts';
import type { Faults } from './faults.ts';
import type { Graph } from './graph/graph.ts';
import { bodyOf, isLoopback, jsonOf, type Reply } from './loopbackHttp.ts';
import { pictureOf } from './picture.ts';
import { canSignIn, type SignIn } from './signIn.ts';
import { replies } from './state.ts';
import type { TeamsClient } from './teamsClient.ts';
import { wordPreview } from './wordPreview.ts';
import type { World } from './world.ts';

export type HookParts = {
  readonly world: World;
  readonly graph: Graph;
  readonly signIn: SignIn;
  readonly channel: BotChannel;
  readonly client: TeamsClient;
  readonly faults: Faults;
  /** Awaited after the clock moved, so that whoever moved it finds the app swept. */
  readonly onClockMoved: (now: Date) => Promise<void> | void;
};

type Hook = (parts: HookParts, ids: readonly string[], body: unknown) => Reply | Promise<Reply>;

const json = z.record(z.string(), z.json());
const words = {
  token: z.strictObject({ user: z.string(), expiresInSeconds: z.int().optional() }),
  clock: z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  text: z.strictObject({ text: z.string().min(1), chat: z.string().optional() }),
  card: z.strictObject({
    chat: z.string(),
    activityId: z.string(),
    verb: z.string(),
    data: json.default({}),
  }),
  block: z.strictObject({ blocked: z.boolean().default(true) }),
  install: z.strictObject({ installed: z.boolean().default(true) }),
  presence: z.strictObject({ chat: z.string(), present: z.boolean().default(true) }),
  reply: z.strictObject({ person: z.string(), response: z.enum(replies) }),
};

/** What the sandbox's page and black-box checks may do that no service of Microsoft offers. */
const hooks: readonly (readonly [string, Hook])[] = [
  ['GET /sandbox/state', ({ world, faults, graph }) => good(pictureOf(world, faults, graph.store))],
  [
    'GET /sandbox/graph/requests.jsonl',
    ({ world }) => ({ status: 200, bytes: Buffer.from(world.requests()), type: 'application/x-ndjson' }),
  ],
  ['GET /sandbox/faults', ({ faults }) => good(faults.list())],
  ['DELETE /sandbox/faults', ({ faults }) => (faults.clear(), good({}))],
  [
    'POST /sandbox/faults',
    ({ faults }, _ids, body) => {
      const added = faults.add(body);
      return typeof added === 'string' ? bad(400, added) : { status: 201, json: added };
    },
  ],
  [
    'POST /sandbox/token',
    (parts, _ids, body) => withWords(words.token, body, (wish) => mintToken(parts, wish)),
  ],
  [
    'POST /sandbox/clock',
    ({ world, onClockMoved }, _ids, body) =>
      withWords(words.clock, body, async ({ now }) => {
        world.moveClock(new Date(now));
        await onClockMoved(world.now());
        return good({ now: world.now().toISOString() });
      }),
  ],
  [
    'POST /sandbox/events/:id/reply',
    ({ world, graph }, [id], body) =>
      withWords(words.reply, body, ({ person, response }) => {
        const event = world.state.events.find((e) => e.id === id);
        const address = world.person(person)?.email ?? person;
        return event && graph.calendar.reply(event, address, response)
          ? good({})
          : bad(404, 'not asked to this event');
      }),
  ],
  ['GET /sandbox/files/:id', ({ world }, [id]) => fileContent(world, id)],
  ['GET /sandbox/files/:id/preview', ({ world }, [id]) => filePreview(world, id)],
  ['POST /sandbox/chats/:id/start', async ({ client }, [id = '']) => outcome(await client.startMeeting(id))],
  ['POST /sandbox/chats/:id/end', async ({ client }, [id = '']) => outcome(await client.endMeeting(id))],
  [
    'POST /sandbox/as/:person/text',
    (parts, [id], body) =>
      withWords(words.text, body, async (wish) => {
        const person = parts.world.person(id ?? '');
        return person ? outcome(await parts.client.write(person, wish.text, wish.chat)) : nobody;
      }),
  ],
  [
    'POST /sandbox/as/:person/card',
    (parts, [id], body) =>
      withWords(words.card, body, async (wish) => {
        const person = parts.world.person(id ?? '');
        return person ? outcome(await parts.client.press(person, wish)) : nobody;
      }),
  ],
  [
    'POST /sandbox/as/:person/presence',
    (parts, [id], body) =>
      withWords(words.presence, body, (wish) => {
        const person = parts.world.person(id ?? '');
        if (!person) return nobody;
        if (!wish.present) return (parts.client.leave(person, wish.chat), good({}));
        const refusal = parts.client.join(person, wish.chat);
        return refusal ? bad(409, refusal.refused) : good({});
      }),
  ],
  [
    'POST /sandbox/as/:person/install',
    (parts, [id], body) => withWords(words.install, body, (wish) => install(parts, id, wish.installed)),
  ],
  [
    'POST /sandbox/as/:person/block',
    (parts, [id], body) => withWords(words.block, body, (wish) => block(parts, id, wish.blocked)),
  ],
];

/** undefined: no hook has this address. Only this machine is answered. */
export async function answerHook(parts: HookParts, req: IncomingMessage): Promise<Reply | undefined> {
  const path = (req.url ?? '').split('?')[0] ?? '';
  for (const [address, run] of hooks) {
    const [method, pattern = ''] = address.split(' ');
    const found = new RegExp(`^${pattern.replaceAll(/:\w+/g, '([^/]+)')}$`).exec(path);
    if (!found || method !== req.method) continue;
    if (!isLoopback(req)) return bad(403, 'only this machine may ask');
    const body = jsonOf(await bodyOf(req));
    const reply = await run(parts, found.slice(1).map(decodeURIComponent), body ?? {});
    if (method !== 'GET') await parts.world.saved();
    return reply;
  }
  return undefined;
}

async function mintToken({ signIn }: HookParts, wish: z.infer<typeof words.token>): Promise<Reply> {
  const token = await signIn.userToken(wish.user, wish.expiresInSeconds);
  return token ? good({ token }) : bad(404, 'nobody of this name has an account');
}

function install({ world, channel }: HookParts, id: string | undefined, isIn: boolean): Reply {
  const person = world.person(id ?? '');
  if (!person || !canSignIn(person)) return nobody;
  if (!isIn) return (channel.removeFor(person), good({}));
  return good({ chat: channel.installFor(person).id });
}

/** Blocking tells the bot nothing, as in Teams. */
function block({ world }: HookParts, id: string | undefined, isBlocked: boolean): Reply {
  const person = world.person(id ?? '');
  if (!person) return nobody;
  world.state.blocked = world.state.blocked.filter((other) => other !== person.id);
  if (isBlocked) world.state.blocked.push(person.id);
  world.changed();
  return good({});
}

function fileContent(world: World, id: string | undefined): Reply {
  const item = world.state.driveItems.find((i) => i.id === id);
  if (!item?.content) return bad(404, 'there is no such file');
  return { status: 200, bytes: world.bytesOf(item.content), type: item.mimeType };
}

function filePreview(world: World, id: string | undefined): Reply {
  const item = world.state.driveItems.find((i) => i.id === id);
  const page = item?.content ? wordPreview(world.bytesOf(item.content)) : undefined;
  if (page === undefined) return bad(404, 'there is no preview of this file');
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return {
    status: 200,
    bytes: Buffer.from(page),
    type: 'text/html; charset=utf-8',
    headers: { 'content-security-policy': policy },
  };
}

function outcome(answer: { refused: string } | { status: number; body: unknown }): Reply {
  return 'refused' in answer ? bad(409, answer.refused) : good(answer);
}

function withWords<T>(
  schema: z.ZodType<T>,
  body: unknown,
  run: (wish: T) => Reply | Promise<Reply>,
): Reply | Promise<Reply> {
  const wish = schema.safeParse(body);
  return wish.success ? run(wish.data) : bad(400, z.prettifyError(wish.error));
}

const good = (value: unknown): Reply => ({ status: 200, json: value });
const bad = (status: number, error: string): Reply => ({ status, json: { error } });
const nobody = bad(404, 'there is nobody of this name');
