import { createHash } from 'node:crypto';
import { demoNow, demoPeople } from './demoCaseload.ts';
import type { SandboxPerson, SandboxTenant, WorldSetup } from './people.ts';

/** Ids are drawn from names, so that a store filled yesterday still knows its people today. */
export function idFor(name: string): string {
  const hex = createHash('sha256').update(`education-review-sandbox:${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const demoAuthorities = ['fenmarch', 'eastholme'] as const;
export { demoNow };

export const demoApp = {
  clientId: idFor('client'),
  clientSecret: 'a secret of the sandbox alone',
  botId: idFor('bot'),
  botSecret: 'the bot’s secret of the sandbox alone',
  botName: 'Education Review',
  manifestId: idFor('manifest'),
  catalogId: idFor('catalogue'),
};

export function demoTenant(authority: (typeof demoAuthorities)[number]): SandboxTenant {
  const name = authority === 'fenmarch' ? 'Fenmarch' : 'Eastholme';
  return {
    tid: idFor(`tenant:${authority}`),
    name: `${name} County Council`,
    authority,
    organiser: {
      oid: idFor(`organiser:${authority}`),
      email: `education.reviews@${authority}.gov.test`,
      name: 'Education reviews',
    },
    site: {
      id: `${authority}.sharepoint.test,${idFor(`site:${authority}`)},${idFor(`web:${authority}`)}`,
      webUrl: `https://${authority}.sharepoint.test/sites/education-reviews`,
      driveId: `b!${authority}-education-reviews`,
      listId: idFor(`list:${authority}`),
    },
  };
}

/** The whole fictional tenancy: guests have an account in the council's tenant, people with mail only have none. */
export function demoWorld(dataDir: string): WorldSetup {
  const tenants = demoAuthorities.map(demoTenant);
  const people = demoPeople().map((person): SandboxPerson => {
    const isInDirectory = person.kind === 'member' || person.kind === 'guest';
    return {
      id: person.id,
      name: person.name,
      role: person.role,
      kind: person.kind,
      authority: person.authority,
      tid: idFor(`tenant:${person.authority}`),
      oid: isInDirectory ? idFor(`person:${person.id}`) : undefined,
      email: person.email === '' ? undefined : person.email,
      phone: person.phone,
      scheduleVisible: person.kind === 'member',
    };
  });
  return { people, tenants, app: demoApp, dataDir };
}
