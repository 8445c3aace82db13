import { isTimePossible } from '#domain/meeting/bookingRules.ts';
import type { Invitee, Meeting } from '#domain/meeting/meeting.ts';
import type { CircleMember } from '#domain/people/person.ts';
import type { Role } from '#domain/people/role.ts';
import { carriedForward } from '#domain/pep/targets.ts';
import type { Pep } from '#domain/pep/pep.ts';
import { findProtected } from '#domain/disclosure/findProtected.ts';
import { calendarFor } from '#domain/time/schoolCalendar.ts';
import { fromInstant } from '#domain/time/wallClock.ts';
import { ok } from '#domain/result.ts';
import type { Answer, Asking } from '../asking.ts';
import { auditBy, refused } from '../asking.ts';
import { knownOf } from '../caseload/milestones.ts';
import type { Ports, Tx } from '../ports.ts';
import { carryOn } from './carryOn.ts';
import { protectedOf } from './protectedOf.ts';
import { expectedReach } from './reach.ts';
import { rulesOf, unansweredOf } from './rulesOf.ts';

export type Booking = {
  readonly bookingKey: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly venue: string;
  readonly people: readonly string[];
  readonly chair: Role;
  readonly overrides: readonly { readonly rule: string; readonly reason: string }[];
};

/**
 * Books one meeting. The booking key comes from the browser: pressing twice, or again after a lost answer,
 * finds the meeting already booked. Event, link, chat and invitations follow as effects.
 */
export async function bookMeeting(
  ports: Ports,
  asking: Asking,
  params: { readonly child: string },
  booking: Booking,
): Answer<{ readonly meeting: string }> {
  try {
    return await ports.store.within(asking.actor.authority, (tx) =>
      book(ports, tx, asking, { child: params.child, booking }),
    );
  } catch (cause) {
    // Two presses at the same moment on two servers: the store takes one key, and one open meeting a child, once only.
    const open = await ports.store.within(asking.actor.authority, async (tx) => ({
      ofKey: await tx.meetings.byBookingKey(booking.bookingKey),
      ofChild: await openMeetingOf(tx, params.child),
    }));
    if (open.ofKey?.child === params.child) return ok({ meeting: open.ofKey.id });
    if (open.ofChild !== null) return refused('already-booked', { meeting: open.ofChild.id });
    throw cause;
  }
}

async function openMeetingOf(tx: Tx, child: string): Promise<Meeting | null> {
  const meetings = await tx.meetings.ofChild(child);
  return meetings.find(({ state }) => state === 'booked' || state === 'started') ?? null;
}

async function book(
  ports: Ports,
  tx: Tx,
  asking: Asking,
  { child: childId, booking }: { readonly child: string; readonly booking: Booking },
): Answer<{ readonly meeting: string }> {
  const known = await tx.meetings.byBookingKey(booking.bookingKey);
  if (known !== null) return known.child === childId ? ok({ meeting: known.id }) : refused('not-found');
  const child = await tx.children.byId(childId);
  if (child === null) return refused('not-found');
  const open = await openMeetingOf(tx, childId);
  if (open !== null) return refused('already-booked', { meeting: open.id });
  if (!isTimePossible({ ...booking, now: fromInstant(ports.clock.now()) }))
    return refused('time-not-possible');
  const circle = await tx.circle.of(childId);
  const invited = booking.people.map((person) => circle.find((member) => member.person === person));
  if (invited.some((member) => member === undefined)) return refused('person-unknown');
  const members = invited.flatMap((member) => (member === undefined ? [] : [member]));
  if (findProtected(booking.venue, await protectedOf(tx, child)).length > 0)
    return refused('protected-words');
  const caseload = await knownOf(ports, tx);
  const school = caseload.schools.find((candidate) => candidate.urn === child.schoolUrn) ?? null;
  const rules = rulesOf({
    ...caseload,
    child,
    calendar: calendarFor(school, caseload.terms),
    ...booking,
    roles: members.map((member) => member.role),
  });
  const unanswered = unansweredOf(rules, booking.overrides);
  if (unanswered.length > 0)
    return refused('rule-needs-reason', { rules: unanswered.map((rule) => rule.rule) });
  const meeting = newMeeting(ports, asking, child.id, booking);
  await tx.meetings.insert(meeting, booking.bookingKey);
  for (const invitee of await inviteesOf(tx, meeting, members)) await tx.meetings.saveInvitee(invitee);
  const pep = newPep(ports, meeting, caseload.profile);
  await tx.peps.insert(pep);
  await carryOn(tx, pep);
  await carryForward(ports, tx, asking, pep);
  // Nothing asks for what is already known: whoever was to chair stands there, and the room may change it (BP-15).
  const chairing = { pep: pep.id, path: 'chairing/chair', value: booking.chair, baseVersion: 0 };
  await tx.fields.write({ ...chairing, by: asking.actor.person, at: ports.clock.now() });
  await tx.audit.append(
    auditBy(ports, asking, {
      did: 'meeting booked',
      object: `meeting:${meeting.id}`,
      facts: {
        invited: members.length,
        overrides: booking.overrides.length,
      },
    }),
  );
  await tx.effects.enqueue({ is: 'createEvent', meeting: meeting.id }, `createEvent:${meeting.id}`);
  return ok({ meeting: meeting.id });
}

