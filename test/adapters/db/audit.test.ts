import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { sha256 } from '#adapters/db/audit.ts';
import { verifyAudit } from '#domain/audit/chain.ts';
import type { AuditRow } from '#domain/audit/entry.ts';
import { eachStore } from '#test/support/aStore.ts';
import { anAuthority } from '#test/support/builders.ts';

eachStore('the audit', (db) => {
  const entry = (did: string) => ({
    at: '2026-09-01T09:00:00.000Z', by: 'person', through: 'teams', did, object: 'pep:1', facts: { zebra: 1, apple: null, yes: true, word: 'ü' },
  }); // prettier-ignore
  const rows = async () => await db().store.within(anAuthority, (tx) => tx.audit.all());

  test('rows written at once form one unbroken chain, and other authorities have their own', async () => {
    const steps = Array.from({ length: 12 }, (_, index) => `step ${index}`);
    await Promise.all(
      steps.map((did) =>
        db().store.within(anAuthority, async (tx) => {
          await tx.audit.append(entry(did));
          await tx.audit.append(entry(`${did} again`));
        }),
      ),
    );
    await db().store.within('hillshire', (tx) => tx.audit.append(entry('there')));
    const kept = await rows();
    expect(kept.map((row) => row.seq)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
    expect(verifyAudit(kept, sha256)).toEqual({ is: 'whole' });
    expect(await db().store.within('hillshire', (tx) => tx.audit.all())).toHaveLength(1);
  });

  const tamperings: [string, (kept: readonly AuditRow[]) => readonly AuditRow[], number][] = [
    [
      'a changed fact',
      (kept) => kept.map((row) => (row.seq === 3 ? { ...row, facts: { ...row.facts, zebra: 2 } } : row)),
      3,
    ],
    ['a changed doer', (kept) => kept.map((row) => (row.seq === 1 ? { ...row, by: 'other' } : row)), 1],
    ['a dropped row', (kept) => kept.filter((row) => row.seq !== 2), 2],
    ['two rows exchanged', (kept) => [...kept.slice(1, 2), ...kept.slice(0, 1), ...kept.slice(2)], 1],
    [
      'a row whose hash was made anew',
      (kept) => kept.map((row) => (row.seq === 4 ? { ...row, did: 'x', hash: sha256('x') } : row)),
      4,
    ],
  ];
  test.each(tamperings)('%s is found', async (_what, tamper, seq) => {
    expect(verifyAudit(tamper(await rows()), sha256)).toEqual({ is: 'broken', seq });
  });

  test.each(['update audit set did = did', 'delete from audit', 'truncate audit'])(
    'the app cannot %s',
    async (statement) => {
      const tampering = db()
        .kysely.transaction()
        .execute(async (trx) => {
          await sql`select set_config('role', 'pep_app', true), set_config('app.authority', ${anAuthority}, true)`.execute(
            trx,
          );
          await sql.raw(statement).execute(trx);
        });
      await expect(tampering).rejects.toThrow(/permission denied/);
    },
  );
});
