import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { accountOf, meetingIdOf, teamsIdOf, type BotChannel } from './botChannel.ts';
import { organiserOf } from './graph/eventView.ts';
import { instantOf } from './graph/odata.ts';
import { jsonOf, type Reply } from './loopbackHttp.ts';
import { canSignIn, connectorAudience, type SignIn } from './signIn.ts';
import type { SandboxPerson } from './people.ts';
import { isJsonObject, type JsonObject, type SandboxChat } from './state.ts';
import type { World } from './world.ts';

export type ConnectorRequest = {
  readonly method: string;
  /** Path below the service address, without its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
};
export type Connector = { readonly answer: (request: ConnectorRequest) => Promise<Reply> };

/** About what Teams takes in one message. */
const largestActivity = 100 * 1024;

const newConversation = z.object({
  members: z.array(z.object({ id: z.string() })).length(1),
  tenantId: z.string().optional(),
  channelData: z.object({ tenant: z.object({ id: z.string() }).optional() }).optional(),
  isGroup: z.boolean().optional(),
});

/** The way from the bot to Teams: Bot Connector v3. */
export function connectorOf(world: World, signIn: SignIn, channel: BotChannel): Connector {
  const { state } = world;

  async function answer({ method, path, headers, bytes }: ConnectorRequest): Promise<Reply> {
    const claims = await signIn.claimsOf(headers.authorization, connectorAudience);
    if (claims?.appid !== world.setup.app.botId)
      return refuse(401, 'AuthorizationFailed', 'Authorization has been denied for this request.');
    const body = jsonOf(bytes);
    const [version, kind, id = '', part, last] = path.split('/').slice(1).map(decodeURIComponent);
    if (version === 'v1' && kind === 'meetings' && method === 'GET') return meeting(id, part, last);
    if (version !== 'v3' || kind !== 'conversations')
      return refuse(404, 'NotFound', 'There is no such address.');
    if (id === '') return method === 'POST' ? open(body) : refuse(405, 'MethodNotAllowed', 'POST only.');
    const chat = state.chats.find((c) => c.id === id);
    if (!chat) return refuse(404, 'ConversationNotFound', 'Conversation not found.');
    const unreachable = refuseUnreachable(chat);
    if (unreachable) return unreachable;
    if (method === 'GET') return members(chat, part, last);
    if (part !== 'activities') return refuse(404, 'NotFound', 'There is no such address.');
    return write(chat, { method, id: last, body, size: bytes.length });
  }

  function open(body: unknown): Reply {
    const wish = newConversation.safeParse(body);
    if (!wish.success || wish.data.isGroup)
      return refuse(400, 'BadSyntax', 'Bad format of conversation parameters.');
    const [member] = wish.data.members;
    const tid = wish.data.tenantId ?? wish.data.channelData?.tenant?.id;
    const person = world.setup.people
      .filter(canSignIn)
      .find((p) => p.tid === tid && (p.oid === member?.id || teamsIdOf(p) === member?.id));
    if (!person) return refuse(404, 'NotFound', 'The user was not found in this tenant.');
    const chat = channel.personalChat(person);
    if (!chat?.installationId)
      return refuse(404, 'BotNotInConversationRoster', "Bot is not installed in user's personal scope");
    return refuseUnreachable(chat) ?? { status: 201, json: { id: chat.id } };
  }

  /** Teams refuses a blocked bot for good; one that was removed is not in the conversation any more. */
  function refuseUnreachable(chat: SandboxChat): Reply | undefined {
    if (chat.kind === 'personal' && chat.members.some((id) => state.blocked.includes(id)))
      return refuse(403, 'MessageWritesBlocked', 'Thread is blocked for message writes.');
    if (!chat.installationId)
      return refuse(404, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
    return undefined;
  }

  type Write = {
    readonly method: string;
    readonly id: string | undefined;
    readonly body: unknown;
    readonly size: number;
  };

  function write(chat: SandboxChat, { method, id, body, size }: Write): Reply {
    if (size > largestActivity) return refuse(413, 'MessageSizeTooBig', 'Message size too large.');
    if (method === 'POST' && isJsonObject(body)) return { status: 201, json: { id: post(chat, body, id) } };
    const known = chat.activities.find((a) => a.id === id && a.from === 'bot' && !a.isDeleted);
    if (!known)
      return refuse(404, 'ActivityNotFoundInConversation', 'The activity was not found in the conversation.');
    const at = world.now().toISOString();
    if (method === 'PUT' && isJsonObject(body)) {
      Object.assign(known, { activity: body, updatedAt: at, seenBy: {} });
      world.changed();
      return { status: 200, json: { id: known.id } };
    }
    if (method !== 'DELETE') return refuse(400, 'BadSyntax', 'Bad format of the activity.');
    Object.assign(known, { isDeleted: true, activity: {}, updatedAt: at });
    world.changed();
    return { status: 200 };
  }

  function post(chat: SandboxChat, activity: JsonObject, replyToId: string | undefined): string {
    const at = world.now();
    const newest = Number(chat.activities.at(-1)?.id ?? 0);
    const id = String(Math.max(at.getTime(), newest + 1));
    if (activity.type !== 'message') return id;
    chat.activities.push({
      id,
      from: 'bot',
      at: at.toISOString(),
      updatedAt: null,
      isDeleted: false,
      activity: replyToId ? { ...activity, replyToId } : activity,
      seenBy: {},
    });
    world.changed();
    return id;
  }

  function members(chat: SandboxChat, part: string | undefined, last: string | undefined): Reply {
    const people = chat.members.flatMap((id) => world.person(id) ?? []);
    if (part === 'pagedmembers') return { status: 200, json: { members: people.map(memberView) } };
    if (part === 'members' && last === undefined) return { status: 200, json: people.map(memberView) };
    const one = people.find((p) => last !== undefined && (teamsIdOf(p) === last || p.oid === last));
    if (part === 'members' && one) return { status: 200, json: memberView(one) };
    return refuse(404, 'MemberNotFoundInConversation', 'Member not found in conversation.');
  }

  function meeting(id: string, part: string | undefined, participant: string | undefined): Reply {
    const chat = state.chats.find((c) => c.kind === 'meeting' && meetingIdOf(c) === id);
    const held = state.meetings.find((m) => m.threadId === chat?.id);
    const event = state.events.find((e) => e.id === held?.eventId);
    if (!chat || !held || !event) return refuse(404, 'MeetingNotFound', 'The meeting was not found.');
    if (!chat.installationId)
      return refuse(403, 'BotNotInConversationRoster', 'The bot is not part of the meeting.');
    const organiser = organiserOf(world, event);
    const conversation = { id: chat.id, isGroup: true, conversationType: 'groupChat' };
    if (part === undefined)
      return {
        status: 200,
        json: {
          details: {
            id,
            msGraphResourceId: held.id,
            scheduledStartTime: instantOf(event.start)?.toString(),
            scheduledEndTime: instantOf(event.end)?.toString(),
            joinUrl: held.joinWebUrl,
            title: event.subject,
            type: 'Scheduled',
          },
          conversation,
          organizer: { id: organiser.oid, aadObjectId: organiser.oid, tenantId: chat.tid },
        },
      };
    const person = chat.members
      .flatMap((m) => world.person(m) ?? [])
      .find((p) => p.oid === participant || teamsIdOf(p) === participant);
    if (part !== 'participants' || !person)
      return refuse(404, 'ParticipantNotFound', 'The participant was not found.');
    const inMeeting = held.present.some((p) => p.personId === person.id && p.leftAt === null);
    return {
      status: 200,
      json: { user: memberView(person), meeting: { role: 'Attendee', inMeeting }, conversation },
    };
  }

  return { answer };
}

function memberView(person: SandboxPerson): JsonObject {
  const [givenName = '', ...rest] = person.name.split(' ');
  return {
    ...accountOf(person),
    objectId: person.oid ?? '',
    givenName,
    surname: rest.join(' '),
    email: person.email ?? '',
    userPrincipalName: person.email ?? '',
    tenantId: person.tid,
    userRole: person.kind === 'guest' ? 'guest' : 'user',
  };
}

function refuse(status: number, code: string, message: string): Reply {
  return { status, json: { error: { code, message } } };
}
