import type { AuditEntry, AuditRow } from './entry.ts';

/** Text to lower-case hex; handed in, so that the domain needs no library for it. */
export type Sha256 = (text: string) => string;

/** What the first row of an authority carries as the hash before it. */
export const firstPreviousHash = '0'.repeat(64);

type Numbered = AuditEntry & { readonly seq: number };

/** The hash covers the row's place in the order and the hash before, so no row can be changed, dropped or moved unseen. */
export function auditHash(row: Numbered, previousHash: string, sha256: Sha256): string {
  const { seq, at, by, through, did, object, facts } = row;
  return sha256(`${previousHash}\n${canonicalJson({ seq, at, by, through, did, object, facts })}`);
}

export type AuditChain = { readonly is: 'whole' } | { readonly is: 'broken'; readonly seq: number };

/** Rows in the order of `seq`, from the first; the answer names the first row that does not follow from the one before. */
export function verifyAudit(rows: readonly AuditRow[], sha256: Sha256): AuditChain {
  let previousHash = firstPreviousHash;
  for (const [index, row] of rows.entries()) {
    const follows =
      row.seq === index + 1 &&
      row.previousHash === previousHash &&
      row.hash === auditHash(row, previousHash, sha256);
    if (!follows) return { is: 'broken', seq: index + 1 };
    previousHash = row.hash;
  }
  return { is: 'whole' };
}

/** Keys in one order whatever order the database gives them back in. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`).join(',')}}`;
}
