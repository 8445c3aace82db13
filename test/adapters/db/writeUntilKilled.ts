import { randomUUID } from 'node:crypto';
import { openDb } from '#adapters/db/openDb.ts';
import { aChild, aMeeting, anAuthority, aPep } from '#test/support/builders.ts';

/** A process of the crash test: opens the folder, says each write it was told is saved, and never stops by itself. */
const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('Say which folder.');
const { store } = await openDb({ dataDir }, 'sandbox');
const child = aChild();
const meeting = aMeeting({ child: child.id, reference: randomUUID() });
const pep = aPep({ child: child.id, meeting: meeting.id });
await store.within(anAuthority, async (tx) => {
  await tx.children.save({ ...child, reference: randomUUID(), personNumber: randomUUID() });
  await tx.meetings.insert(meeting, randomUUID());
  await tx.peps.insert(pep);
});
for (let round = 1; ; round += 1) {
  const value = `${pep.id} ${round}`;
  await store.within(anAuthority, async (tx) => {
    const at = '2026-10-08T13:00:00Z';
    await tx.fields.write({ pep: pep.id, path: `notes/${round}`, value, baseVersion: 0, by: 'x', at });
    await tx.effects.enqueue({ is: 'deliver', pep: pep.id, version: round, edition: 'full' }, value);
    await tx.audit.append({
      at,
      by: 'x',
      through: 'teams',
      did: 'wrote',
      object: `pep:${pep.id}`,
      facts: { round },
    });
  });
  process.stdout.write(`${pep.id} ${round}\n`);
}
