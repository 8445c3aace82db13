import type { AuditRow } from '#domain/audit/entry.ts';
import { ok } from '#domain/result.ts';
import type { Asking } from '../asking.ts';
import type { Ports } from '../ports.ts';

/** What was done for one child, newest first: their meetings and plans included. */
export async function auditTrail(ports: Ports, asking: Asking, params: { readonly child: string }) {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const objects = [
      `child:${params.child}`,
      ...(await tx.meetings.ofChild(params.child)).map((meeting) => `meeting:${meeting.id}`),
      ...(await tx.peps.ofChild(params.child)).map((pep) => `pep:${pep.id}`),
    ];
    const rows: AuditRow[] = [];
    for (const object of objects) rows.push(...(await tx.audit.ofObject(object)));
    const people = new Map((await tx.people.all()).map((person) => [person.id, person.name]));
    rows.sort((a, b) => b.seq - a.seq);
    return ok({
      rows: rows.map((row) => ({
        at: row.at,
        by: people.get(row.by) ?? row.by,
        through: row.through,
        did: row.did,
        facts: Object.entries(row.facts)
          .map(([name, value]) => `${name}: ${String(value)}`)
          .join(', '),
      })),
    });
  });
}
