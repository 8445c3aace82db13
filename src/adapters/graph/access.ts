import type { Client } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import type { LocalDate } from '#domain/time/localDate.ts';
import { toInstant } from '#domain/time/wallClock.ts';
import { ok, refuse } from '#domain/result.ts';
import type { Outside } from '#workflow/ports.ts';
import { ask, segment, tell } from './ask.ts';
import { type Asking, problem } from './problem.ts';

export const asking: Asking = { service: 'documents', permission: 'Sites.Selected (write)' };

const identity = z.object({
  id: z.string().nullish(),
  email: z.string().nullish(),
  loginName: z.string().nullish(),
  displayName: z.string().nullish(),
});
const identities = z.object({
  user: identity.nullish(),
  siteUser: identity.nullish(),
  group: identity.nullish(),
  siteGroup: identity.nullish(),
  application: identity.nullish(),
});
const permission = z.object({
  id: z.string().nullish(),
  roles: z.array(z.string()).nullish(),
  inheritedFrom: z.unknown().optional(),
  grantedToV2: identities.nullish(),
  grantedToIdentitiesV2: z.array(identities).nullish(),
  invitation: z.object({ email: z.string().nullish() }).nullish(),
  link: z.object({ scope: z.string().nullish() }).nullish(),
  error: z.object({ code: z.string().nullish() }).nullish(),
});
const permissions = z.object({ value: z.array(permission), '@odata.nextLink': z.string().optional() });
type Permission = z.infer<typeof permission>;

export type Item = { readonly client: Client; readonly path: string };

/** Every page of them: a reader on the second page reads as well as one on the first. */
export async function permissionsOf({ client, path }: Item): Outside<readonly Permission[]> {
  const all: Permission[] = [];
  let next: string | undefined = `${path}/permissions`;
  while (next !== undefined) {
    const address: string = next;
    const page = await ask(asking, permissions, () => client.api(address).get());
    if (!page.ok) return page;
    all.push(...page.value.value);
    next = page.value['@odata.nextLink'];
  }
  return ok(all);
}

/** Addresses in small letters, or Graph's ids where it gives no address. Owners of the site and apps are left out. */
export function readersIn(all: readonly Permission[]): readonly string[] {
  const names = all.filter(({ roles }) => roles?.includes('owner') !== true).flatMap(namesOf);
  return [...new Set(names.map((name) => name.toLowerCase()))].sort();
}

function namesOf({
  id,
  grantedToV2,
  grantedToIdentitiesV2,
  link,
  invitation,
}: Permission): readonly string[] {
  const named = [grantedToV2, ...(grantedToIdentitiesV2 ?? [])].flatMap((it) => (it ? [it] : []));
  const people = named.flatMap((it) => {
    if (it.user ?? it.siteUser) {
      const address = it.user?.email ?? it.siteUser?.email ?? invitation?.email;
      return [address ?? `user:${it.user?.id ?? it.siteUser?.loginName ?? it.siteUser?.id ?? ''}`];
    }
    const group = it.group ?? it.siteGroup;
    if (group) return [group.email ?? `group:${group.id ?? group.loginName ?? group.displayName ?? ''}`];
    return it.application ? [] : ['unknown'];
  });
  const isOpen = link?.scope === 'anonymous' || link?.scope === 'organization';
  if (isOpen) return [...people, `link:${link.scope ?? ''}`];
  if (named.length > 0) return people;
  // A permission that names nobody we understand still lets somebody read.
  return [invitation?.email ?? `permission:${id ?? ''}`];
}

/**
 * Cuts a folder off from its parents' readers. Graph does that only while it invites somebody, so the authority's
 * own mailbox is invited and taken out again.
 */
export async function seal(folder: Item, keeper: string): Outside<void> {
  const invited = await invite(folder, keeper, { retainInheritedPermissions: false });
  if (!invited.ok) return invited;
  const now = await permissionsOf(folder);
  if (!now.ok) return now;
  for (const it of now.value.filter((one) => isOf(one, keeper))) {
    if (typeof it.id !== 'string') continue;
    const path = `${folder.path}/permissions/${segment(it.id)}`;
    const out = await tell(asking, () => folder.client.api(path).delete());
    if (!out.ok && out.problem.code !== 'not-found') return out;
  }
  return ok(undefined);
}

/** Left open by a crash while it was being cut off, or never cut off. */
export function isOpenStill(all: readonly Permission[], keeper: string): boolean {
  return all.some((it) => isOf(it, keeper) || (it.inheritedFrom !== undefined && it.inheritedFrom !== null));
}

function isOf(it: Permission, address: string): boolean {
  return (
    it.roles?.includes('owner') !== true &&
    namesOf(it).some((name) => name.toLowerCase() === address.toLowerCase())
  );
}

/** To the end of the last day, as the wall clock in England counts it. */
export function endOf(day: LocalDate): string {
  return toInstant(`${day}T23:59:59`);
}

export async function invite(
  { client, path }: Item,
  email: string,
  more: { readonly expirationDateTime: string } | { readonly retainInheritedPermissions: false },
): Outside<void> {
  const wish = {
    recipients: [{ email }],
    roles: ['read'],
    requireSignIn: true,
    sendInvitation: false,
    ...more,
  };
  const given = await ask(asking, permissions, () => client.api(`${path}/invite`).post(wish));
  if (!given.ok) return given;
  // Graph answers 200 though a recipient was not let in, and says so in that recipient's row.
  const failed = given.value.value.find((it) => it.error);
  if (failed === undefined) return ok(undefined);
  return refuse(problem('documents', 'refused', { facts: { code: failed.error?.code ?? 'invite' } }));
}
