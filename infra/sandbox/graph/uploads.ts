import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from '../loopbackHttp.ts';
import { realNow } from '../realTime.ts';
import type { SandboxDriveItem } from '../state.ts';
import type { SandboxTenant } from '../people.ts';
import { randomId, type World } from '../world.ts';
import { uploadWish } from './bodies.ts';
import { itemNotFound, ok, refuse, routeWithBody, type GraphCall, type Route } from './call.ts';
import type { DriveStore } from './driveStore.ts';
import { driveItemView, etagOf } from './driveView.ts';
import { conflictOption, filePermissions, freeName, nameTaken, refuseStale } from './drives.ts';

const sliceUnit = 327_680;

type Session = {
  readonly tenant: SandboxTenant;
  readonly folder: SandboxDriveItem;
  readonly name: string;
  readonly behaviour: string;
  readonly ifMatch: string | undefined;
  readonly received: Buffer[];
  size: number;
};

export type Uploads = {
  readonly routes: readonly Route[];
  /** Answers `/up/{session}`, which takes no bearer token. */
  readonly answer: (method: string, id: string, headers: IncomingHttpHeaders, bytes: Buffer) => Reply;
};

export function uploadsTo(world: World, store: DriveStore): Uploads {
  const sessions = new Map<string, Session>();

  function open(call: GraphCall, behaviour: string): Reply {
    const tenant = world.tenant(call.tid);
    if (!tenant || !call.item || call.params.drive !== tenant.site.driveId) return itemNotFound();
    const known = store.find(tenant, call.item);
    const stale = refuseStale(call, known);
    if (stale) return stale;
    const folder =
      known && call.item.path.length === 0
        ? world.state.driveItems.find((i) => i.id === known.parentId)
        : store.find(tenant, { base: call.item.base, path: call.item.path.slice(0, -1) });
    const name = call.item.path.at(-1) ?? known?.name;
    if (!folder?.isFolder || name === undefined || known?.isFolder) return itemNotFound();
    const id = randomId('');
    const ifMatch = call.header('if-match');
    sessions.set(id, { tenant, folder, name, behaviour, ifMatch, received: [], size: 0 });
    return ok({
      uploadUrl: `https://sandbox.sharepoint.test/up/${id}`,
      expirationDateTime: new Date(realNow().getTime() + 86_400_000).toISOString(),
      nextExpectedRanges: ['0-'],
    });
  }

  function commit(id: string, session: Session): Reply {
    sessions.delete(id);
    const bytes = Buffer.concat(session.received);
    const known = store.child(session.folder, session.name);
    if (session.ifMatch && session.ifMatch !== '*' && (!known || etagOf(known) !== session.ifMatch))
      return refuse(412, 'resourceModified', 'The resource has changed since the upload began.');
    if (known && session.behaviour === 'replace') {
      store.replace(known, bytes);
      return ok(driveItemView(store, session.tenant, known));
    }
    const name = freeName(store, session.folder, session.name, session.behaviour);
    if (name === undefined) return nameTaken();
    const item = store.add(session.folder, name, bytes);
    return { status: 201, json: driveItemView(store, session.tenant, item) };
  }

  function takeSlice(id: string, session: Session, range: string, bytes: Buffer): Reply {
    const [, from, to, total] = (/^bytes (\d+)-(\d+)\/(\d+)$/.exec(range) ?? []).map(Number);
    if (from === undefined || to === undefined || total === undefined || to - from + 1 !== bytes.length)
      return refuse(400, 'invalidRequest', 'The Content-Range header does not fit the bytes sent.');
    if (from !== session.size) return refuse(416, 'invalidRange', 'The slice is not the one expected next.');
    const isLast = to + 1 === total;
    if (!isLast && bytes.length % sliceUnit !== 0)
      return refuse(400, 'invalidRequest', 'Slices must be a multiple of 320 KiB.');
    session.received.push(bytes);
    session.size += bytes.length;
    return isLast ? commit(id, session) : { status: 202, json: { nextExpectedRanges: [`${session.size}-`] } };
  }

  return {
    routes: [
      routeWithBody('POST /drives/:drive/@item/createUploadSession', {
        permissions: filePermissions,
        body: uploadWish,
        run: (call, wish) => open(call, wish.item?.[conflictOption] ?? 'fail'),
      }),
    ],
    answer: (method, id, headers, bytes) => {
      if (headers.authorization)
        return refuse(401, 'unauthenticated', 'An upload address takes no Authorization header.');
      const session = sessions.get(id);
      if (!session) return itemNotFound();
      if (method === 'PUT') return takeSlice(id, session, headers['content-range'] ?? '', bytes);
      if (method === 'GET') return ok({ nextExpectedRanges: [`${session.size}-`] });
      if (method !== 'DELETE') return refuse(405, 'methodNotAllowed', 'PUT, GET or DELETE.');
      sessions.delete(id);
      return { status: 204 };
    },
  };
}
