import { z } from 'zod';
import { ok, refuse } from '#domain/result.ts';
import type { DirectoryPort } from '#workflow/ports.ts';
import { ask, encoded, quoted, segment } from './ask.ts';
import { type Asking, problem } from './problem.ts';
import type { Tenants } from './tenants.ts';

const asking: Asking = { service: 'directory', permission: 'User.Read.All' };
const user = z.object({
  id: z.string(),
  mail: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
});
const users = z.object({ value: z.array(user) });
const wanted = 'id,mail,userPrincipalName,accountEnabled';

export function directoryOn(tenants: Tenants): DirectoryPort {
  return {
    /** By `mail`: a guest's principal name is not their address. Two accounts with one address are nobody's link. */
    byMail: async (tenantId, mail) => {
      const found = await ask(asking, users, () =>
        tenants
          .ofTenant(tenantId)
          .api('/users')
          .filter(encoded(`mail eq ${quoted(mail)}`))
          .select(wanted)
          .get(),
      );
      if (!found.ok) return found;
      const accounts = found.value.value.filter((it) => it.accountEnabled !== false);
      const [only] = accounts;
      if (only === undefined) return ok(null);
      if (accounts.length > 1)
        return refuse(problem('directory', 'refused', { facts: { accounts: accounts.length } }));
      return ok({ tid: tenantId, oid: only.id });
    },

    mailOf: async ({ tid, oid }) => {
      const found = await ask(asking, user, () =>
        tenants
          .ofTenant(tid)
          .api(`/users/${segment(oid)}`)
          .select(wanted)
          .get(),
      );
      if (!found.ok) return found.problem.code === 'not-found' ? ok(null) : found;
      return ok(addressOf(found.value));
    },
  };
}

function addressOf({ mail, userPrincipalName }: z.infer<typeof user>): string | null {
  if (mail !== null && mail !== undefined && mail !== '') return mail;
  const isGuest = userPrincipalName?.includes('#EXT#') === true;
  return isGuest ? null : (userPrincipalName ?? null);
}
