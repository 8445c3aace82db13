import { mayCall } from '#domain/access/rolesTowards.ts';
import { roleName } from '#domain/people/role.ts';
import { ok } from '#domain/result.ts';
import type { Asking } from '../asking.ts';
import { profileFor } from '../caseload/profileFor.ts';
import type { AuthoritySettings, Ports } from '../ports.ts';

/** Who you are here; which surfaces there are for you comes from the access table. */
export async function me(ports: Ports, asking: Asking, all: readonly AuthoritySettings[]) {
  const { actor, roles } = asking;
  const may = (call: Parameters<typeof mayCall>[0]) => mayCall(call, actor, roles).ok;
  const { settings, account } = await ports.store.within(actor.authority, async (tx) => ({
    settings: await tx.settings(),
    account: await tx.people.accountOf(actor.person),
  }));
  // The same person may work with schools of two authorities; nobody is told of an authority they are not in.
  const mine =
    account === null || actor.door === 'browser'
      ? []
      : (await ports.store.gate.linksOf(account)).map((link) => link.authority);
  return ok({
    person: actor.person,
    name: actor.name,
    authority: { id: settings.id, name: settings.name },
    authorities: all
      .filter(({ id }) => id === actor.authority || mine.includes(id))
      .map(({ id, name }) => ({ id, name })),
    roles: roles.map((role) => ({ role, name: roleName(role) })),
    door: actor.door === 'browser' ? ('browser' as const) : ('teams' as const),
    today: ports.clock.today(),
    now: ports.clock.now(),
    may: {
      dueList: may('dueList'),
      book: may('bookMeeting'),
      import: may('importCaseload'),
      queue: may('pepQueue'),
      confirmRoles: may('confirmRole'),
    },
    meetingLabel: profileFor(settings).meetingLabel.is,
  });
}
