import { signToken } from './keys.ts';
import { jsonOf } from './loopbackHttp.ts';
import type { SandboxPerson } from './people.ts';
import { isJsonObject, type Json, type JsonObject, type SandboxChat } from './state.ts';
import { randomId, randomUUID, type World } from './world.ts';

/** The way from Teams to the bot: what people and Teams itself do, as signed activities. */
export type BotChannel = {
  readonly setEndpoint: (url: string) => void;
  readonly installFor: (person: SandboxPerson) => SandboxChat;
  readonly removeFor: (person: SandboxPerson) => void;
  readonly installInChat: (chat: SandboxChat) => void;
  readonly removeFromChat: (chat: SandboxChat) => void;
  readonly membersChanged: (chat: SandboxChat, added: readonly string[], removed: readonly string[]) => void;
  /** Sends at once and says what the bot answered. */
  readonly send: (activity: JsonObject) => Promise<BotAnswer>;
  /** Sends in order, in a moment; waits a while for a bot that is not up yet. */
  readonly enqueue: (activity: JsonObject) => void;
  /** Settles when nothing is on its way. */
  readonly settled: () => Promise<void>;
  readonly activityFrom: (
    person: SandboxPerson | 'teams',
    chat: SandboxChat,
    parts: JsonObject,
  ) => JsonObject;
  readonly personalChat: (person: SandboxPerson) => SandboxChat | undefined;
  readonly close: () => Promise<void>;
};

export type BotAnswer = { readonly status: number; readonly body: Json };

export const channelIssuer = 'https://api.botframework.com';
const patienceMs = 15_000;

/** Teams' own name for a person in a bot's conversation. */
export function teamsIdOf(person: SandboxPerson): string {
  return `29:1${Buffer.from(person.oid ?? person.id).toString('base64url')}`;
}

export function botChannelOf(world: World, serviceUrl: () => string): BotChannel {
  const { app } = world.setup;
  const bot = { id: `28:${app.botId}`, name: app.botName };
  const stopping = new AbortController();
  let endpoint = '';
  let queue: Promise<unknown> = Promise.resolve();

  async function send(activity: JsonObject): Promise<BotAnswer> {
    const url = typeof activity.serviceUrl === 'string' ? activity.serviceUrl : serviceUrl();
    const token = await signToken(world.state.keys.channel, {
      iss: channelIssuer,
      aud: app.botId,
      serviceurl: url,
    });
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(activity),
      signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(60_000)]),
    });
    const text = await response.text();
    const body = jsonOf(Buffer.from(text));
    return { status: response.status, body: isJsonObject(body) ? body : text };
  }

  async function sendPatiently(activity: JsonObject): Promise<void> {
    const giveUp = performance.now() + patienceMs;
    while (!stopping.signal.aborted) {
      const answer =
        endpoint === '' ? 'no endpoint' : await send(activity).catch((cause: unknown) => String(cause));
      if (typeof answer !== 'string' || performance.now() > giveUp) return;
      await new Promise((go) => setTimeout(go, 250));
    }
  }
  function enqueue(activity: JsonObject): void {
    queue = queue.then(() => sendPatiently(activity));
  }

  function activityFrom(person: SandboxPerson | 'teams', chat: SandboxChat, parts: JsonObject): JsonObject {
    const isGroup = chat.kind === 'meeting';
    const from = person === 'teams' ? { id: chat.id } : accountOf(person);
    return {
      id: randomUUID(),
      timestamp: world.now().toISOString(),
      channelId: 'msteams',
      serviceUrl: serviceUrl(),
      from,
      recipient: bot,
      conversation: {
        id: chat.id,
        conversationType: isGroup ? 'groupChat' : 'personal',
        tenantId: chat.tid,
        ...(isGroup ? { isGroup: true, name: chat.topic } : {}),
      },
      locale: 'en-GB',
      entities: [
        { type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/London' },
      ],
      ...parts,
      channelData: {
        tenant: { id: chat.tid },
        ...(isGroup ? { meeting: { id: meetingIdOf(chat) } } : {}),
        ...(isJsonObject(parts.channelData) ? parts.channelData : {}),
      },
    };
  }

  const personalChat = (person: SandboxPerson) =>
    world.state.chats.find((c) => c.kind === 'personal' && c.members.includes(person.id));

  function tellInstalled(chat: SandboxChat, who: SandboxPerson | 'teams', action: 'add' | 'remove'): void {
    const members: JsonObject = action === 'add' ? { membersAdded: [bot] } : { membersRemoved: [bot] };
    if (chat.kind === 'meeting' || action === 'add')
      enqueue(activityFrom(who, chat, { type: 'conversationUpdate', ...members }));
    enqueue(activityFrom(who, chat, { type: 'installationUpdate', action }));
  }
  function setInstalled(chat: SandboxChat, isIn: boolean): void {
    chat.installationId = isIn ? Buffer.from(`${chat.id}##${app.catalogId}`).toString('base64url') : null;
    world.changed();
  }

  function installFor(person: SandboxPerson): SandboxChat {
    const chat = personalChat(person) ?? openPersonalChat(world, person);
    if (chat.installationId) return chat;
    setInstalled(chat, true);
    tellInstalled(chat, person, 'add');
    return chat;
  }
  function removeFor(person: SandboxPerson): void {
    const chat = personalChat(person);
    if (!chat?.installationId) return;
    setInstalled(chat, false);
    tellInstalled(chat, person, 'remove');
  }

  return {
    setEndpoint: (url) => {
      endpoint = url;
    },
    installFor,
    removeFor,
    installInChat: (chat) => {
      setInstalled(chat, true);
      tellInstalled(chat, 'teams', 'add');
    },
    removeFromChat: (chat) => {
      setInstalled(chat, false);
      tellInstalled(chat, 'teams', 'remove');
    },
    membersChanged: (chat, added, removed) => {
      if (!chat.installationId) return;
      const accounts = (ids: readonly string[]) => ids.flatMap((id) => world.person(id) ?? []).map(accountOf);
      if (added.length > 0)
        enqueue(activityFrom('teams', chat, { type: 'conversationUpdate', membersAdded: accounts(added) }));
      if (removed.length > 0)
        enqueue(
          activityFrom('teams', chat, { type: 'conversationUpdate', membersRemoved: accounts(removed) }),
        );
    },
    send,
    enqueue,
    settled: async () => {
      await queue;
    },
    activityFrom,
    personalChat,
    close: async () => {
      stopping.abort();
      await queue;
    },
  };
}

export function accountOf(person: SandboxPerson): JsonObject {
  return { id: teamsIdOf(person), name: person.name, ...(person.oid ? { aadObjectId: person.oid } : {}) };
}

/** The meeting's id in Teams' client and in bot activities; Graph's id is another one. */
export function meetingIdOf(chat: SandboxChat): string {
  return Buffer.from(`0#${chat.id}#0`).toString('base64');
}

function openPersonalChat(world: World, person: SandboxPerson): SandboxChat {
  const chat: SandboxChat = {
    id: randomId('a:1', 30),
    graphId: `19:${person.oid ?? person.id}_${world.setup.app.botId}@unq.gbl.spaces`,
    tid: person.tid,
    kind: 'personal',
    topic: '',
    members: [person.id],
    installationId: null,
    createdAt: world.now().toISOString(),
    activities: [],
  };
  world.state.chats.push(chat);
  return chat;
}
