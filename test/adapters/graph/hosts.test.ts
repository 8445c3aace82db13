import nock from 'nock';
import { afterEach, describe, expect, it } from 'vitest';
import { openGraph } from '#adapters/graph/openGraph.ts';
import { aGraphThatSays, driveId, organiser, teamsAppId, tenantId } from './aGraph.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  nock.cleanAll();
  nock.restore();
  for (const one of open.splice(0)) await one.close();
});

const authority = { tenantId, organiserMailbox: organiser, mailFrom: organiser, driveId };
const neighbour = {
  tenantId: '6d1a2f0e-0000-4000-8000-00000000c002',
  organiserMailbox: 'reviews@eastholme.test',
  mailFrom: 'no-reply@eastholme.test',
  driveId: 'b!eastholme-library',
};

describe('with no other address set', () => {
  it('Graph is asked at its own address with the bearer, and the upload address without it', async () => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    const bytes = new Uint8Array(4 * 1024 * 1024 + 1);
    const uploadUrl = 'https://contoso.sharepoint.com/up/1?t=a%2Bb';
    nock('https://graph.microsoft.com')
      .post(/createUploadSession$/)
      .matchHeader('authorization', 'Bearer a-token')
      .reply(200, { uploadUrl, expirationDateTime: '2030-01-01T00:00:00Z' });
    const site = nock('https://contoso.sharepoint.com', { badheaders: ['authorization'] });
    site
      .put('/up/1?t=a%2Bb')
      .matchHeader('content-range', 'bytes 0-3276799/4194305')
      .reply(202, { nextExpectedRanges: ['3276800-'] });
    site
      .put('/up/1?t=a%2Bb')
      .matchHeader('content-range', 'bytes 3276800-4194304/4194305')
      .reply(201, { id: 'i', eTag: '"e"', webUrl: 'https://w.test' });
    const graph = openGraph({
      graphUrl: null,
      authorities: [authority],
      teamsAppId,
      appToken: async () => 'a-token',
    });
    const sent = await graph.documents.upload({ driveId, folderId: 'f', name: 'a.docx', bytes, etag: null });
    expect(sent).toEqual({ ok: true, value: { itemId: 'i', etag: '"e"', webUrl: 'https://w.test' } });
    expect(nock.pendingMocks()).toEqual([]);
  });
});

describe('with two authorities in two tenants', () => {
  /** Answers as each tenant would: it knows its own chats and people, and the token says whose it is. */
  async function twoTenants() {
    const says = await aGraphThatSays(({ method, url, headers }) => {
      if (url.includes('appCatalogs')) return { status: 200, json: { value: [{ id: 'catalogue-id' }] } };
      const isTheirs = headers.authorization === `Bearer for-${neighbour.tenantId}`;
      if (!isTheirs) return { status: 404, json: { error: { code: 'NotFound', message: 'x' } } };
      return method === 'POST'
        ? { status: 201, json: {} }
        : { status: 200, json: { value: [], id: 'o', attendees: [] } };
    });
    open.push(says);
    const graph = openGraph({
      graphUrl: says.url,
      authorities: [authority, neighbour],
      teamsAppId,
      appToken: async (tenant) => `for-${tenant}`,
    });
    return { graph, heard: says.heard };
  }

  it('each is asked in its own tenant', async () => {
    const { graph } = await twoTenants();
    const asked = [
      graph.calendar.replies({ organiser: neighbour.organiserMailbox.toUpperCase(), eventId: 'e' }),
      graph.documents.readers(neighbour.driveId, 'i'),
      graph.directory.byMail(neighbour.tenantId, 'a@b.test'),
    ];
    expect((await Promise.all(asked)).map(({ ok }) => ok)).toEqual([true, true, true]);
    expect((await graph.calendar.replies({ organiser, eventId: 'e' })).ok).toBe(false);
  });

  it('a chat or a person is looked for in each', async () => {
    const { graph, heard } = await twoTenants();
    const done = { ok: true, value: undefined };
    expect([await graph.chats.installIn('19:theirs'), await graph.chats.installFor('their-oid')]).toEqual([
      done,
      done,
    ]);
    expect(heard.filter(({ method }) => method === 'POST')).toHaveLength(4);
  });

  it('a mailbox or library that no settings name is a mistake of ours, told without it', async () => {
    const { graph } = await twoTenants();
    const wrong = graph.calendar.replies({ organiser: 'private@else.test', eventId: 'e' });
    await expect(wrong).rejects.toThrow(/^No authority's settings name the mailbox that was asked for\.$/);
  });
});
