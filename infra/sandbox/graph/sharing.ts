import type { Reply } from '../loopbackHttp.ts';
import type { SandboxDriveItem, SandboxGrant } from '../state.ts';
import { randomId, type World } from '../world.ts';
import { invitation, permissionChange, type Invitation } from './bodies.ts';
import {
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
import { directoryUser } from './directory.ts';
import type { DriveStore } from './driveStore.ts';
import { grantView } from './driveView.ts';
import { filePermissions, withItem, type ItemRun } from './drives.ts';

/** Who may read a folder or file: what its parents give, until the chain is broken, and what it gives itself. */
export function sharingRoutes(world: World, store: DriveStore): Route[] {
  const permissions = filePermissions;
  const on = (call: GraphCall, run: ItemRun) => withItem(world, store, call, run);
  const grantOf = (call: GraphCall, item: SandboxDriveItem) =>
    store.grantsOn(item).find(({ grant }) => grant.id === call.params.permission);
  return [
    route('GET /drives/:drive/@item/permissions', {
      permissions,
      run: (call) => on(call, (item) => page(store.grantsOn(item).map((g) => grantView(g, item)))),
    }),
    route('GET /drives/:drive/@item/permissions/:permission', {
      permissions,
      run: (call) =>
        on(call, (item) => {
          const found = grantOf(call, item);
          return found ? ok(grantView(found, item)) : itemNotFound();
        }),
    }),
    routeWithBody('PATCH /drives/:drive/@item/permissions/:permission', {
      permissions,
      body: permissionChange,
      run: (call, change) =>
        on(call, (item) => {
          const found = grantOf(call, item);
          if (!found) return itemNotFound();
          if (found.from.id !== item.id) return refuseInherited();
          found.grant.roles = [...change.roles];
          world.changed();
          return ok(grantView(found, item));
        }),
    }),
    route('DELETE /drives/:drive/@item/permissions/:permission', {
      permissions,
      run: (call) =>
        on(call, (item) => {
          const found = grantOf(call, item);
          if (!found) return itemNotFound();
          if (found.from.id !== item.id) return refuseInherited();
          item.grants = item.grants.filter((g) => g !== found.grant);
          world.changed();
          return noContent;
        }),
    }),
    routeWithBody('POST /drives/:drive/@item/invite', {
      permissions,
      body: invitation,
      run: (call, wish) => on(call, (item) => invite(world, call, { item, wish })),
    }),
  ];
}

type Invite = { readonly item: SandboxDriveItem; readonly wish: Invitation };

function invite(world: World, call: GraphCall, { item, wish }: Invite): Reply {
  const people = wish.recipients.map((r) =>
    directoryUser(world, call.tid, r.objectId ?? r.email ?? r.alias ?? ''),
  );
  const known = people.filter((p) => p !== undefined);
  if (known.length < people.length)
    return refuse(400, 'invalidRequest', 'The sharing failed because no users could be resolved.');
  if (wish.retainInheritedPermissions === false && item.inherits) {
    item.inherits = false;
    item.grants = [];
  }
  const roles = [...wish.roles];
  const expires = wish.expirationDateTime ?? null;
  const given = known.map((user): SandboxGrant => {
    const held = item.grants.find((g) => g.oid === user.oid);
    if (held) return Object.assign(held, { roles, expires });
    const grant = {
      id: randomId('aTow'),
      roles,
      address: user.email,
      name: user.name,
      oid: user.oid,
      expires,
    };
    item.grants.push(grant);
    return grant;
  });
  world.changed();
  if (wish.sendInvitation)
    for (const grant of given)
      mailOfInvite(world, call.tid, { item, to: grant, message: wish.message ?? '' });
  return ok({ value: given.map((grant) => grantView({ grant, from: item }, item)) });
}

type InviteMail = { readonly item: SandboxDriveItem; readonly to: SandboxGrant; readonly message: string };

function mailOfInvite(world: World, tid: string, { item, to, message }: InviteMail): void {
  const at = world.now().toISOString();
  world.state.mail.push({
    id: randomId('AAMkShare'),
    tid,
    mailbox: 'no-reply@sharepoint.test',
    kind: 'message',
    from: { address: 'no-reply@sharepoint.test', name: 'SharePoint' },
    to: [{ address: to.address, name: to.name }],
    cc: [],
    bcc: [],
    subject: `${item.name} was shared with you`,
    content: message,
    contentType: 'text',
    settings: {},
    extended: [],
    attachments: [],
    isDraft: false,
    createdAt: at,
    sentAt: at,
    eventId: null,
  });
}

function refuseInherited(): Reply {
  return refuse(400, 'invalidRequest', 'An inherited permission can only be changed where it was given.');
}
