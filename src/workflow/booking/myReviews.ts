import type { Actor } from '#domain/people/person.ts';
import type { Meeting } from '#domain/meeting/meeting.ts';
import type { Pep } from '#domain/pep/pep.ts';
import { rolesTowards } from '#domain/access/rolesTowards.ts';
import type { Role } from '#domain/people/role.ts';
import { dateOf } from '#domain/time/wallClock.ts';
import { inDays, longDate } from '#domain/time/localDate.ts';
import { ok } from '#domain/result.ts';
import type { Asking } from '../asking.ts';
import { childCard } from '../caseload/childCard.ts';
import type { Ports, Tx } from '../ports.ts';

/** The meetings somebody is part of now: soonest first, then what is still to be done, then what is over. */
export async function myReviews(ports: Ports, asking: Asking) {
  const { actor } = asking;
  const today = ports.clock.today();
  return ports.store.within(actor.authority, async (tx) => {
    const schools = await tx.schools.all();
    const found: Awaited<ReturnType<typeof reviewOf>>[] = [];
    for (const meeting of await tx.meetings.ofInvitee(actor.person))
      found.push(await reviewOf(tx, actor, meeting, today));
    const meetings = found.flatMap((review) =>
      review === null ? [] : [{ ...review.view, child: childCard(review.child, schools) }],
    );
    const rank = (meeting: (typeof meetings)[number]) =>
      meeting.state === 'started'
        ? 0
        : meeting.state === 'booked'
          ? 1
          : meeting.state === 'ended' && meeting.pepStage !== 'signedOff'
            ? 2
            : 3;
    meetings.sort((a, b) => rank(a) - rank(b) || a.startsAt.localeCompare(b.startsAt));
    return ok({ today, meetings });
  });
}

async function reviewOf(tx: Tx, actor: Actor, meeting: Meeting, today: string) {
  const child = await tx.children.byId(meeting.child);
  if (child === null) return null;
  // Invited once, but no longer in the circle: gone from the list.
  const roles = rolesTowards(
    actor,
    { id: child.id, authority: tx.authority, team: child.team },
    await tx.circle.of(child.id),
  );
  if (roles.length === 0) return null;
  const invitee = (await tx.meetings.invitees(meeting.id)).find(
    (candidate) => candidate.person === actor.person,
  );
  const pep = await tx.peps.byMeeting(meeting.id);
  const { id, reference, startsAt, endsAt, venue, joinUrl, state } = meeting;
  const view = {
    meeting: id,
    reference,
    startsAt,
    endsAt,
    venue,
    joinUrl,
    state,
    pep: pep?.id ?? null,
    myReply: invitee?.reply ?? null,
    pepStage: pep?.stage ?? null,
    nextStep: nextStep(meeting, pep, roles, today),
  };
  return { child, view };
}

function nextStep(meeting: Meeting, pep: Pep | null, roles: readonly Role[], today: string): string {
  const isSchool = roles.includes('designatedTeacher') || roles.includes('schoolStaff');
  if (meeting.state === 'cancelled') return 'Cancelled';
  if (meeting.state === 'booked')
    return `Meeting ${inDays(today, dateOf(meeting.startsAt))}, on ${longDate(dateOf(meeting.startsAt))}`;
  if (meeting.state === 'started') return 'The meeting is under way: open the room';
  if (pep === null) return '';
  if (pep.kind === 'progressReview') return 'Recorded as a progress review: a new meeting is to be booked';
  if (pep.stage === 'returned')
    return isSchool ? 'Returned to you: see what is asked for' : 'Returned to the school';
  if (pep.stage === 'open')
    return isSchool ? 'Finish the targets and press complete' : 'The school is finishing the plan';
  return pep.stage === 'submitted' ? 'With the Virtual School' : 'Signed off';
}
