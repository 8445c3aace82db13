import { dueAfter } from '#domain/time/countDays.ts';
import { dateOf } from '#domain/time/wallClock.ts';
import { ok } from '#domain/result.ts';
import type { Asking } from '../asking.ts';
import { childCard } from '../caseload/childCard.ts';
import { profileFor } from '../caseload/profileFor.ts';
import type { Ports } from '../ports.ts';
import { stageWords } from './pepView.ts';

/** Plans with the Virtual School first, then those a school still owes after its meeting. */
export async function pepQueue(ports: Ports, asking: Asking) {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const schools = await tx.schools.all();
    const profile = profileFor(await tx.settings());
    const people = new Map((await tx.people.all()).map((person) => [person.id, person.name]));
    const rows = [];
    for (const pep of await tx.peps.all()) {
      if (pep.kind === 'progressReview') continue;
      const meeting = await tx.meetings.byId(pep.meeting);
      const child = await tx.children.byId(pep.child);
      if (meeting === null || child === null || (meeting.state !== 'ended' && pep.stage === 'open')) continue;
      // LE-42
      const { due } = dueAfter({ ...profile.completeWithin.is, on: dateOf(meeting.startsAt) });
      rows.push({
        pep: pep.id,
        child: childCard(child, schools),
        reference: meeting.reference,
        stage: pep.stage,
        stageWords: stageWords[pep.stage],
        submittedAt: pep.submittedAt,
        submittedBy: pep.submittedBy === null ? null : (people.get(pep.submittedBy) ?? null),
        dueBy: due,
      });
    }
    const rank = { submitted: 0, returned: 1, open: 2, signedOff: 3 } as const;
    rows.sort(
      (a, b) => rank[a.stage] - rank[b.stage] || (a.submittedAt ?? '').localeCompare(b.submittedAt ?? ''),
    );
    return ok({ rows });
  });
}
