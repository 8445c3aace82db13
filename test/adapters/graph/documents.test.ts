import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Outside } from '#workflow/ports.ts';
import { aGraphThatSays, driveId, organiser } from './aGraph.ts';
import { aTenant, people, type Tenant } from './aTenant.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function opened(): Promise<Tenant> {
  const tenant = await aTenant();
  open.push(tenant);
  return tenant;
}
async function value<T>(asked: Outside<T>): Promise<T> {
  const answer = await asked;
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}
async function withFolder() {
  const tenant = await opened();
  const { folderId } = await value(tenant.graph.documents.ensureFolder(place));
  return { ...tenant, documents: tenant.graph.documents, folderId };
}

const place = { driveId, rootFolderId: 'root', name: 'ER-7F3K2M' };
const words = new TextEncoder().encode('the plan');
const contentPath = '/v1.0/drives/.+/content';

describe('a child’s folder', () => {
  it('has no reader of the library, and is the same one at the second time', async () => {
    const { graph, world } = await opened();
    const first = await value(graph.documents.ensureFolder(place));
    expect(await value(graph.documents.ensureFolder(place))).toEqual(first);
    expect(await value(graph.documents.readers(driveId, first.folderId))).toEqual([]);
    expect(world.state.driveItems.filter(({ name }) => name === place.name)).toMatchObject([
      { inherits: false, grants: [] },
    ]);
    expect(await value(graph.documents.readers(driveId, 'root'))).toEqual([
      'group:site members',
      'group:site visitors',
    ]);
  });

  it.each([
    ['making it', '/children$', 'POST', 'after'],
    ['looking who can read it', '/permissions$', 'GET', 'before'],
    ['cutting it off', '/invite$', 'POST', 'before'],
    ['cutting it off, and only the answer was lost', '/invite$', 'POST', 'after'],
    ['taking the mailbox out again', '/permissions/[^/]+$', 'DELETE', 'before'],
  ])('is finished at the next try after a crash when %s', async (_, path, method, when) => {
    const { graph, fault } = await opened();
    fault({ path: `/v1.0/drives/.+${path}`, method, when, status: 'reset', times: 1 });
    expect(await graph.documents.ensureFolder(place)).toMatchObject({ problem: { isWorthRetrying: true } });
    const { folderId } = await value(graph.documents.ensureFolder(place));
    expect(await value(graph.documents.readers(driveId, folderId))).toEqual([]);
  });

  it('keeps the readers it was given when it is asked for again', async () => {
    const { documents, folderId } = await withFolder();
    const file = await value(
      documents.upload({ driveId, folderId, name: 'a.docx', bytes: words, etag: null }),
    );
    await value(documents.grantRead(driveId, folderId, people.guest.email, '2099-01-01'));
    await value(documents.ensureFolder(place));
    expect(await value(documents.readers(driveId, file.itemId))).toEqual([people.guest.email]);
  });
});

describe('who can read', () => {
  it('names everyone on every page, open links and groups too, but no owner and no app', async () => {
    const pages = [
      [
        { id: '1', roles: ['owner'], grantedToV2: { user: { id: 'o', email: 'owner@x.test' } } },
        { id: '2', roles: ['write'], grantedToV2: { application: { id: 'app' } } },
        {
          id: '3',
          roles: ['read'],
          grantedToV2: { user: { id: 'u', email: 'One@x.test' }, siteUser: { id: '7' } },
        },
        { id: '4', roles: ['read'], grantedToV2: { siteUser: { loginName: 'i:0#.f|two' } } },
      ],
      [
        { id: '5', roles: ['read'], grantedToV2: { group: { id: 'g1' } } },
        { id: '6', roles: ['read'], link: { scope: 'organization' } },
        {
          id: '7',
          roles: ['read'],
          link: { scope: 'users' },
          grantedToIdentitiesV2: [{ user: { email: 'one@x.test' } }, { user: { id: 'u3' } }],
        },
        { id: '8', roles: ['read'] },
        { id: '9', roles: ['read'], invitation: { email: 'asked@x.test' } },
      ],
    ];
    const says = await aGraphThatSays(({ url }) => {
      const isSecond = url.includes('page=2');
      const next = 'https://graph.microsoft.com/v1.0/drives/d/items/i/permissions?page=2';
      return {
        status: 200,
        json: { value: pages[isSecond ? 1 : 0], ...(isSecond ? {} : { '@odata.nextLink': next }) },
      };
    });
    open.push(says);
    expect(await value(says.graph.documents.readers(driveId, 'i'))).toEqual([
      'asked@x.test',
      'group:g1',
      'link:organization',
      'one@x.test',
      'permission:8',
      'user:i:0#.f|two',
      'user:u3',
    ]);
  });

  it('is asked to sign in, without a mail from SharePoint, until the end of the last day', async () => {
    const { documents, folderId, world } = await withFolder();
    const { itemId } = await value(
      documents.upload({ driveId, folderId, name: 'b.docx', bytes: words, etag: null }),
    );
    await value(documents.grantRead(driveId, itemId, people.member.email, '2027-07-31'));
    expect(await value(documents.readers(driveId, itemId))).toEqual([people.member.email]);
    expect(world.state.driveItems.at(-1)?.grants).toMatchObject([
      { roles: ['read'], expires: '2027-07-31T22:59:59Z' },
    ]);
    expect(world.state.mail).toEqual([]);
  });

  it('is not let in when Graph says so only in the row', async () => {
    const says = await aGraphThatSays(() => ({
      status: 200,
      json: { value: [{ error: { code: 'sharingDisabled' } }] },
    }));
    open.push(says);
    expect(await says.graph.documents.grantRead(driveId, 'i', organiser, '2027-07-31')).toMatchObject({
      problem: { code: 'refused', facts: { code: 'sharingDisabled' } },
    });
  });
});