function newMeeting(ports: Ports, asking: Asking, child: string, booking: Booking): Meeting {
  return {
    id: ports.chance.id(),
    authority: asking.actor.authority,
    child,
    reference: ports.chance.reference(),
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    venue: booking.venue,
    chair: booking.chair,
    state: 'booked',
    revision: 0,
    bookedBy: asking.actor.person,
    overrides: booking.overrides,
    cancelledBecause: null,
    eventId: null,
    joinUrl: null,
    onlineMeetingId: null,
    chatId: null,
    isPupilPresent: false,
    startedAt: null,
    endedAt: null,
  };
}

function newPep(
  ports: Ports,
  meeting: Meeting,
  profile: { readonly id: string; readonly version: number },
): Pep {
  return {
    id: ports.chance.id(),
    authority: meeting.authority,
    child: meeting.child,
    meeting: meeting.id,
    kind: 'pep',
    stage: 'open',
    profileId: profile.id,
    profileVersion: profile.version,
    submittedBy: null,
    submittedAt: null,
    openedByOfficerAt: null,
    returnedBecause: null,
    signedOffBy: null,
    signedOffAt: null,
    version: 0,
  };
}

/** LE-14: last time's targets stand in the new plan from the start, whatever school the child is at now. */
async function carryForward(ports: Ports, tx: Tx, asking: Asking, pep: Pep): Promise<void> {
  const before = (await tx.peps.ofChild(pep.child)).filter(
    (other) => other.id !== pep.id && other.signedOffAt !== null,
  );
  before.sort((a, b) => (b.signedOffAt ?? '').localeCompare(a.signedOffAt ?? ''));
  const last = before[0];
  if (last === undefined) return;
  const record = await tx.peps.versionOf(last.id, last.version);
  for (const { path, value } of carriedForward(record?.fields ?? []))
    await tx.fields.write({
      pep: pep.id,
      path,
      value,
      baseVersion: 0,
      by: asking.actor.person,
      at: ports.clock.now(),
    });
}

async function inviteesOf(
  tx: Tx,
  meeting: Meeting,
  members: readonly CircleMember[],
): Promise<readonly Invitee[]> {
  const people = new Map(
    (await tx.people.byIds(members.map((member) => member.person))).map((person) => [person.id, person]),
  );
  return members.flatMap((member) => {
    const person = people.get(member.person);
    if (person === undefined) return [];
    return [
      {
        meeting: meeting.id,
        person: person.id,
        name: person.name,
        role: member.role,
        email: person.email,
        phone: person.phone,
        isConfidential: member.isConfidential,
        reply: 'none' as const,
        repliedAt: null,
        repliedBy: null,
        reach: expectedReach(person),
        calledAt: null,
      },
    ];
  });
}
