import { endMeeting as decideEnd, markPupil, startMeeting as decideStart } from '#domain/meeting/room.ts';
import { attendeesOf, quorumOf } from '#domain/meeting/quorum.ts';
import type { Meeting } from '#domain/meeting/meeting.ts';
import { pathOf } from '#domain/pep/record.ts';
import type { PepKind } from '#domain/pep/pep.ts';
import { ok } from '#domain/result.ts';
import type { Answer, Asking, Done } from '../asking.ts';
import { auditBy, done, refused } from '../asking.ts';
import { loadPepOfMeeting } from '../pep/loadPep.ts';
import type { Ports, Tx } from '../ports.ts';

type Within = { readonly ports: Ports; readonly tx: Tx; readonly asking: Asking };
type Of = { readonly meeting: string };

async function saveAndTell({ ports, tx, asking }: Within, meeting: Meeting, did: string): Promise<void> {
  await tx.meetings.save(meeting);
  await tx.audit.append(auditBy(ports, asking, { did: did, object: `meeting:${meeting.id}` }));
  await tx.room.announce({ authority: tx.authority, meeting: meeting.id, what: 'room', path: null });
}

export async function startMeeting(ports: Ports, asking: Asking, params: Of): Answer<Done> {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const meeting = await tx.meetings.lock(params.meeting);
    if (meeting === null) return refused('not-found');
    const started = decideStart(meeting, { roles: asking.roles, at: ports.clock.now() });
    if (!started.ok) return started;
    if (started.value !== meeting) await saveAndTell({ ports, tx, asking }, started.value, 'meeting started');
    return ok(done);
  });
}

/** The chair moves everyone; each may look around all the same. */
export async function setStep(
  ports: Ports,
  asking: Asking,
  params: Of,
  request: { readonly step: string },
): Answer<Done> {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const loaded = await loadPepOfMeeting(tx, params.meeting);
    if (loaded === null) return refused('not-found');
    const { meeting, profile } = loaded;
    const leads =
      asking.roles.includes(meeting.chair) ||
      asking.roles.some((role) => role === 'officer' || role === 'head' || role === 'coordinator');
    if (!leads) return refused('only-chair');
    if (meeting.state === 'cancelled') return refused('meeting-over');
    if (!profile.agenda.is.some((step) => step.id === request.step)) return refused('not-understood');
    await tx.meetings.saveStep(meeting.id, request.step);
    await tx.room.announce({ authority: tx.authority, meeting: meeting.id, what: 'room', path: null });
    return ok(done);
  });
}

/** LE-18: everything for adults leaves every session of this meeting in the same moment. */
export async function markPupilPresent(
  ports: Ports,
  asking: Asking,
  params: Of,
  request: { readonly isPresent: boolean },
): Answer<Done> {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const meeting = await tx.meetings.lock(params.meeting);
    if (meeting === null) return refused('not-found');
    const marked = markPupil(meeting, { roles: asking.roles }, request.isPresent);
    if (!marked.ok) return marked;
    await saveAndTell(
      { ports, tx, asking },
      marked.value,
      request.isPresent ? 'pupil came in' : 'pupil went out',
    );
    return ok(done);
  });
}

/** LE-32: from any item, one press. The browser names the entry, so pressing twice raises it once. */
export async function raiseAction(
  ports: Ports,
  asking: Asking,
  params: Of,
  request: { readonly entry: string; readonly step: string; readonly text: string },
): Answer<Done> {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const loaded = await loadPepOfMeeting(tx, params.meeting);
    if (loaded === null) return refused('not-found');
    const { pep, meeting, profile } = loaded;
    if (pep.stage !== 'open' && pep.stage !== 'returned') return refused('pep-not-open');
    if (meeting.state === 'cancelled') return refused('meeting-over');
    if (!profile.agenda.is.some((step) => step.id === request.step)) return refused('not-understood');
    const at = ports.clock.now();
    const by = asking.actor.person;
    for (const [field, value] of [
      ['from', request.step],
      ['text', request.text],
    ] as const) {
      const path = pathOf('raised-actions', request.entry, field);
      await tx.fields.write({ pep: pep.id, path, value, baseVersion: 0, by, at });
      await tx.room.announce({ authority: tx.authority, meeting: meeting.id, what: 'field', path });
    }
    await tx.audit.append(
      auditBy(ports, asking, {
        did: 'raised an action',
        object: `pep:${pep.id}`,
        facts: {
          entry: request.entry,
          step: request.step,
        },
      }),
    );
    return ok(done);
  });
}

/** LE-31 for the next date; LE-11 decides what this meeting was. */
export async function endMeeting(
  ports: Ports,
  asking: Asking,
  params: Of,
): Answer<{ readonly kind: PepKind }> {
  return ports.store.within(asking.actor.authority, async (tx) => {
    if ((await tx.meetings.lock(params.meeting)) === null) return refused('not-found');
    const loaded = await loadPepOfMeeting(tx, params.meeting);
    if (loaded === null) return refused('not-found');
    const { meeting, pep, fields, invitees, profile } = loaded;
    if (meeting.state === 'ended') return ok({ kind: pep.kind });
    const reasons = profile.noNextDateReasons.is.map((reason) => reason.id);
    const ended = decideEnd(meeting, { roles: asking.roles, at: ports.clock.now() }, { fields, reasons });
    if (!ended.ok) return ended;
    const { kind } = quorumOf(profile.quorum.is, attendeesOf(fields, invitees));
    await tx.peps.save({ ...pep, kind });
    await saveAndTell(
      { ports, tx, asking },
      ended.value.meeting,
      kind === 'pep' ? 'meeting ended' : 'meeting ended as a progress review',
    );
    return ok({ kind });
  });
}

export async function meetingOfChat(
  ports: Ports,
  asking: Asking,
  request: { readonly chatId: string },
): Answer<{ readonly meeting: string }> {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const meeting = await tx.meetings.byChat(request.chatId);
    return meeting === null ? refused('not-found') : ok({ meeting: meeting.id });
  });
}
