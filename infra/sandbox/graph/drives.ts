import type { Reply } from '../loopbackHttp.ts';
import type { SandboxTenant } from '../people.ts';
import type { SandboxDriveItem } from '../state.ts';
import type { World } from '../world.ts';
import { fileName, givenParts, itemChange, listFields, newFolder } from './bodies.ts';
import {
  created,
  itemNotFound,
  noContent,
  ok,
  page,
  refuse,
  route,
  routeWithBody,
  type GraphCall,
  type Route,
} from './call.ts';
import type { DriveStore } from './driveStore.ts';
import { driveItemView, etagOf, fieldsView, listItemView } from './driveView.ts';
import { answerMany, answerOne } from './odata.ts';

export const filePermissions = [
  'Sites.Selected',
  'Sites.ReadWrite.All',
  'Files.ReadWrite.All',
  'Sites.FullControl.All',
];
export const conflictOption = '@microsoft.graph.conflictBehavior';

export type ItemRun = (item: SandboxDriveItem, tenant: SandboxTenant) => Reply;

/** Finds what the request addresses, or says as SharePoint does why not. */
export function withItem(world: World, store: DriveStore, call: GraphCall, run: ItemRun): Reply {
  const tenant = world.tenant(call.tid);
  if (!tenant || !call.item || call.params.drive !== tenant.site.driveId) return itemNotFound();
  const item = store.find(tenant, call.item);
  return item ? run(item, tenant) : itemNotFound();
}

export function driveRoutes(world: World, store: DriveStore): Route[] {
  const permissions = filePermissions;
  const on = (call: GraphCall, run: ItemRun) => withItem(world, store, call, run);
  return [
    ...siteRoutes(world),
    route('GET /drives/:drive/@item', {
      permissions,
      query: ['$select', '$expand'],
      run: (call) => on(call, (item, tenant) => answerOne(call.query, itemRow(call, store, tenant, item))),
    }),
    route('GET /drives/:drive/@item/children', {
      permissions,
      query: ['$select', '$top', '$expand', '$orderby'],
      run: (call) =>
        on(call, (folder, tenant) =>
          answerMany(
            call.query,
            store.children(folder).map((item) => itemRow(call, store, tenant, item)),
          ),
        ),
    }),
    routeWithBody('POST /drives/:drive/@item/children', {
      permissions,
      body: newFolder,
      run: (call, wish) =>
        on(call, (parent, tenant) => {
          const name = freeName(store, parent, wish.name, wish[conflictOption] ?? 'fail');
          if (name === undefined) return nameTaken();
          return created(driveItemView(store, tenant, store.add(parent, name, null)));
        }),
    }),
    routeWithBody('PATCH /drives/:drive/@item', {
      permissions,
      body: itemChange,
      run: (call, change) =>
        on(call, (item, tenant) => {
          const stale = refuseStale(call, item);
          if (stale) return stale;
          if (change.name) item.name = change.name;
          if (change.parentReference?.id) item.parentId = change.parentReference.id;
          store.touch(item);
          return answerOne(call.query, driveItemView(store, tenant, item));
        }),
    }),
    route('DELETE /drives/:drive/@item', {
      permissions,
      run: (call) =>
        on(call, (item) => {
          const stale = refuseStale(call, item);
          if (stale) return stale;
          store.remove(item);
          return noContent;
        }),
    }),
    route('GET /drives/:drive/@item/content', {
      permissions,
      query: ['format'],
      run: (call) => on(call, (item) => download(world, call, item, item.content)),
    }),
    route('PUT /drives/:drive/@item/content', {
      permissions,
      query: [conflictOption],
      run: (call) => putContent(world, store, call),
    }),
    route('GET /drives/:drive/@item/versions', {
      permissions,
      run: (call) => on(call, (item) => page(versionsOf(item))),
    }),
    route('GET /drives/:drive/@item/versions/:version/content', {
      permissions,
      run: (call) =>
        on(call, (item) => {
          const version = item.versions.find((v) => v.id === call.params.version);
          return download(world, call, item, version?.content ?? null);
        }),
    }),
    route('GET /drives/:drive/@item/listItem', {
      permissions,
      query: ['$expand', '$select'],
      run: (call) => on(call, (item, tenant) => answerOne(call.query, listItemView(store, tenant, item))),
    }),
    route('GET /drives/:drive/@item/listItem/fields', {
      permissions,
      query: ['$select'],
      run: (call) => on(call, (item) => answerOne(call.query, fieldsView(item))),
    }),
    routeWithBody('PATCH /drives/:drive/@item/listItem/fields', {
      permissions,
      body: listFields,
      run: (call, fields) => on(call, (item) => setFields(store, call, item, fields)),
    }),
    routeWithBody('PATCH /sites/:site/lists/:list/items/:row/fields', {
      permissions,
      body: listFields,
      run: (call, fields) => {
        const tenant = world.tenant(call.tid);
        const item = world.state.driveItems.find(
          (i) => i.driveId === tenant?.site.driveId && String(i.listItemId) === call.params.row,
        );
        const isHere = tenant?.site.id === call.params.site && tenant?.site.listId === call.params.list;
        return item && isHere ? setFields(store, call, item, fields) : itemNotFound();
      },
    }),
  ];
}

