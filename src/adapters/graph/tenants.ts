import type { Client } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import { ok } from '#domain/result.ts';
import type { AuthoritySettings, Outside } from '#workflow/ports.ts';
import { ask, segment } from './ask.ts';
import { openClient } from './client.ts';
import type { Asking } from './problem.ts';

export type GraphSettings = {
  /** Null for graph.microsoft.com. */
  readonly graphUrl: string | null;
  readonly authorities: readonly Pick<
    AuthoritySettings,
    'tenantId' | 'organiserMailbox' | 'mailFrom' | 'driveId'
  >[];
  readonly appToken: (tenantId: string, scope: string) => Promise<string>;
  /** The manifest's id, under which the tenant's catalogue holds this app. */
  readonly teamsAppId: string;
  /** How long a single request may take; 20 s when left out. */
  readonly patienceMs?: number;
};

/** One client a tenant. An authority's mailboxes and library say which tenant they lie in. */
export type Tenants = {
  readonly ofMailbox: (address: string) => Client;
  readonly ofDrive: (driveId: string) => Client;
  readonly ofTenant: (tenantId: string) => Client;
  readonly all: readonly Client[];
  /** The shared mailbox through which a new folder is cut off from its parents' readers. */
  readonly keeperOf: (driveId: string) => string;
};

export function openTenants({
  graphUrl,
  authorities,
  appToken,
  patienceMs = 20_000,
}: GraphSettings): Tenants {
  const clients = new Map<string, Client>();
  for (const { tenantId } of authorities) {
    if (clients.has(tenantId)) continue;
    const settings = { graphUrl, patienceMs, appToken: (scope: string) => appToken(tenantId, scope) };
    clients.set(tenantId, openClient(settings));
  }
  const ofTenant = (tenantId: string): Client => {
    const client = clients.get(tenantId);
    if (client === undefined) throw new Error('No authority lies in the tenant that was asked for.');
    return client;
  };
  const ofDrive = (driveId: string) =>
    known(
      authorities.find((it) => it.driveId === driveId),
      'library',
    );
  return {
    ofTenant,
    ofMailbox: (address) =>
      ofTenant(
        known(
          authorities.find((it) => owns(it, address)),
          'mailbox',
        ).tenantId,
      ),
    ofDrive: (driveId) => ofTenant(ofDrive(driveId).tenantId),
    all: [...clients.values()],
    keeperOf: (driveId) => ofDrive(driveId).organiserMailbox,
  };
}

type Authority = GraphSettings['authorities'][number];

function owns({ organiserMailbox, mailFrom }: Authority, address: string): boolean {
  return [organiserMailbox, mailFrom].some((own) => own.toLowerCase() === address.toLowerCase());
}

function known(authority: Authority | undefined, what: string): Authority {
  if (authority === undefined)
    throw new Error(`No authority's settings name the ${what} that was asked for.`);
  return authority;
}

const user = z.object({ id: z.string() });

/** Online meetings are found under the organiser's directory id only, never under an address. */
export function directoryIds(tenants: Tenants): (asking: Asking, mailbox: string) => Outside<string> {
  const kept = new Map<string, string>();
  return async (asking, mailbox) => {
    const held = kept.get(mailbox.toLowerCase());
    if (held !== undefined) return ok(held);
    const found = await ask({ ...asking, permission: 'User.Read.All' }, user, () =>
      tenants
        .ofMailbox(mailbox)
        .api(`/users/${segment(mailbox)}`)
        .select('id')
        .get(),
    );
    if (!found.ok) return found;
    kept.set(mailbox.toLowerCase(), found.value.id);
    return ok(found.value.id);
  };
}
