import type { BotChannel } from '../botChannel.ts';
import type { SandboxChat } from '../state.ts';
import { canSignIn } from '../signIn.ts';
import type { World } from '../world.ts';
import { installation } from './bodies.ts';
import { noContent, page, refuse, route, routeWithBody, type GraphCall, type Route } from './call.ts';
import { directoryUser, noSuchUser } from './directory.ts';
import { answerMany, answerOne, badFilter, equalityOf } from './odata.ts';

const chatInstalls = [
  'TeamsAppInstallation.ReadWriteSelfForChat.All',
  'TeamsAppInstallation.ReadWriteForChat.All',
  'TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All',
  'TeamsAppInstallation.ReadWriteAndConsentForChat.All',
];
const userInstalls = [
  'TeamsAppInstallation.ReadWriteSelfForUser.All',
  'TeamsAppInstallation.ReadWriteForUser.All',
  'TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All',
  'TeamsAppInstallation.ReadWriteAndConsentForUser.All',
];
const listQuery = ['$filter', '$expand', '$select'];

export function teamsAppRoutes(world: World, channel: BotChannel): Route[] {
  const chatAt = (call: GraphCall) =>
    world.state.chats.find((c) => c.tid === call.tid && c.graphId === call.params.chat);
  const personalChat = (call: GraphCall): SandboxChat | undefined => {
    const person = directoryUser(world, call.tid, call.params.user ?? '')?.person;
    return world.state.chats.find((c) => c.kind === 'personal' && !!person && c.members.includes(person.id));
  };
  return [
    route('GET /appCatalogs/teamsApps', {
      permissions: ['AppCatalog.Read.All', 'AppCatalog.ReadWrite.All'],
      query: listQuery,
      run: (call) => {
        const filter = call.query.get('$filter');
        const wanted = filter === null ? undefined : equalityOf(filter);
        if (filter !== null && !['externalId', 'id'].includes(wanted?.property ?? ''))
          return badFilter(filter);
        const app = appView(world);
        return page(!wanted || app[wanted.property] === wanted.value ? [app] : []);
      },
    }),
    route('GET /chats/:chat', {
      permissions: ['Chat.ReadBasic.All', 'Chat.Read.All', 'Chat.ReadWrite.All'],
      query: ['$select'],
      run: (call) => {
        const chat = chatAt(call);
        return chat ? answerOne(call.query, chatView(world, chat)) : noSuchChat();
      },
    }),
    route('GET /chats/:chat/members', {
      permissions: ['ChatMember.Read.All', 'Chat.ReadBasic.All', 'Chat.Read.All'],
      run: (call) => {
        const chat = chatAt(call);
        if (!chat) return noSuchChat();
        return page(chat.members.map((id) => memberView(world, id)));
      },
    }),
    route('GET /chats/:chat/installedApps', {
      permissions: [...chatInstalls, 'TeamsAppInstallation.ReadForChat.All'],
      query: listQuery,
      run: (call) => installationsOf(world, call, chatAt(call)) ?? noSuchChat(),
    }),
    routeWithBody('POST /chats/:chat/installedApps', {
      permissions: chatInstalls,
      body: installation,
      run: (call, wish) => {
        const chat = chatAt(call);
        if (!chat) return noSuchChat();
        const refusal = refuseInstall(world, call, {
          wish,
          isThere: chat.installationId !== null,
          scope: 'Chat',
        });
        if (refusal) return refusal;
        channel.installInChat(chat);
        return {
          status: 201,
          headers: { location: `/chats('${chat.graphId}')/installedApps('${chat.installationId ?? ''}')` },
        };
      },
    }),
    route('DELETE /chats/:chat/installedApps/:installation', {
      permissions: chatInstalls,
      run: (call) => {
        const chat = chatAt(call);
        if (!chat || chat.installationId !== call.params.installation) return noSuchChat();
        channel.removeFromChat(chat);
        return noContent;
      },
    }),
    route('GET /users/:user/teamwork/installedApps', {
      permissions: [...userInstalls, 'TeamsAppInstallation.ReadForUser.All'],
      query: listQuery,
      run: (call) =>
        directoryUser(world, call.tid, call.params.user ?? '')
          ? (installationsOf(world, call, personalChat(call)) ?? page([]))
          : noSuchUser(call),
    }),
    routeWithBody('POST /users/:user/teamwork/installedApps', {
      permissions: userInstalls,
      body: installation,
      run: (call, wish) => {
        const person = directoryUser(world, call.tid, call.params.user ?? '')?.person;
        if (!person || !canSignIn(person)) return noSuchUser(call);
        const isThere = !!personalChat(call)?.installationId;
        const refusal = refuseInstall(world, call, { wish, isThere, scope: 'User' });
        if (refusal) return refusal;
        channel.installFor(person);
        return { status: 201 };
      },
    }),
    route('GET /users/:user/teamwork/installedApps/:installation/chat', {
      permissions: [...userInstalls, 'TeamsAppInstallation.ReadForUser.All'],
      run: (call) => {
        const chat = personalChat(call);
        if (!chat || chat.installationId !== call.params.installation) return noSuchChat();
        return answerOne(call.query, chatView(world, chat));
      },
    }),
  ];
}

