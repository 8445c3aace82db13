import type { IncomingHttpHeaders } from 'node:http';
import type { BotChannel } from '../botChannel.ts';
import { jsonOf, type Reply } from '../loopbackHttp.ts';
import { graphAudience, type SignIn } from '../signIn.ts';
import type { World } from '../world.ts';
import { batch } from './bodies.ts';
import { calendarOf, type Calendar } from './calendar.ts';
import { ok, refuse, type GraphCall, type Route } from './call.ts';
import { directoryRoutes, directoryUser } from './directory.ts';
import { driveAddressOf } from './drivePath.ts';
import { driveRoutes, filePermissions } from './drives.ts';
import { driveStoreOf, type DriveStore } from './driveStore.ts';
import { eventRoutes } from './events.ts';
import { mailRoutes } from './mail.ts';
import { onlineMeetingRoutes } from './onlineMeetings.ts';
import { scheduleRoutes } from './schedule.ts';
import { sharingRoutes } from './sharing.ts';
import { subscriptionsOf } from './subscriptions.ts';
import { teamsAppRoutes } from './teamsApps.ts';
import { uploadsTo, type Uploads } from './uploads.ts';

export type GraphRequest = {
  readonly method: string;
  /** Path and query after `/v1.0`, still escaped. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
};

export type Graph = {
  readonly answer: (request: GraphRequest) => Promise<Reply>;
  readonly calendar: Calendar;
  readonly uploads: Uploads;
  readonly store: DriveStore;
};

type Caller = Pick<GraphCall, 'tid' | 'callerOid' | 'permissions'>;

export function graphOf(world: World, signIn: SignIn, channel: BotChannel): Graph {
  const subscriptions = subscriptionsOf(world);
  const calendar = calendarOf(world, channel, (event, kind) =>
    subscriptions.eventChanged(event.tid, event.mailbox, { id: event.id, kind }),
  );
  const store = driveStoreOf(world);
  const uploads = uploadsTo(world, store);
  const routes: readonly Route[] = [
    ...directoryRoutes(world),
    ...eventRoutes(world, calendar),
    ...scheduleRoutes(world),
    ...onlineMeetingRoutes(world),
    ...teamsAppRoutes(world, channel),
    ...mailRoutes(world),
    ...driveRoutes(world, store),
    ...sharingRoutes(world, store),
    ...uploads.routes,
    ...subscriptions.routes,
  ];

  async function answer(request: GraphRequest): Promise<Reply> {
    const claims = await signIn.claimsOf(request.headers.authorization, graphAudience);
    if (!claims)
      return refuse(
        401,
        'InvalidAuthenticationToken',
        'Access token is empty, expired or was issued for another audience.',
      );
    const granted = Array.isArray(claims.roles)
      ? claims.roles
      : (typeof claims.scp === 'string' ? claims.scp : '').split(' ');
    const caller: Caller = {
      tid: String(claims.tid),
      callerOid: typeof claims.oid === 'string' ? claims.oid : undefined,
      permissions: new Set(granted.filter((p) => typeof p === 'string' && p !== '')),
    };
    if (request.method === 'POST' && request.url === '/$batch') return answerBatch(request, caller);
    return dispatch(request, caller);
  }

  async function answerBatch(request: GraphRequest, caller: Caller): Promise<Reply> {
    const wish = batch.safeParse(jsonOf(request.bytes));
    if (!wish.success) return refuse(400, 'BadRequest', 'Invalid batch payload format: 1 to 20 requests.');
    const responses: { id: string; status: number; headers: Record<string, string>; body: unknown }[] = [];
    for (const one of wish.data.requests) {
      const failed = one.dependsOn?.some((id) => responses.some((r) => r.id === id && r.status >= 400));
      const bytes = one.body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(one.body));
      const headers = Object.fromEntries(
        Object.entries(one.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
      );
      const reply = failed
        ? refuse(424, 'FailedDependency', 'A request this one depends on failed.')
        : await dispatch({ method: one.method, url: one.url, headers, bytes }, caller);
      responses.push({ id: one.id, status: reply.status, headers: { ...reply.headers }, body: reply.json });
    }
    return ok({ responses });
  }

  async function dispatch(request: GraphRequest, caller: Caller): Promise<Reply> {
    const address = addressOf(world, caller, request.url);
    if (!address) return refuse(400, 'BadRequest', 'The address is not a valid URL.');
    const fitting = routes.flatMap((r) => {
      const params = paramsOf(r, address.segments);
      return params ? [{ route: r, params }] : [];
    });
    const found = fitting.find(({ route }) => route.method === request.method);
    if (!found)
      return fitting.length > 0
        ? refuse(405, 'MethodNotAllowed', `${request.method} is not allowed here.`)
        : refuse(400, 'BadRequest', `Resource not found for the segment '${address.segments.at(-1) ?? ''}'.`);
    const refusal = refusePermission(world, found.route, caller, request.method);
    if (refusal) return refusal;
    const stranger = refuseStranger(world, caller, found.params.user);
    if (stranger) return stranger;
    const isUpload = found.route.path.at(-1) === 'content';
    const body = isUpload ? undefined : jsonOf(request.bytes);
    if (!isUpload && request.bytes.length > 0 && body === undefined)
      return refuse(400, 'BadRequest', 'Unable to read JSON request payload.');
    const unknown = [...address.query.keys()].find((name) => !found.route.query.includes(name));
    if (unknown !== undefined)
      return refuse(400, 'BadRequest', `The query option '${unknown}' is not known here.`);
    return found.route.run({
      ...caller,
      method: request.method,
      query: address.query,
      header: (name) => firstOf(request.headers[name]),
      body,
      bytes: request.bytes,
      params: found.params,
      item: address.item,
    });
  }

  return { answer, calendar, uploads, store };
}

type Address = Pick<GraphCall, 'query' | 'item'> & { readonly segments: readonly string[] };

/** `/me` is the caller; a site's drive is the drive; an item's path becomes one segment. */
function addressOf(world: World, caller: Caller, url: string): Address | undefined {
  const [rawPath = '', rawQuery = ''] = url.split(/\?(.*)/s);
  const drive = world.tenant(caller.tid)?.site.driveId ?? '';
  const path = rawPath
    .replace(/^\/me(?=\/|$)/, `/users/${caller.callerOid ?? 'nobody'}`)
    .replace(/^\/sites\/[^/:]+\/drive(?=\/(root|items))/, `/drives/${drive}`)
    .replace(/^\/sites\/[^/:]+:\/[^:]*:?/, '/sites/@path');
  try {
    const item = driveAddressOf(path);
    const plain = item ? `/drives/${item.drive}/@item${item.tail}` : path;
    const segments = plain.split('/').slice(1).map(decodeURIComponent);
    return { segments, query: new URLSearchParams(rawQuery), item: item?.item };
  } catch (cause) {
    if (cause instanceof URIError) return undefined;
    throw cause;
  }
}

function paramsOf(route: Route, segments: readonly string[]): Record<string, string> | undefined {
  if (route.path.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [n, part] of route.path.entries()) {
    const segment = segments[n] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return params;
}

function refusePermission(world: World, route: Route, caller: Caller, method: string): Reply | undefined {
  const held = route.permissions.filter((p) => caller.permissions.has(p));
  const denied = () =>
    refuse(
      403,
      'Authorization_RequestDenied',
      `Insufficient privileges: one of ${route.permissions.join(', ')} is needed.`,
    );
  if (route.permissions.length > 0 && held.length === 0) return denied();
  const isSite = route.permissions === filePermissions;
  if (!isSite || held.some((p) => p !== 'Sites.Selected')) return undefined;
  const grant = world.setup.siteGrant ?? 'write';
  const isEnough = grant === 'write' || (grant === 'read' && method === 'GET');
  return isEnough ? undefined : refuse(403, 'accessDenied', 'The app was not given this right on the site.');
}

/** Consent given by one person opens that person's things only. */
function refuseStranger(world: World, caller: Caller, user: string | undefined): Reply | undefined {
  if (caller.callerOid === undefined || user === undefined) return undefined;
  if (directoryUser(world, caller.tid, user)?.oid === caller.callerOid) return undefined;
  return refuse(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
