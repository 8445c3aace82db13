import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { demoCaseload } from '#sandbox/demoCaseload.ts';
import { keepFirstRoles } from '#workflow/people/firstRoles.ts';
import { aSandbox, read, type TestSandbox } from '../support/aSandbox.ts';
import { found } from './demoPlaces.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await aSandbox();
}, 120_000);
afterAll(async () => await sandbox.close());

const proposals = z.object({
  proposals: z.array(
    z.object({
      id: z.string(),
      email: z.string(),
      role: z.string(),
      team: z.string().nullable(),
      canConfirm: z.boolean(),
    }),
  ),
});
const me = z.object({ person: z.string(), roles: z.array(z.object({ role: z.string() })) });
const problem = z.object({ code: z.string() });

const rolesOf = async (person: string) => {
  const answer = await sandbox.call(person, 'GET', '/api/me');
  return answer.status === 200 ? read(me, answer).roles.map(({ role }) => role) : answer.status;
};
/** The demo's own export again, with one more line about one of its people. */
async function imports(person: string, email: string, says: string): Promise<void> {
  const files = found(demoCaseload().find((one) => one.id === 'fenmarch')).files.map(({ name, text }) => {
    const [known = ''] = new RegExp(`[^\\n]*${email},`).exec(text) ?? [];
    const changed = `${text}${known}${says}\r\n`;
    return { name, base64: Buffer.from(name === 'people.csv' ? changed : text).toString('base64') };
  });
  const answer = await sandbox.call(person, 'POST', '/api/import', { files });
  const counts = z.object({ faults: z.array(z.unknown()), rolesToConfirm: z.number() });
  expect(answer.status).toBe(200);
  expect(read(counts, answer)).toEqual({ faults: [], rolesToConfirm: 1 });
}
const proposed = async (person: string, role: string) =>
  read(proposals, await sandbox.call(person, 'GET', '/api/roles/proposals')).proposals.find(
    (one) => one.role === role,
  );
const confirm = async (person: string, proposal: string) =>
  await sandbox.call(person, 'POST', '/api/roles/confirm', { proposal });

describe('a role across the authority', () => {
  it('is proposed by an import, confirmed by a second person, and works at the next call', async () => {
    expect(await rolesOf('iro-2')).toEqual(['iro']);
    expect((await sandbox.call('iro-2', 'GET', '/api/peps')).status).toBe(403);
    await imports('coordinator', 'tunde.bakare@fenmarch.gov.test', 'Virtual School officer,Virtual School');
    const proposal = found(await proposed('coordinator', 'officer'));
    expect(proposal).toMatchObject({ email: 'tunde.bakare@fenmarch.gov.test', canConfirm: false });
    expect((await sandbox.call('iro-2', 'GET', '/api/peps')).status).toBe(403);

    const own = await confirm('coordinator', proposal.id);
    expect([own.status, read(problem, own).code]).toEqual([403, 'second-person-needed']);
    expect((await confirm('officer', proposal.id)).status).toBe(403);
    expect((await confirm('eastholme-head', proposal.id)).status).toBe(404);
    expect((await sandbox.call('iro-2', 'GET', '/api/peps')).status).toBe(403);

    expect((await proposed('head', 'officer'))?.canConfirm).toBe(true);
    expect((await confirm('head', proposal.id)).status).toBe(200);
    expect((await sandbox.call('iro-2', 'GET', '/api/peps')).status).toBe(200);
    expect(await rolesOf('iro-2')).toEqual(['officer', 'iro']);
    expect((await confirm('head', proposal.id)).status).toBe(404);
    expect(await proposed('head', 'officer')).toBeUndefined();
  });

  it('is never confirmed by the one who would have it', async () => {
    await imports('coordinator', 'gareth.lindqvist@fenmarch.gov.test', 'Business support,Virtual School');
    const proposal = found(await proposed('head', 'businessSupport'));
    expect(proposal.canConfirm).toBe(false);
    expect((await confirm('head', proposal.id)).status).toBe(403);
    expect((await confirm('coordinator-2', proposal.id)).status).toBe(200);
  });

  it('of a team manager is for that team only', async () => {
    await imports('coordinator', 'leon.castellan@fenmarch.gov.test', 'Team manager,Children in Care West');
    await confirm('head', found(await proposed('head', 'teamManager')).id);
    const children = await sandbox.app.ports.store.within('fenmarch', (tx) => tx.children.all());
    const seen = async (team: string) => {
      const statuses = new Set<number>();
      for (const child of children.filter((one) => one.team === team).slice(0, 4))
        statuses.add((await sandbox.call('social-worker-5', 'GET', `/api/children/${child.id}`)).status);
      return [...statuses];
    };
    expect([await seen('Children in Care West'), await seen('Children in Care East')]).toEqual([
      [200],
      [404],
    ]);
  });

  it('never comes with a child: an officer whom an import names in a circle is no officer until confirmed', async () => {
    const { store } = sandbox.app.ports;
    const child = found(
      (await store.within('fenmarch', (tx) => tx.children.all())).find((one) => one.team === 'Leaving Care'),
    );
    await store.within('fenmarch', async (tx) => {
      const coordinator = found(await tx.people.byEmail('amina.yusuf@fenmarch.gov.test'));
      const guest = found(
        (await tx.people.byEmail('helen.ashdown@sedgeway.fenmarch.sch.test')) ??
          (await tx.people.all()).find((one) => one.name === 'Helen Ashdown'),
      );
      const officer = (person: string) => ({
        person,
        child: child.id,
        role: 'officer' as const,
        isConfidential: false,
      });
      await tx.circle.replace(child.id, ['officer'], [officer(coordinator.id), officer(guest.id)]);
    });
    expect(await rolesOf('coordinator')).toEqual(['coordinator']);
    expect((await sandbox.call('designated-teacher', 'GET', `/api/children/${child.id}`)).status).toBe(404);
    expect((await sandbox.call('designated-teacher', 'GET', '/api/peps')).status).toBe(403);
  });
});

