import { afterEach, describe, expect, it } from 'vitest';
import type { Outside, OutsideProblem } from '#workflow/ports.ts';
import { aGraphThatSays, driveId, graphAt, organiser, tenantId } from './aGraph.ts';
import { aTenant, people, type Tenant, type TenantChanges } from './aTenant.ts';

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const address = 'somebody.private@mail.test';
const refusal = {
  error: { code: 'SomeCode', message: `Nothing about ${address}`, innerError: { 'request-id': '77-1' } },
};

type Case = readonly [status: number, headers: Record<string, string>, expected: Partial<OutsideProblem>];
const cases: readonly Case[] = [
  [429, { 'Retry-After': '37' }, { code: 'throttled', isWorthRetrying: true, retryAfterSeconds: 37 }],
  [503, { 'Retry-After': '120' }, { code: 'unavailable', isWorthRetrying: true, retryAfterSeconds: 120 }],
  [503, {}, { code: 'unavailable', isWorthRetrying: true, retryAfterSeconds: null }],
  [504, {}, { code: 'unavailable', isWorthRetrying: true }],
  [502, {}, { code: 'unavailable', isWorthRetrying: true }],
  [401, {}, { code: 'permission-missing', isWorthRetrying: false }],
  [403, {}, { code: 'permission-missing', isWorthRetrying: false }],
  [404, {}, { code: 'not-found', isWorthRetrying: false }],
  [410, {}, { code: 'not-found', isWorthRetrying: false }],
  [409, {}, { code: 'changed-meanwhile', isWorthRetrying: false }],
  [412, {}, { code: 'changed-meanwhile', isWorthRetrying: false }],
  [400, {}, { code: 'refused', isWorthRetrying: false }],
];

describe('what Graph refuses', () => {
  it.each(cases)('%i %j is told as %j, in codes only', async (status, headers, expected) => {
    const says = await aGraphThatSays(() => ({ status, json: refusal, headers }));
    open.push(says);
    const asked = await says.graph.directory.byMail(tenantId, address);
    expect(asked).toMatchObject({ ok: false, problem: { service: 'directory', ...expected } });
    const problem = asked.ok ? undefined : asked.problem;
    expect(problem?.facts).toMatchObject({ status, code: 'SomeCode', requestId: '77-1' });
    expect(problem?.facts.permission).toBe(
      expected.code === 'permission-missing' ? 'User.Read.All' : undefined,
    );
    expect(JSON.stringify(asked)).not.toContain('private');
  });

  it('reads a Retry-After that is a date', async () => {
    const until = new Date(Date.now() + 90_000).toUTCString();
    const says = await aGraphThatSays(() => ({
      status: 429,
      json: refusal,
      headers: { 'Retry-After': until },
    }));
    open.push(says);
    const asked = await says.graph.directory.byMail(tenantId, address);
    const wait = asked.ok ? 0 : (asked.problem.retryAfterSeconds ?? 0);
    expect(wait).toBeGreaterThan(80);
    expect(wait).toBeLessThanOrEqual(90);
  });

  it.each([
    ['waits a short while itself', '1', 2],
    ['leaves a long while to the worker', '30', 1],
  ])('when throttled it %s', async (_, seconds, requests) => {
    const says = await aGraphThatSays((_heard, nth) =>
      nth === 1
        ? { status: 429, json: refusal, headers: { 'Retry-After': seconds } }
        : { status: 200, json: { value: [{ id: 'o-1' }] } },
    );
    open.push(says);
    const asked = await says.graph.directory.byMail(tenantId, address);
    expect(says.heard).toHaveLength(requests);
    expect(asked.ok).toBe(requests === 2);
  });

  it('throws on an answer in another shape, so that the worker keeps the job', async () => {
    const says = await aGraphThatSays(() => ({ status: 200, json: { value: 'nonsense' } }));
    open.push(says);
    await expect(says.graph.directory.byMail(tenantId, address)).rejects.toThrow(/value/);
  });
});

describe('when Graph does not answer', () => {
  it('gives up after its patience', async () => {
    const tenant = await aTenant({ patienceMs: 200 });
    open.push(tenant);
    tenant.fault({ path: '/v1.0/users', delayMs: 800, times: 1 });
    expect(await tenant.graph.directory.byMail(tenantId, address)).toMatchObject({
      problem: { code: 'timed-out', isWorthRetrying: true },
    });
  });

  it('says that it cannot be reached', async () => {
    const graph = graphAt('http://127.0.0.1:9', async () => 'a-token');
    expect(await graph.directory.byMail(tenantId, address)).toMatchObject({
      problem: { code: 'unavailable', isWorthRetrying: true },
    });
  });

  it.each([
    ['SignInRefused', 'permission-missing', false],
    ['SignInUnavailable', 'unavailable', true],
  ])('tells a token that is not to be had (%s) as %s', async (name, code, isWorthRetrying) => {
    const graph = graphAt('http://127.0.0.1:9', async () => {
      throw Object.assign(new Error('no token'), { name });
    });
    expect(await graph.directory.byMail(tenantId, address)).toMatchObject({
      problem: { code, isWorthRetrying },
    });
  });

  it('does not hide a mistake of our own', async () => {
    const graph = graphAt('http://127.0.0.1:9', async () => {
      throw new TypeError('a bug');
    });
    await expect(graph.directory.byMail(tenantId, address)).rejects.toThrow('a bug');
  });
});

describe('a permission nobody granted', () => {
  const joinUrl = 'https://teams.microsoft.com/meet/1?p=2';
  type Ask = (graph: Tenant['graph']) => Outside<unknown>;
  const place = { driveId, rootFolderId: 'root', name: 'ER-7F3K2M' };
  const letter = { from: organiser, key: 'k', to: address, subject: 's', html: '', attachments: [] };
  const asks: readonly (readonly [string, TenantChanges, Ask])[] = [
    [
      'Calendars.ReadWrite',
      { without: /Calendars/ },
      ({ calendar }) => calendar.replies({ organiser, eventId: 'e' }),
    ],
    ['User.Read.All', { without: /^User/ }, ({ directory }) => directory.byMail(tenantId, address)],
    [
      'OnlineMeetings.ReadWrite.All',
      { without: /^OnlineMeetings/ },
      ({ onlineMeetings }) => onlineMeetings.find(organiser, joinUrl),
    ],
    [
      'CsApplicationAccessPolicy',
      { accessPolicy: false },
      ({ onlineMeetings }) => onlineMeetings.find(organiser, joinUrl),
    ],
    ['AppCatalog.Read.All', { without: /^AppCatalog/ }, ({ chats }) => chats.installFor(people.member.oid)],
    [
      'TeamsAppInstallation.ReadWriteSelfForUser.All',
      { without: /SelfForUser/ },
      ({ chats }) => chats.installFor(people.member.oid),
    ],
    ['Mail.ReadWrite', { without: /^Mail.ReadWrite/ }, ({ mail }) => mail.send(letter)],
    ['Mail.Send', { without: /^Mail.Send/ }, ({ mail }) => mail.send(letter)],
    ['Sites.Selected', { without: /^Sites/ }, ({ documents }) => documents.ensureFolder(place)],
    ['Sites.Selected (write)', { siteGrant: 'read' }, ({ documents }) => documents.ensureFolder(place)],
  ];

  it.each(asks)('%s is named', async (permission, changes, ask) => {
    const tenant = await aTenant(changes);
    open.push(tenant);
    const refused = await ask(tenant.graph);
    expect(refused).toMatchObject({ ok: false, problem: { code: 'permission-missing' } });
    expect(refused.ok ? '' : refused.problem.facts.permission).toContain(permission);
  });
});
