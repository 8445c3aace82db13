import type { ItemAddress } from './call.ts';
import type { SandboxTenant } from '../people.ts';
import type { SandboxDriveItem, SandboxGrant } from '../state.ts';
import { randomId, randomUUID, type World } from '../world.ts';

/** The document library of a tenant's site. */
export type DriveStore = {
  readonly root: (tenant: SandboxTenant) => SandboxDriveItem;
  readonly find: (tenant: SandboxTenant, address: ItemAddress) => SandboxDriveItem | undefined;
  readonly children: (folder: SandboxDriveItem) => SandboxDriveItem[];
  readonly child: (folder: SandboxDriveItem, name: string) => SandboxDriveItem | undefined;
  readonly add: (folder: SandboxDriveItem, name: string, bytes: Uint8Array | null) => SandboxDriveItem;
  readonly replace: (file: SandboxDriveItem, bytes: Uint8Array) => void;
  /** Anything about the item changed: another etag, and for a file another version, as a library with versions does. */
  readonly touch: (item: SandboxDriveItem) => void;
  readonly remove: (item: SandboxDriveItem) => void;
  readonly pathOf: (item: SandboxDriveItem) => readonly string[];
  readonly grantsOn: (item: SandboxDriveItem) => readonly EffectiveGrant[];
};

export type EffectiveGrant = { readonly grant: SandboxGrant; readonly from: SandboxDriveItem };

export function driveStoreOf(world: World): DriveStore {
  const items = world.state.driveItems;
  const parentOf = (item: SandboxDriveItem) => items.find((i) => i.id === item.parentId);
  const children = (folder: SandboxDriveItem) => items.filter((i) => i.parentId === folder.id);
  const child = (folder: SandboxDriveItem, name: string) =>
    children(folder).find((i) => i.name.toLowerCase() === name.toLowerCase());

  function make(driveId: string, parentId: string | null, name: string): SandboxDriveItem {
    const at = world.now().toISOString();
    const item: SandboxDriveItem = {
      id: randomId('01').replaceAll(/[-_]/g, 'X').toUpperCase(),
      guid: randomUUID(),
      driveId,
      parentId,
      name,
      isFolder: true,
      createdAt: at,
      modifiedAt: at,
      revision: 1,
      content: null,
      size: 0,
      mimeType: '',
      listItemId: world.state.nextListItem++,
      fields: {},
      grants: [],
      inherits: parentId !== null,
      versions: [],
    };
    items.push(item);
    world.changed();
    return item;
  }

  function root(tenant: SandboxTenant): SandboxDriveItem {
    const driveId = tenant.site.driveId;
    const known = items.find((i) => i.driveId === driveId && i.parentId === null);
    if (known) return known;
    const made = make(driveId, null, 'root');
    made.grants = [
      ['Site Owners', 'owner'] as const,
      ['Site Members', 'write'] as const,
      ['Site Visitors', 'read'] as const,
    ].map(([name, role]) => ({
      id: randomId('aTo'),
      roles: [role],
      address: '',
      name,
      oid: null,
      expires: null,
    }));
    return made;
  }

  function find(tenant: SandboxTenant, address: ItemAddress): SandboxDriveItem | undefined {
    const base =
      address.base === 'root'
        ? root(tenant)
        : items.find((i) => i.id === address.base && i.driveId === tenant.site.driveId);
    return address.path.reduce<SandboxDriveItem | undefined>((at, name) => at && child(at, name), base);
  }

  function keep(file: SandboxDriveItem, bytes: Uint8Array): void {
    file.content = world.keepBytes(bytes);
    file.size = bytes.length;
  }
  function version(file: SandboxDriveItem): void {
    if (file.content === null) return;
    const id = `${file.versions.length + 1}.0`;
    file.versions.push({ id, at: file.modifiedAt, content: file.content, size: file.size });
  }
  function touch(item: SandboxDriveItem): void {
    item.revision += 1;
    item.modifiedAt = world.now().toISOString();
    version(item);
    world.changed();
  }
  function grantsOn(item: SandboxDriveItem): readonly EffectiveGrant[] {
    const parent = item.inherits ? parentOf(item) : undefined;
    const now = world.now().toISOString();
    const own = item.grants.filter((g) => g.expires === null || g.expires > now);
    return [...own.map((grant) => ({ grant, from: item })), ...(parent ? grantsOn(parent) : [])];
  }

  return {
    root,
    find,
    children,
    child,
    add: (folder, name, bytes) => {
      const item = make(folder.driveId, folder.id, name);
      if (bytes === null) return item;
      item.isFolder = false;
      item.mimeType = mimeTypeOf(name);
      keep(item, bytes);
      version(item);
      return item;
    },
    replace: (file, bytes) => {
      keep(file, bytes);
      touch(file);
    },
    touch,
    remove: (item) => {
      const doomed = new Set<string>([item.id]);
      for (const other of items) if (other.parentId && doomed.has(other.parentId)) doomed.add(other.id);
      world.state.driveItems.splice(0, items.length, ...items.filter((i) => !doomed.has(i.id)));
      world.changed();
    },
    pathOf: (item) => {
      const names: string[] = [];
      for (let at: SandboxDriveItem | undefined = item; at && at.parentId !== null; at = parentOf(at))
        names.unshift(at.name);
      return names;
    },
    grantsOn,
  };
}

const mimeTypes: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
  png: 'image/png',
};

function mimeTypeOf(name: string): string {
  return mimeTypes[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}
