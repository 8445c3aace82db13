import { type Selectable, sql, type Transaction } from 'kysely';
import { createHash } from 'node:crypto';
import { auditHash, firstPreviousHash, type Sha256 } from '#domain/audit/chain.ts';
import type { AuditRow } from '#domain/audit/entry.ts';
import type { Tx } from '#workflow/ports.ts';
import { auditFactsSchema } from './rows.ts';
import { own, type Tables } from './tables.ts';

export const sha256: Sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

export function audit(db: Transaction<Tables>, authority: string): Tx['audit'] {
  const mine = () => db.selectFrom('audit').selectAll().where('authority', '=', authority);
  return {
    append: async (entry) => {
      // Held until the transaction ends: two rows never follow the same one.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`audit:${authority}`}, 0))`.execute(db);
      const last = await mine().orderBy('seq', 'desc').limit(1).executeTakeFirst();
      const seq = (last?.seq ?? 0) + 1;
      const previousHash = last?.hash ?? firstPreviousHash;
      const { at, by, through, did, object, facts } = entry;
      const hash = auditHash({ seq, at, by, through, did, object, facts }, previousHash, sha256);
      await db
        .insertInto('audit')
        .values({
          authority,
          seq,
          at,
          by,
          through,
          did,
          object,
          facts: JSON.stringify(facts),
          previousHash,
          hash,
        })
        .execute();
    },
    ofObject: async (object) =>
      (await mine().where('object', '=', object).orderBy('seq').execute()).map(asAuditRow),
    all: async () => (await mine().orderBy('seq').execute()).map(asAuditRow),
  };
}

function asAuditRow(row: Selectable<Tables['audit']>): AuditRow {
  return { ...own(row), facts: auditFactsSchema.parse(row.facts) };
}