function siteRoutes(world: World): Route[] {
  const site = (call: GraphCall) => {
    const found = world.tenant(call.tid)?.site;
    const wanted = call.params.site;
    return found && (found.id === wanted || wanted === '@path') ? found : undefined;
  };
  const read = { permissions: filePermissions, query: ['$select'] };
  const drive = (id: string, webUrl: string) => ({
    id,
    name: 'Documents',
    driveType: 'documentLibrary',
    webUrl: `${webUrl}/Shared%20Documents`,
  });
  return [
    route('GET /sites/:site', {
      ...read,
      run: (call) => {
        const found = site(call);
        return found
          ? answerOne(call.query, { id: found.id, webUrl: found.webUrl, displayName: 'Education' })
          : itemNotFound();
      },
    }),
    route('GET /sites/:site/drive', {
      ...read,
      run: (call) => {
        const found = site(call);
        return found ? answerOne(call.query, drive(found.driveId, found.webUrl)) : itemNotFound();
      },
    }),
    route('GET /sites/:site/drives', {
      ...read,
      run: (call) => {
        const found = site(call);
        return found ? page([drive(found.driveId, found.webUrl)]) : itemNotFound();
      },
    }),
    route('GET /drives/:drive', {
      ...read,
      run: (call) => {
        const found = world.tenant(call.tid)?.site;
        return found && found.driveId === call.params.drive
          ? answerOne(call.query, drive(found.driveId, found.webUrl))
          : itemNotFound();
      },
    }),
  ];
}

function itemRow(call: GraphCall, store: DriveStore, tenant: SandboxTenant, item: SandboxDriveItem) {
  const row = driveItemView(store, tenant, item);
  const wanted = /^listItem(\(\$expand=fields\))?$/.test(call.query.get('$expand') ?? '');
  return wanted ? { ...row, listItem: listItemView(store, tenant, item) } : row;
}

function putContent(world: World, store: DriveStore, call: GraphCall): Reply {
  const tenant = world.tenant(call.tid);
  if (!tenant || !call.item || call.params.drive !== tenant.site.driveId) return itemNotFound();
  const known = store.find(tenant, call.item);
  const behaviour = call.query.get(conflictOption) ?? 'replace';
  if (!['fail', 'replace', 'rename'].includes(behaviour))
    return refuse(400, 'invalidRequest', 'Unknown conflict behaviour.');
  if (known?.isFolder) return refuse(400, 'invalidRequest', 'A folder takes no content.');
  const stale = refuseStale(call, known);
  if (stale) return stale;
  if (known && (behaviour === 'replace' || call.item.path.length === 0)) {
    store.replace(known, call.bytes);
    return ok(driveItemView(store, tenant, known));
  }
  const parent = store.find(tenant, { base: call.item.base, path: call.item.path.slice(0, -1) });
  const wanted = call.item.path.at(-1);
  if (!parent?.isFolder || wanted === undefined) return itemNotFound();
  if (!fileName.safeParse(wanted).success)
    return refuse(400, 'invalidRequest', 'The provided name cannot contain these characters.');
  const name = freeName(store, parent, wanted, behaviour);
  if (name === undefined) return nameTaken();
  return created(driveItemView(store, tenant, store.add(parent, name, call.bytes)));
}

/** SharePoint writes a column of an Office file into the file itself: the etag moves with it. */
function setFields(
  store: DriveStore,
  call: GraphCall,
  item: SandboxDriveItem,
  fields: Record<string, unknown>,
): Reply {
  const stale = refuseStale(call, item);
  if (stale) return stale;
  Object.assign(item.fields, givenParts(fields, Object.keys(fields)));
  store.touch(item);
  return ok(fieldsView(item));
}

export function freeName(
  store: DriveStore,
  folder: SandboxDriveItem,
  name: string,
  behaviour: string,
): string | undefined {
  if (!store.child(folder, name)) return name;
  if (behaviour !== 'rename') return undefined;
  const [, stem = name, extension = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? [];
  for (let n = 1; ; n += 1)
    if (!store.child(folder, `${stem} ${n}${extension}`)) return `${stem} ${n}${extension}`;
}

export function nameTaken(): Reply {
  return refuse(409, 'nameAlreadyExists', 'An item with the same name already exists under the parent.');
}

export function refuseStale(call: GraphCall, item: SandboxDriveItem | undefined): Reply | undefined {
  const ifMatch = call.header('if-match');
  const mustBeNew = call.header('if-none-match') === '*';
  const isStale = ifMatch !== undefined && ifMatch !== '*' && (!item || etagOf(item) !== ifMatch);
  if (!isStale && !(mustBeNew && item)) return undefined;
  return refuse(
    412,
    'resourceModified',
    'The resource has changed since the caller last read it; usually an eTag mismatch.',
  );
}

function download(world: World, call: GraphCall, item: SandboxDriveItem, content: string | null): Reply {
  if (call.query.has('format')) return refuse(501, 'notSupported', 'The sandbox does not convert files.');
  if (content === null) return itemNotFound();
  return { status: 200, bytes: world.bytesOf(content), type: item.mimeType, headers: { etag: etagOf(item) } };
}

function versionsOf(item: SandboxDriveItem): unknown[] {
  return [...item.versions].reverse().map((v) => ({ id: v.id, lastModifiedDateTime: v.at, size: v.size }));
}
