import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphPorts } from '#adapters/graph/openGraph.ts';
import { openTokens } from '#adapters/tokens/openTokens.ts';
import { usualPermissions, type SandboxPerson, type WorldSetup } from '#sandbox/people.ts';
import { startServices } from '#sandbox/services.ts';
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

export type TenantChanges = Pick<WorldSetup, 'accessPolicy' | 'siteGrant'> & {
  /** Permissions nobody granted. */
  readonly without?: RegExp;
  readonly patienceMs?: number;
};

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
        site: {
          id: 'fenmarch.sharepoint.test,1,2',
          webUrl: 'https://fenmarch.sharepoint.test/sites/reviews',
          driveId,
          listId: '6d1a2f0e-0000-4000-8000-0000000000aa',
        },
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
    permissions: usualPermissions.filter((name) => without?.test(name) !== true),
  };
}

export async function aTenant({ patienceMs, ...changes }: TenantChanges = {}): Promise<Tenant> {
  const world = await createWorld(setupOf(changes));
  const services = await startServices({ world });
  const tokens = openTokens({ tokenUrl: services.tokenUrl(tenantId), tenantId, clientId, clientSecret });
  const patience = patienceMs === undefined ? {} : { patienceMs };
  return {
    graph: graphAt(services.graph, (_tenant, scope) => tokens.appToken(scope), patience),
    world,
    fault: (wish) => {
      const added = services.faults.add(wish);
      if (typeof added === 'string') throw new Error(added);
    },
    close: async () => {
      await services.close();
      keepRequests(world);
    },
  };
}

/** For the check of every request against Graph's published metadata: kept where GRAPH_REQUESTS says, else not. */
function keepRequests(world: World): void {
  const folder = process.env.GRAPH_REQUESTS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${randomUUID()}.jsonl`), world.requests());
}
