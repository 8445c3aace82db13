import { z } from 'zod';
import { ok } from '#domain/result.ts';
import type { DocumentPort, Outside } from '#workflow/ports.ts';
import { endOf, asking, invite, isOpenStill, type Item, permissionsOf, readersIn, seal } from './access.ts';
import { ask, segment, tell } from './ask.ts';
import type { Tenants } from './tenants.ts';
import { upload } from './upload.ts';

const folder = z.object({
  id: z.string(),
  webUrl: z.string(),
  folder: z.object({ childCount: z.number().nullish() }),
});
type Folder = z.infer<typeof folder>;
const version = z.object({ eTag: z.string() });

export function documentsOn(tenants: Tenants): DocumentPort {
  const itemAt = (driveId: string, itemId: string): Item => ({
    client: tenants.ofDrive(driveId),
    path: `/drives/${segment(driveId)}/items/${segment(itemId)}`,
  });

  /** Made, or found under its name: either way cut off from the library's readers before anything lies in it. */
  async function ensureFolder({ driveId, rootFolderId, name }: Parameters<DocumentPort['ensureFolder']>[0]) {
    const root = itemAt(driveId, rootFolderId);
    const made = await makeFolder(root, name);
    if (!made.ok) return made;
    const keeper = tenants.keeperOf(driveId);
    const own = itemAt(driveId, made.value.id);
    const who = await permissionsOf(own);
    if (!who.ok) return who;
    const isEmpty = (made.value.folder.childCount ?? 0) === 0;
    if (isEmpty || isOpenStill(who.value, keeper)) {
      const sealed = await seal(own, keeper);
      if (!sealed.ok) return sealed;
    }
    return ok({ folderId: made.value.id, webUrl: made.value.webUrl });
  }

  return {
    ensureFolder,
    readers: async (driveId, itemId) => {
      const all = await permissionsOf(itemAt(driveId, itemId));
      return all.ok ? ok(readersIn(all.value)) : all;
    },
    upload: (file) => upload(tenants.ofDrive(file.driveId), file),
    setFields: async (driveId, itemId, fields) => {
      const { client, path } = itemAt(driveId, itemId);
      const set = await tell(asking, () => client.api(`${path}/listItem/fields`).patch(fields));
      if (!set.ok) return set;
      const now = await ask(asking, version, () => client.api(path).select('id,eTag').get());
      return now.ok ? ok({ etag: now.value.eTag }) : now;
    },
    grantRead: (driveId, itemId, email, expiresOn) =>
      invite(itemAt(driveId, itemId), email, { expirationDateTime: endOf(expiresOn) }),
  };
}

async function makeFolder({ client, path }: Item, name: string): Outside<Folder> {
  const wish = { name, folder: {}, '@microsoft.graph.conflictBehavior': 'fail' };
  const made = await ask(asking, folder, () => client.api(`${path}/children`).post(wish));
  if (made.ok || made.problem.code !== 'changed-meanwhile') return made;
  return ask(asking, folder, () =>
    client
      .api(`${path}:/${segment(name)}`)
      .select('id,webUrl,folder')
      .get(),
  );
}