type InstallWish = {
  readonly wish: { readonly 'teamsApp@odata.bind': string; readonly consentedPermissionSet?: unknown };
  readonly isThere: boolean;
  readonly scope: 'Chat' | 'User';
};

function refuseInstall(world: World, call: GraphCall, { wish, isThere, scope }: InstallWish) {
  const wanted = /\/appCatalogs\/teamsApps\/([^/]+)$/.exec(wish['teamsApp@odata.bind'])?.[1];
  if (wanted !== world.setup.app.catalogId)
    return refuse(404, 'NotFound', 'The app was not found in the catalogue of this organization.');
  const mayConsent = [...call.permissions].some((p) => p.includes('AndConsent') && p.includes(scope));
  if (wish.consentedPermissionSet && !mayConsent)
    return refuse(
      403,
      'Forbidden',
      `TeamsAppInstallation.ReadWriteAndConsentSelfFor${scope}.All is needed to consent to resource-specific permissions.`,
    );
  if (isThere) return refuse(409, 'Conflict', 'App entitlement with given ID already exists.');
  return undefined;
}

function installationsOf(world: World, call: GraphCall, chat: SandboxChat | undefined) {
  if (!chat) return undefined;
  const filter = call.query.get('$filter');
  const wanted = filter === null ? undefined : equalityOf(filter);
  if (filter !== null && !wanted?.property.startsWith('teamsApp/')) return badFilter(filter);
  const app = appView(world);
  const matches = !wanted || app[wanted.property.replace('teamsApp/', '')] === wanted.value;
  if (!chat.installationId || !matches) return page([]);
  const expands = (call.query.get('$expand') ?? '').split(',').includes('teamsApp');
  return answerMany(call.query, [{ id: chat.installationId, ...(expands ? { teamsApp: app } : {}) }]);
}

function appView(world: World): Record<string, unknown> {
  const { app } = world.setup;
  return {
    id: app.catalogId,
    externalId: app.manifestId,
    displayName: app.botName,
    distributionMethod: 'organization',
  };
}

function chatView(world: World, chat: SandboxChat): Record<string, unknown> {
  const meeting = world.state.meetings.find((m) => m.threadId === chat.id);
  return {
    id: chat.graphId,
    topic: chat.kind === 'meeting' ? chat.topic : null,
    chatType: chat.kind === 'meeting' ? 'meeting' : 'oneOnOne',
    createdDateTime: chat.createdAt,
    tenantId: chat.tid,
    webUrl: `https://teams.microsoft.com/l/chat/${encodeURIComponent(chat.graphId)}/0?tenantId=${chat.tid}`,
    onlineMeetingInfo: meeting ? { calendarEventId: meeting.eventId, joinWebUrl: meeting.joinWebUrl } : null,
  };
}

function memberView(world: World, personId: string): Record<string, unknown> {
  const person = world.person(personId);
  return {
    '@odata.type': '#microsoft.graph.aadUserConversationMember',
    id: Buffer.from(personId).toString('base64url'),
    roles: person?.kind === 'guest' ? ['guest'] : [],
    displayName: person?.name ?? '',
    userId: person?.oid ?? null,
    email: person?.email ?? null,
    tenantId: person?.tid ?? null,
  };
}

function noSuchChat() {
  return refuse(404, 'NotFound', 'No thread exists with the given id.');
}
