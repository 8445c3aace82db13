import type { Actor, AuthorityId } from '#domain/people/person.ts';
import type { Role } from '#domain/people/role.ts';
import type { Result } from '#domain/result.ts';
import { ok } from '#domain/result.ts';
import type { Problem } from '#domain/problem.ts';
import { refused } from '../asking.ts';
import type { Account, Ports, Tx } from '../ports.ts';

/**
 * Turns a verified account (tenant and object id) into the person it is. An account seen for the first time is
 * linked once, by asking the directory for its address: never by what a token claims about a name or mail.
 */
export async function whoAsks(
  ports: Ports,
  account: Account,
  wanted: AuthorityId | null,
): Promise<Result<Actor, Problem>> {
  let links = await ports.store.gate.linksOf(account);
  if (links.length === 0) links = await linkByDirectory(ports, account);
  const link = links.find((known) => known.authority === wanted) ?? links[0];
  if (link === undefined) return refused('sign-in-unknown');
  return ports.store.within(link.authority, async (tx) => {
    const person = await tx.people.byId(link.person);
    if (person === null) return refused('sign-in-unknown');
    const grants = (await tx.roles.of(person.id)).filter((grant) => grant.confirmedBy !== null && grant.endedAt === null);
    const roles: readonly Role[] = [...new Set(grants.map((grant) => grant.role))];
    const teams = grants.flatMap((grant) => (grant.role === 'teamManager' && grant.team !== null ? [grant.team] : []));
    return ok({ authority: link.authority, person: person.id, name: person.name, door: 'teams', roles, teams, admittedTo: [] });
  });
}

async function linkByDirectory(ports: Ports, account: Account): ReturnType<Ports['store']['gate']['linksOf']> {
  const mail = await ports.directory.mailOf(account);
  if (!mail.ok || mail.value === null) return [];
  const address = mail.value;
  const links = [];
  for (const authority of await ports.store.gate.authorities()) {
    const person = await ports.store.within(authority, (tx) => linkIn(ports, tx, account, address));
    if (person !== null) links.push({ authority, person });
  }
  return links;
}

async function linkIn(ports: Ports, tx: Tx, account: Account, address: string): Promise<string | null> {
  const person = await tx.people.byEmail(address);
  // A mailbox several people read is no person: it comes in through the browser door only.
  if (person === null || person.isRoleAddress) return null;
  if ((await tx.people.accountOf(person.id)) !== null) return null;
  await tx.people.link(person.id, account);
  await tx.audit.append({
    at: ports.clock.now(),
    by: person.id,
    through: 'directory look-up',
    did: 'account linked',
    object: `person:${person.id}`,
    facts: { tid: account.tid, oid: account.oid },
  });
  return person.id;
}

/** The account of an imported person, found in the directory by their address when it is not known yet. */
export async function accountOf(
  ports: Ports,
  place: { readonly authority: AuthorityId; readonly person: string },
): Promise<Result<Account | null, { readonly service: string; readonly code: string }>> {
  const known = await ports.store.within(place.authority, async (tx) => ({
    account: await tx.people.accountOf(place.person),
    person: await tx.people.byId(place.person),
    tenant: (await tx.settings()).tenantId,
  }));
  if (known.account !== null) return ok(known.account);
  const address = known.person?.email ?? null;
  if (address === null || known.person?.isRoleAddress === true) return ok(null);
  const found = await ports.directory.byMail(known.tenant, address);
  if (!found.ok) return found;
  const account = found.value;
  if (account === null) return ok(null);
  await ports.store.within(place.authority, async (tx) => {
    if ((await tx.people.accountOf(place.person)) === null) await linkIn(ports, tx, account, address);
  });
  return ok(account);
}
