import type { SandboxTenant } from '../people.ts';
import type { SandboxDriveItem } from '../state.ts';
import type { DriveStore, EffectiveGrant } from './driveStore.ts';

export function etagOf(item: SandboxDriveItem): string {
  return `"{${item.guid.toUpperCase()}},${item.revision}"`;
}

export function driveItemView(
  store: DriveStore,
  tenant: SandboxTenant,
  item: SandboxDriveItem,
): Record<string, unknown> {
  const path = store.pathOf(item);
  const encoded = path.map(encodeURIComponent);
  const drivePath = `/drives/${item.driveId}/root:`;
  const kind = item.isFolder
    ? { folder: { childCount: store.children(item).length } }
    : { file: { mimeType: item.mimeType, hashes: { sha256Hash: (item.content ?? '').toUpperCase() } } };
  return {
    '@odata.etag': etagOf(item),
    id: item.id,
    name: item.name,
    eTag: etagOf(item),
    cTag: `"c:{${item.guid.toUpperCase()}},${item.versions.length || 1}"`,
    size: item.isFolder ? sizeBelow(store, item) : item.size,
    createdDateTime: item.createdAt,
    lastModifiedDateTime: item.modifiedAt,
    webUrl: `${tenant.site.webUrl}/Shared%20Documents${encoded.map((name) => `/${name}`).join('')}`,
    parentReference:
      item.parentId === null
        ? { driveId: item.driveId, driveType: 'documentLibrary', siteId: tenant.site.id }
        : {
            driveId: item.driveId,
            driveType: 'documentLibrary',
            id: item.parentId,
            siteId: tenant.site.id,
            path:
              drivePath +
              encoded
                .slice(0, -1)
                .map((name) => `/${name}`)
                .join(''),
          },
    sharepointIds: {
      listId: tenant.site.listId,
      listItemId: String(item.listItemId),
      listItemUniqueId: item.guid,
      siteId: tenant.site.id,
      tenantId: tenant.tid,
    },
    ...(item.parentId === null ? { root: {} } : {}),
    ...kind,
  };
}

export function listItemView(
  store: DriveStore,
  tenant: SandboxTenant,
  item: SandboxDriveItem,
): Record<string, unknown> {
  const whole = driveItemView(store, tenant, item);
  return {
    '@odata.etag': etagOf(item),
    id: String(item.listItemId),
    eTag: etagOf(item),
    createdDateTime: item.createdAt,
    lastModifiedDateTime: item.modifiedAt,
    webUrl: whole.webUrl,
    contentType: { id: '0x0101', name: item.isFolder ? 'Folder' : 'Document' },
    fields: fieldsView(item),
  };
}

export function fieldsView(item: SandboxDriveItem): Record<string, unknown> {
  return {
    '@odata.etag': etagOf(item),
    id: String(item.listItemId),
    FileLeafRef: item.name,
    Created: item.createdAt,
    Modified: item.modifiedAt,
    ContentType: item.isFolder ? 'Folder' : 'Document',
    ...item.fields,
  };
}

export function grantView({ grant, from }: EffectiveGrant, item: SandboxDriveItem): Record<string, unknown> {
  const user = { id: grant.oid, displayName: grant.name, email: grant.address };
  const to = grant.oid === null ? { siteGroup: { displayName: grant.name } } : { user };
  return {
    id: grant.id,
    roles: grant.roles,
    grantedToV2: to,
    ...(grant.oid === null ? {} : { grantedTo: { user } }),
    ...(grant.expires ? { expirationDateTime: grant.expires } : {}),
    ...(from.id === item.id ? {} : { inheritedFrom: { driveId: from.driveId, id: from.id } }),
  };
}

function sizeBelow(store: DriveStore, folder: SandboxDriveItem): number {
  return store
    .children(folder)
    .reduce((sum, item) => sum + (item.isFolder ? sizeBelow(store, item) : item.size), 0);
}