describe('a first role', () => {
  it('ends when the settings name it no longer, and not what a second person confirmed', async () => {
    const { ports } = sandbox.app;
    const settings = await ports.store.within('fenmarch', (tx) => tx.settings());
    const without = settings.firstRoles.filter((first) => first.email !== 'daniel.okafor@fenmarch.gov.test');
    expect(without).toHaveLength(settings.firstRoles.length - 1);
    expect(await rolesOf('coordinator-2')).toEqual(['coordinator']);
    await keepFirstRoles(ports, [{ ...settings, firstRoles: without }]);
    expect(await rolesOf('coordinator-2')).toBe(403);
    expect((await sandbox.call('coordinator-2', 'GET', '/api/children')).status).toBe(403);
    expect(await rolesOf('officer')).toContain('officer');
    expect(await rolesOf('head')).toContain('head');
    const rows = await ports.store.within('fenmarch', (tx) => tx.audit.all());
    expect(rows.filter((row) => row.did === 'role ended')).toMatchObject([
      { through: 'settings', facts: { role: 'coordinator' } },
    ]);
    await keepFirstRoles(ports, [settings]);
    expect(await rolesOf('coordinator-2')).toEqual(['coordinator']);
  });
});

describe('a circle', () => {
  it('is never joined by one’s own import; the row goes in, and says so', async () => {
    const files = found(demoCaseload().find((one) => one.id === 'fenmarch')).files.map(({ name, text }) => {
      const told =
        name === 'children.csv'
          ? text.replace('Marcus Adeyemi,marcus.adeyemi', 'Amina Yusuf,amina.yusuf')
          : text;
      const staffed = `${text}Amina Yusuf,amina.yusuf@fenmarch.gov.test,Social worker,Children in Care East\r\n`;
      return { name, base64: Buffer.from(name === 'people.csv' ? staffed : told).toString('base64') };
    });
    const report = z.object({ faults: z.array(z.object({ what: z.string(), line: z.number() })) });
    const own = read(report, await sandbox.call('coordinator', 'POST', '/api/import', { files }));
    expect(own.faults.map(({ what }) => what)).toEqual([
      'This row would put you into the child’s circle. It went in without you.',
    ]);
    expect(await rolesOf('coordinator')).toEqual(['coordinator']);
    // Somebody else may: then it is known who did.
    expect(
      read(report, await sandbox.call('coordinator-2', 'POST', '/api/import', { files })).faults,
    ).toEqual([]);
    expect(await rolesOf('coordinator')).toEqual(['coordinator', 'socialWorker']);
  });
});
