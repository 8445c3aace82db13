import type { AuthorityId } from '#domain/people/person.ts';
import { dueReminders } from '#domain/reminder/dueReminders.ts';
import { keepMilestones } from '../caseload/milestones.ts';
import type { Ports } from '../ports.ts';

/**
 * Looks at everything that time alone makes due. Runs each minute and at start; asking twice changes nothing,
 * since each reminder's key is kept with its effect. `lastDay` remembers per authority when deadlines were last worked out.
 */
export async function sweep(ports: Ports, lastDay: Map<AuthorityId, string>): Promise<void> {
  const today = ports.clock.today();
  for (const authority of await ports.store.gate.authorities()) {
    await remind(ports, authority);
    if (lastDay.get(authority) === today) continue;
    await ports.store.within(authority, async (tx) => keepMilestones(ports, tx, await tx.children.all()));
    lastDay.set(authority, today);
  }
}

async function remind(ports: Ports, authority: AuthorityId): Promise<void> {
  await ports.store.within(authority, async (tx) => {
    const booked = (await tx.meetings.all()).filter((meeting) => meeting.state === 'booked');
    const meetings = [];
    for (const meeting of booked)
      meetings.push({ meeting, invitees: await tx.meetings.invitees(meeting.id) });
    for (const due of dueReminders({ now: ports.clock.now(), meetings }))
      await tx.effects.enqueue(
        {
          is: 'notify',
          notice: due.is,
          person: due.person,
          meeting: due.meeting,
          pep: null,
          revision: due.revision,
        },
        due.key,
      );
  });
}

/** After a crash: what was decided and not yet done is put in the queue again. Done effects stay done. */
export async function resume(ports: Ports): Promise<void> {
  for (const authority of await ports.store.gate.authorities())
    await ports.store.within(authority, async (tx) => {
      for (const row of await tx.effects.unfinished()) await tx.effects.requeue(row.id);
    });
}
