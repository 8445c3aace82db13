import type { Faults } from './faults.ts';
import type { DriveStore } from './graph/driveStore.ts';
import { driveItemView } from './graph/driveView.ts';
import { meetingIdOf } from './botChannel.ts';
import {
  isJsonObject,
  type SandboxActivity,
  type SandboxChat,
  type SandboxDriveItem,
  type SandboxEvent,
} from './state.ts';
import { canSignIn } from './signIn.ts';
import type { World } from './world.ts';

/** Everything that happened in the fictional tenant, for the page and for black-box checks. */
export function pictureOf(world: World, faults: Faults, store: DriveStore): Record<string, unknown> {
  const { state, setup } = world;
  return {
    now: world.now().toISOString(),
    tenants: setup.tenants.map(({ tid, name, authority, organiser, site }) => ({
      tid,
      name,
      authority,
      organiser,
      site,
    })),
    app: { manifestId: setup.app.manifestId, catalogId: setup.app.catalogId, botName: setup.app.botName },
    people: setup.people.map((person) => ({
      ...person,
      canSignIn: canSignIn(person),
      hasBlockedBot: state.blocked.includes(person.id),
      hasApp: state.chats.some(
        (c) => c.kind === 'personal' && c.members.includes(person.id) && c.installationId !== null,
      ),
    })),
    events: state.events.map((event) => eventPicture(world, event)),
    chats: state.chats.map((chat) => chatPicture(world, chat)),
    mail: state.mail.map(({ attachments, ...letter }) => ({
      ...letter,
      attachments: attachments.map((a) => ({ ...a, size: Buffer.from(a.contentBytes, 'base64').length })),
    })),
    driveItems: state.driveItems
      .filter((i) => i.parentId !== null)
      .map((item) => itemPicture(world, store, item)),
    subscriptions: state.subscriptions,
    faults: faults.list(),
  };
}

function eventPicture(world: World, event: SandboxEvent): Record<string, unknown> {
  const meeting = world.state.meetings.find((m) => m.eventId === event.id);
  return {
    ...event,
    meetingId: undefined,
    attendees: event.attendees.map((a) => ({
      ...a,
      personId: world.personAt(event.tid, a.address)?.id ?? null,
    })),
    organiser: world.tenant(event.tid)?.organiser ?? null,
    onlineMeeting:
      meeting && event.isOnlineMeeting
        ? { id: meeting.id, joinWebUrl: meeting.joinWebUrl, chat: meeting.threadId, options: meeting.options }
        : null,
  };
}

function chatPicture(world: World, chat: SandboxChat): Record<string, unknown> {
  const meeting = world.state.meetings.find((m) => m.threadId === chat.id);
  const common = {
    id: chat.id,
    graphId: chat.graphId,
    tid: chat.tid,
    kind: chat.kind,
    topic: chat.topic,
    members: chat.members,
    hasApp: chat.installationId !== null,
    activities: chat.activities.map(activityPicture),
  };
  if (!meeting) return common;
  return {
    ...common,
    meeting: {
      id: meetingIdOf(chat),
      eventId: meeting.eventId,
      joinWebUrl: meeting.joinWebUrl,
      startedAt: meeting.startedAt,
      present: meeting.present.filter((p) => p.leftAt === null).map((p) => p.personId),
    },
  };
}

function activityPicture(a: SandboxActivity): Record<string, unknown> {
  const attachments = Array.isArray(a.activity.attachments) ? a.activity.attachments : [];
  return {
    id: a.id,
    from: a.from,
    at: a.at,
    updatedAt: a.updatedAt,
    isDeleted: a.isDeleted,
    type: a.activity.type ?? 'message',
    text: a.activity.text ?? null,
    summary: a.activity.summary ?? null,
    channelData: a.activity.channelData ?? null,
    replyToId: a.activity.replyToId ?? null,
    attachments,
    cards: attachments.flatMap((one) => (isJsonObject(one) && one.content ? [one.content] : [])),
    seenBy: a.seenBy,
  };
}

function itemPicture(world: World, store: DriveStore, item: SandboxDriveItem): Record<string, unknown> {
  const tenant = world.setup.tenants.find((t) => t.site.driveId === item.driveId);
  return {
    id: item.id,
    driveId: item.driveId,
    name: item.name,
    path: `/${store.pathOf(item).join('/')}`,
    webUrl: tenant ? driveItemView(store, tenant, item).webUrl : null,
    isFolder: item.isFolder,
    mimeType: item.mimeType,
    size: item.size,
    createdAt: item.createdAt,
    modifiedAt: item.modifiedAt,
    fields: item.fields,
    inheritsPermissions: item.inherits,
    permissions: store.grantsOn(item).map(({ grant, from }) => ({
      id: grant.id,
      roles: grant.roles,
      name: grant.name,
      email: grant.address,
      isInherited: from.id !== item.id,
    })),
    versions: item.versions.map(({ id, at, size }) => ({ id, at, size })),
  };
}