describe('a file', () => {
  const small = words;
  const large = randomBytes(5 * 1024 * 1024 + 7);

  it.each([
    ['small', small],
    ['larger than one request', large],
  ])('arrives whole, %s, and only over the version that was read', async (_, bytes) => {
    const { documents, folderId, world } = await withFolder();
    const file = { driveId, folderId, name: 'ER-7F3K2M full.docx', bytes };
    const first = await value(documents.upload({ ...file, etag: null }));
    const kept = world.state.driveItems.find(({ id }) => id === first.itemId);
    expect(world.bytesOf(kept?.content ?? '').equals(bytes)).toBe(true);
    expect(kept?.mimeType).toContain('wordprocessingml');

    const changed = Buffer.concat([bytes, Buffer.from('.')]);
    const stale = { service: 'documents', code: 'changed-meanwhile', isWorthRetrying: false };
    expect(await documents.upload({ ...file, bytes: changed, etag: null })).toMatchObject({ problem: stale });
    const second = await value(documents.upload({ ...file, bytes: changed, etag: first.etag }));
    expect(second.itemId).toBe(first.itemId);
    expect(second.etag).not.toBe(first.etag);
    const third = Buffer.concat([changed, Buffer.from('.')]);
    expect(await documents.upload({ ...file, bytes: third, etag: first.etag })).toMatchObject({
      problem: stale,
    });
    expect(kept?.versions).toHaveLength(2);
  });

  it.each([
    ['new', null],
    ['a new version', 'etag'],
  ])('whose answer was lost is the same file at the next try: %s', async (_, known) => {
    const { documents, folderId, fault, world } = await withFolder();
    const file = { driveId, folderId, name: 'c.docx' };
    const before =
      known === null ? null : await value(documents.upload({ ...file, bytes: small, etag: null }));
    fault({ path: contentPath, method: 'PUT', when: 'after', status: 'reset', times: 1 });
    const wish = { ...file, bytes: Buffer.from('next words'), etag: before?.etag ?? null };
    expect(await documents.upload(wish)).toMatchObject({
      problem: { code: 'unavailable', isWorthRetrying: true },
    });
    const again = await value(documents.upload(wish));
    expect(world.state.driveItems.filter(({ name }) => name === 'c.docx').map(({ id }) => id)).toEqual([
      again.itemId,
    ]);
    expect(world.state.driveItems.at(-1)?.versions).toHaveLength(known === null ? 1 : 2);
  });

  it('sends no more than its own bytes out of a shared piece of memory', async () => {
    const { documents, folderId, world } = await withFolder();
    const memory = new TextEncoder().encode('SECRETthe planSECRET');
    const { itemId } = await value(
      documents.upload({ driveId, folderId, name: 'd.docx', bytes: memory.subarray(6, 14), etag: null }),
    );
    const kept = world.state.driveItems.find(({ id }) => id === itemId);
    expect(world.bytesOf(kept?.content ?? '').toString()).toBe('the plan');
  });

  it('has another etag after its columns were set', async () => {
    const { documents, folderId, world } = await withFolder();
    const first = await value(
      documents.upload({ driveId, folderId, name: 'e.docx', bytes: small, etag: null }),
    );
    const { etag } = await value(documents.setFields(driveId, first.itemId, { ReviewStatus: 'Final' }));
    expect(etag).not.toBe(first.etag);
    expect(world.state.driveItems.find(({ id }) => id === first.itemId)?.fields).toEqual({
      ReviewStatus: 'Final',
    });
    await value(documents.upload({ driveId, folderId, name: 'e.docx', bytes: Buffer.from('second'), etag }));
  });
});
