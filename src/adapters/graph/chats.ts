import type { Client } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import { ok, refuse } from '#domain/result.ts';
import type { ChatPort, Outside, OutsideProblem } from '#workflow/ports.ts';
import { ask, encoded, quoted, segment, tell } from './ask.ts';
import { type Asking, problem } from './problem.ts';
import type { Tenants } from './tenants.ts';

const catalogue: Asking = { service: 'chat', permission: 'AppCatalog.Read.All' };
const intoChat: Asking = {
  service: 'chat',
  permission: 'TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All',
};
const forPerson: Asking = { service: 'chat', permission: 'TeamsAppInstallation.ReadWriteSelfForUser.All' };

/** Must be what the manifest declares under authorization, no more and no less: Teams refuses any other set. */
const consentedPermissionSet = {
  resourceSpecificPermissions: [
    { permissionValue: 'OnlineMeeting.ReadBasic.Chat', permissionType: 'application' },
  ],
};
const apps = z.object({ value: z.array(z.object({ id: z.string() })) });

export function chatsOn(tenants: Tenants, teamsAppId: string): ChatPort {
  const catalogueIds = new Map<Client, string>();

  async function catalogueId(client: Client): Outside<string> {
    const kept = catalogueIds.get(client);
    if (kept !== undefined) return ok(kept);
    const found = await ask(catalogue, apps, () =>
      client
        .api('/appCatalogs/teamsApps')
        .filter(encoded(`externalId eq ${quoted(teamsAppId)}`))
        .select('id')
        .get(),
    );
    if (!found.ok) return found;
    const id = found.value.value[0]?.id;
    if (id === undefined)
      return refuse(problem('chat', 'not-found', { facts: { missing: 'app-in-catalogue' } }));
    catalogueIds.set(client, id);
    return ok(id);
  }

  async function install(client: Client, to: Asking, wish: { path: string; more?: object }): Outside<void> {
    const app = await catalogueId(client);
    if (!app.ok) return app;
    const bind = `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${app.value}`;
    const done = await tell(to, () =>
      client.api(wish.path).post({ 'teamsApp@odata.bind': bind, ...wish.more }),
    );
    const isThere = !done.ok && done.problem.facts.status === 409;
    return isThere ? ok(undefined) : done;
  }

  /** Neither a chat's id nor a person's says its tenant, and the wrong one answers that it knows neither. */
  async function inTheirTenant(work: (client: Client) => Outside<void>): Outside<void> {
    let last: OutsideProblem = problem('chat', 'not-found');
    for (const client of tenants.all) {
      const done = await work(client);
      if (done.ok) return done;
      last = done.problem;
      if (last.code !== 'not-found') break;
    }
    return refuse(last);
  }

  return {
    installIn: async (chatId) => {
      const wish = { path: `/chats/${segment(chatId)}/installedApps`, more: { consentedPermissionSet } };
      const done = await inTheirTenant((client) => install(client, intoChat, wish));
      return done.ok || done.problem.facts.missing !== undefined ? done : refuse(soon(done.problem));
    },
    installFor: (oid) => {
      const wish = { path: `/users/${segment(oid)}/teamwork/installedApps` };
      return inTheirTenant((client) => install(client, forPerson, wish));
    },
  };
}

/** In the seconds after a meeting was made, Teams may not know its chat yet, or not let the app in. */
function soon(met: OutsideProblem): OutsideProblem {
  return met.code === 'not-found' || met.code === 'permission-missing'
    ? { ...met, isWorthRetrying: true }
    : met;
}
