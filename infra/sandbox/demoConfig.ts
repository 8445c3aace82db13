import type { Config } from '#src/config.ts';
import { demoAuthorities, demoTenant, demoWorld } from './demoWorld.ts';

/** The settings that an administrator would write for the two invented authorities. */
export function authoritiesOfDemo(): Config['authorities'] {
  return demoAuthorities.map(demoTenant).map((tenant) => ({
    id: tenant.authority,
    name: `${tenant.name.replace(' County Council', '')} Virtual School`,
    profile: 'leicestershire',
    tenantId: tenant.tid,
    organiserMailbox: tenant.organiser.email,
    mailFrom: tenant.organiser.email,
    driveId: tenant.site.driveId,
    rootFolderId: 'root',
    pppYearlyPence: 120_000,
    firstRoles: firstRoles(tenant.authority),
  }));
}

/** Coordinators and the head come from settings; everybody else's role is imported and confirmed by another of them. */
function firstRoles(authority: string): Config['authorities'][number]['firstRoles'] {
  const people = demoWorld('').people.filter((person) => person.authority === authority);
  return people.flatMap((person) => {
    const role =
      person.role === 'PEP coordinator'
        ? ('coordinator' as const)
        : person.role === 'Virtual School head'
          ? ('head' as const)
          : null;
    return role === null || person.email === undefined
      ? []
      : [{ email: person.email, name: person.name, role }];
  });
}
