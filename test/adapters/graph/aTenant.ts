import http from 'node:http';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphPorts } from '#adapters/graph/openGraph.ts';
import { openTokens } from '#adapters/tokens/openTokens.ts';
import { faultSwitchboard } from '#sandbox/faults.ts';
import { graphOf } from '#sandbox/graph/graph.ts';
import { bodyOf, send } from '#sandbox/loopbackHttp.ts';
import { usualPermissions, type SandboxPerson, type WorldSetup } from '#sandbox/people.ts';
import { signInFor } from '#sandbox/signIn.ts';
import { createWorld, type World } from '#sandbox/world.ts';
import { driveId, graphAt, organiser, teamsAppId, tenantId } from './aGraph.ts';

const clientId = '6d1a2f0e-0000-4000-8000-00000000b001';
const clientSecret = 'sandbox-only';

const inTenant = { authority: 'fenmarch', tid: tenantId, scheduleVisible: true } as const;
export const people = {
  member: {
    ...inTenant,
    id: 'social-worker',
    name: 'Priya Raman',
    role: 'Social worker',
    kind: 'member',
    oid: '6d1a2f0e-0000-4000-8000-000000000011',
    email: "priya.o'raman@fenmarch.test",
  },
  guest: {
    ...inTenant,
    id: 'designated-teacher',
    name: 'Ellen Marsh',
    role: 'Designated teacher',
    kind: 'guest',
    oid: '6d1a2f0e-0000-4000-8000-000000000012',
    email: 'e.marsh@oakfield.test',
  },
  outsider: {
    ...inTenant,
    id: 'carer',
    name: 'Joan Ferris',
    role: 'Carer',
    kind: 'mailOnly',
    email: 'joan.ferris@mail.test',
  },
} as const satisfies Record<string, SandboxPerson>;

export type TenantChanges = Pick<WorldSetup, 'accessPolicy' | 'siteGrant'> & { readonly without?: string | RegExp; readonly patienceMs?: number };

export type Tenant = {
  readonly graph: GraphPorts;
  readonly world: World;
  readonly fault: (wish: object) => void;
  readonly close: () => Promise<void>;
};

function setupOf({ without, ...more }: TenantChanges): WorldSetup {
  return {
    ...more,
    people: Object.values(people),
    tenants: [
      {
        tid: tenantId,
        name: 'Fenmarch Council',
        authority: 'fenmarch',
        organiser: { oid: '6d1a2f0e-0000-4000-8000-0000000000ff', email: organiser, name: 'Reviews' },
        site: { id: 'fenmarch.sharepoint.test,1,2', webUrl: 'https://fenmarch.sharepoint.test/sites/reviews', driveId, listId: '6d1a2f0e-0000-4000-8000-0000000000aa' },
      },
    ],
    app: {
      clientId,
      clientSecret,
      botId: clientId,
      botSecret: clientSecret,
      botName: 'Education Review',
      manifestId: teamsAppId,
      catalogId: '6d1a2f0e-0000-4000-8000-00000000d001',
    },
    permissions: usualPermissions.filter((name) => without === undefined || (typeof without === "string" ? name !== without : !without.test(name))),
  };
}

export async function aTenant(changes: TenantChanges = {}): Promise<Tenant> {
  const world = await createWorld(setupOf(changes));
  let base = '';
  const faults = faultSwitchboard();
  const signIn = signInFor(world, () => `${base}/login`);
  const graph = graphOf(world, signIn, { installInChat: (c: any) => { c.installationId = 'x'; }, installFor: () => {}, membersChanged: () => {}, removeFromChat: () => {} } as any);
  const server = http.createServer(async (req, res) => {
    const bytes = await bodyOf(req);
    const url = req.url ?? '';
    if (url.startsWith('/login')) return send(res, await signIn.answer(req.method ?? '', url.slice(6), bytes.toString()));
    if (url.startsWith('/up/')) return send(res, graph.uploads.answer(req.method ?? '', url.slice(4), req.headers, bytes));
    const fault = faults.meet(req.method ?? '', url);
    const run = async () => {
      const r = await graph.answer({ method: req.method ?? '', url: url.slice(5), headers: req.headers, bytes });
      let body: unknown = null; try { body = JSON.parse(bytes.toString()); } catch {}
      world.record({ method: req.method ?? '', url, status: r.status, body });
      return r;
    };
    if (!fault) return send(res, await run());
    if (fault.when === 'after') await run();
    if (fault.delayMs) await new Promise((r) => setTimeout(r, fault.delayMs));
    if (fault.status === 'reset') return res.destroy();
    if (!fault.status) return send(res, await run());
    send(res, { status: fault.status, json: { error: { code: fault.code ?? 'Fault', message: 'x' } }, headers: fault.retryAfterSeconds ? { 'retry-after': String(fault.retryAfterSeconds) } : {} });
  });
  await new Promise<void>((r) => server.listen(0, '127.0.0.1', r));
  base = `http://127.0.0.1:${(server.address() as any).port}`;
  const tokens = openTokens({ tokenUrl: `${base}/login/${tenantId}/oauth2/v2.0/token`, tenantId, clientId, clientSecret });
  return {
    graph: graphAt(base, (_tenant, scope) => tokens.appToken(scope), changes.patienceMs === undefined ? {} : { patienceMs: changes.patienceMs }),
    world,
    fault: (wish) => { const r = faults.add(wish); if (typeof r === 'string') throw new Error(r); },
    close: async () => {
      keepRequests(world);
      server.closeAllConnections();
      await new Promise((r) => server.close(r));
    },
  };
}

/** For the check of every request against Graph's published metadata. */
function keepRequests(world: World): void {
  const folder = join(tmpdir(), 'education-review-graph');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${process.pid}-${Math.random().toString(36).slice(2)}.jsonl`), world.requests());
}
