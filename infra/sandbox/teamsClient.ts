import { accountOf, meetingIdOf, type BotAnswer, type BotChannel } from './botChannel.ts';
import { instantOf } from './graph/odata.ts';
import type { SandboxPerson } from './people.ts';
import { isJsonObject, type Json, type JsonObject, type SandboxChat, type SandboxMeeting } from './state.ts';
import { randomId, type World } from './world.ts';

export type CardPress = {
  readonly chat: string;
  readonly activityId: string;
  readonly verb: string;
  readonly data: JsonObject;
};
export type Refusal = { readonly refused: string };

/** What people do in the Teams client: write to the bot, press a card's button, come to a meeting and leave it. */
export type TeamsClient = {
  readonly write: (person: SandboxPerson, text: string, chatId?: string) => Promise<BotAnswer | Refusal>;
  readonly press: (person: SandboxPerson, press: CardPress) => Promise<BotAnswer | Refusal>;
  readonly startMeeting: (chatId: string) => Promise<BotAnswer | Refusal>;
  readonly endMeeting: (chatId: string) => Promise<BotAnswer | Refusal>;
  readonly join: (person: SandboxPerson, chatId: string) => Refusal | undefined;
  readonly leave: (person: SandboxPerson, chatId: string) => void;
};

const cardType = 'application/vnd.microsoft.card.adaptive';
const startName = 'application/vnd.microsoft.meetingStart';
const endName = 'application/vnd.microsoft.meetingEnd';

export function teamsClientOf(world: World, channel: BotChannel): TeamsClient {
  const { state } = world;
  const chatFor = (person: SandboxPerson, chatId: string | undefined): SandboxChat | undefined =>
    chatId === undefined
      ? channel.personalChat(person)
      : state.chats.find((c) => c.id === chatId && c.members.includes(person.id));

  async function write(person: SandboxPerson, text: string, chatId?: string): Promise<BotAnswer | Refusal> {
    const chat = chatFor(person, chatId);
    if (!chat?.installationId) return { refused: 'the app is not installed there' };
    const at = world.now().toISOString();
    const id = randomId('');
    const activity = { type: 'message', text, textFormat: 'plain', id };
    chat.activities.push({
      id,
      from: person.id,
      at,
      updatedAt: null,
      isDeleted: false,
      activity,
      seenBy: {},
    });
    world.changed();
    return channel.send(channel.activityFrom(person, chat, activity));
  }

  async function press(person: SandboxPerson, wish: CardPress): Promise<BotAnswer | Refusal> {
    const chat = chatFor(person, wish.chat);
    const shown = chat?.activities.find((a) => a.id === wish.activityId && !a.isDeleted);
    if (!chat?.installationId || !shown) return { refused: 'there is no such card in this chat' };
    const answer = await channel.send(
      channel.activityFrom(person, chat, {
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: shown.id,
        value: { action: { type: 'Action.Execute', verb: wish.verb, data: wish.data }, trigger: 'manual' },
      }),
    );
    const card = cardIn(answer.body);
    if (card === undefined) return answer;
    if (chat.kind === 'meeting') shown.seenBy[person.id] = card;
    else shown.activity = { ...shown.activity, attachments: [{ contentType: cardType, content: card }] };
    shown.updatedAt = world.now().toISOString();
    world.changed();
    return answer;
  }

  function meetingIn(chatId: string): { chat: SandboxChat; meeting: SandboxMeeting } | undefined {
    const chat = state.chats.find((c) => c.id === chatId);
    const meeting = state.meetings.find((m) => m.threadId === chatId);
    return chat && meeting ? { chat, meeting } : undefined;
  }

  /** Teams tells the bot of a start or end only where the app is in the chat. */
  async function tell(
    chat: SandboxChat,
    name: typeof startName | typeof endName,
  ): Promise<BotAnswer | Refusal> {
    if (!chat.installationId) return { refused: 'the app is not installed in this meeting' };
    const event = state.events.find((e) =>
      state.meetings.some((m) => m.threadId === chat.id && m.eventId === e.id),
    );
    const meeting = state.meetings.find((m) => m.threadId === chat.id);
    const at = world.now().toISOString();
    const from = chat.members.flatMap((id) => world.person(id) ?? []).at(0);
    const value: JsonObject = {
      MeetingType: 'Scheduled',
      Title: event?.subject ?? '',
      Id: meetingIdOf(chat),
      JoinUrl: meeting?.joinWebUrl ?? '',
      ScheduledStartTime: (event && instantOf(event.start)?.toString()) ?? at,
      ...(name === startName ? { StartTime: at } : { EndTime: at }),
    };
    const sender: JsonObject = from ? { from: accountOf(from) } : {};
    return channel.send(channel.activityFrom('teams', chat, { type: 'event', name, value, ...sender }));
  }

  async function startMeeting(chatId: string): Promise<BotAnswer | Refusal> {
    const found = meetingIn(chatId);
    if (!found) return { refused: 'there is no such meeting' };
    if (found.meeting.startedAt) return { refused: 'the meeting is already running' };
    found.meeting.startedAt = world.now().toISOString();
    world.changed();
    return tell(found.chat, startName);
  }

  async function endMeeting(chatId: string): Promise<BotAnswer | Refusal> {
    const found = meetingIn(chatId);
    if (!found?.meeting.startedAt) return { refused: 'the meeting is not running' };
    const { meeting } = found;
    const endedAt = world.now().toISOString();
    for (const one of meeting.present) one.leftAt ??= endedAt;
    meeting.reports.push({
      id: randomId('rep'),
      startedAt: meeting.startedAt ?? endedAt,
      endedAt,
      records: meeting.present,
    });
    meeting.present = [];
    meeting.startedAt = null;
    world.changed();
    return tell(found.chat, endName);
  }

  function join(person: SandboxPerson, chatId: string): Refusal | undefined {
    const meeting = meetingIn(chatId)?.meeting;
    if (!meeting) return { refused: 'there is no such meeting' };
    if (meeting.present.some((p) => p.personId === person.id && p.leftAt === null)) return undefined;
    meeting.present.push({ personId: person.id, joinedAt: world.now().toISOString(), leftAt: null });
    world.changed();
    return undefined;
  }

  function leave(person: SandboxPerson, chatId: string): void {
    const present = meetingIn(chatId)?.meeting.present ?? [];
    for (const one of present) if (one.personId === person.id) one.leftAt ??= world.now().toISOString();
    world.changed();
  }

  return { write, press, startMeeting, endMeeting, join, leave };
}

function cardIn(answer: Json): Json | undefined {
  return isJsonObject(answer) && answer.type === cardType ? answer.value : undefined;
}
