import type { Actor, AuthorityId } from '#domain/people/person.ts';
import type { Role } from '#domain/people/role.ts';
import type { Result } from '#domain/result.ts';
import { ok } from '#domain/result.ts';
import type { Problem } from '#domain/problem.ts';
import { refused } from '../asking.ts';
import type { Account, OutsideProblem, Ports, Tx } from '../ports.ts';

type Link = { readonly authority: AuthorityId; readonly person: string };

/**
 * Turns a verified account (tenant and object id) into the person it is. An account seen for the first time is
 * linked once, by asking the directory for its address: never by what a token claims about a name or mail.
 */
export async function whoAsks(
  ports: Ports,
  account: Account,
  wanted: AuthorityId | null,
): Promise<Result<Actor, Problem>> {
  const current = await ports.store.gate.authorities();
  // An authority that the settings name no longer is closed to everybody.
  let links: readonly Link[] = (await ports.store.gate.linksOf(account)).filter((known) =>
    current.includes(known.authority),
  );
  if (links.length === 0) {
    const linked = await linkByDirectory(ports, account, current);
    if (!linked.ok) return linked;
    links = linked.value;
  }
  const link = links.find((known) => known.authority === wanted) ?? links[0];
  if (link === undefined) return refused('sign-in-unknown');
  return ports.store.within(link.authority, async (tx) => {
    const person = await tx.people.byId(link.person);
    // An address that turned out to be read by several people opens nothing more here, also when it was linked before.
    if (person === null || person.isRoleAddress) return refused('sign-in-unknown');
    const grants = (await tx.roles.of(person.id)).filter(
      (grant) => grant.confirmedBy !== null && grant.endedAt === null,
    );
    const roles: readonly Role[] = [...new Set(grants.map((grant) => grant.role))];
    const teams = grants.flatMap((grant) =>
      grant.role === 'teamManager' && grant.team !== null ? [grant.team] : [],
    );
    return ok({
      authority: link.authority,
      person: person.id,
      name: person.name,
      door: 'teams',
      roles,
      teams,
      admittedTo: [],
    });
  });
}

async function linkByDirectory(
  ports: Ports,
  account: Account,
  authorities: readonly AuthorityId[],
): Promise<Result<readonly Link[], Problem>> {
  const mail = await ports.directory.mailOf(account);
  if (!mail.ok) return refused('try-again-later');
  const links: Link[] = [];
  const address = mail.value;
  if (address === null) return ok(links);
  for (const authority of authorities) {
    const person = await ports.store.within(authority, (tx) => linkIn(ports, tx, account, address));
    if (person !== null) links.push({ authority, person });
  }
  return ok(links);
}

/** Whom an authority knows from elsewhere: they work in schools, care for the child, or are the child. */
const outside: readonly Role[] = ['designatedTeacher', 'schoolStaff', 'carer', 'parent', 'pupil', 'invited'];

/**
 * Each tenant's administrators write what addresses its accounts have. The council's own staff are believed from the
 * council's tenant only; from another tenant of the settings only people who are no staff of the council.
 */
async function isBelievedFrom(tx: Tx, account: Account, person: string): Promise<boolean> {
  if ((await tx.settings()).tenantId === account.tid) return true;
  const circle = await tx.circle.ofPerson(person);
  const isOutside = circle.length > 0 && circle.every((member) => outside.includes(member.role));
  return isOutside && !(await tx.roles.all()).some((grant) => grant.person === person);
}

async function linkIn(ports: Ports, tx: Tx, account: Account, address: string): Promise<string | null> {
  const person = await tx.people.byEmail(address);
  // A mailbox several people read is no person: it comes in through the browser door only.
  if (person === null || person.isRoleAddress) return null;
  if ((await tx.people.accountOf(person.id)) !== null) return null;
  if (!(await isBelievedFrom(tx, account, person.id))) return null;
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
): Promise<Result<Account | null, OutsideProblem>> {
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
