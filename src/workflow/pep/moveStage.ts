import { missingToComplete } from '#domain/pep/completeness.ts';
import { openByOfficer, returnPep, submit, takeBack } from '#domain/pep/stages.ts';
import type { By } from '#domain/pep/stages.ts';
import type { Pep } from '#domain/pep/pep.ts';
import type { Problem } from '#domain/problem.ts';
import { ok } from '#domain/result.ts';
import type { Result } from '#domain/result.ts';
import type { Answer, Asking, Done } from '../asking.ts';
import { auditBy, done, refused } from '../asking.ts';
import { noticeKey } from '../outside/enqueueNotices.ts';
import type { Ports, Tx } from '../ports.ts';
import type { LoadedPep } from './loadPep.ts';
import { loadPep } from './loadPep.ts';

type Decide = (loaded: LoadedPep, by: By) => Result<Pep, Problem>;
type After = (tx: Tx, loaded: LoadedPep, pep: Pep) => Promise<void>;

/** One way for every change of stage: lock, decide, save, audit, tell. */
async function moveStage(
  ports: Ports,
  asking: Asking,
  id: string,
  step: { readonly did: string; readonly decide: Decide; readonly after?: After },
): Answer<Done> {
  return ports.store.within(asking.actor.authority, async (tx) => {
    if ((await tx.peps.lock(id)) === null) return refused('not-found');
    const loaded = await loadPep(tx, id);
    if (loaded === null) return refused('not-found');
    const decided = step.decide(loaded, {
      person: asking.actor.person,
      roles: asking.roles,
      at: ports.clock.now(),
    });
    if (!decided.ok) return decided;
    if (decided.value === loaded.pep) return ok(done);
    await tx.peps.save(decided.value);
    await tx.audit.append(auditBy(ports, asking, { did: step.did, object: `pep:${id}` }));
    await tx.room.announce({ authority: tx.authority, meeting: loaded.meeting.id, what: 'room', path: null });
    await step.after?.(tx, loaded, decided.value);
    return ok(done);
  });
}

/** LE-43: the press of 'complete' tells the Virtual School officer. */
export async function submitPep(
  ports: Ports,
  asking: Asking,
  params: { readonly pep: string },
): Answer<Done> {
  return moveStage(ports, asking, params.pep, {
    did: 'plan completed',
    decide: ({ pep, fields, invitees, meeting }, by) => {
      if (meeting.state !== 'ended')
        return refused(meeting.state === 'cancelled' ? 'meeting-over' : 'meeting-not-started');
      return submit(
        pep,
        by,
        missingToComplete({ record: { pep, fields }, invited: invitees.map((invitee) => invitee.person) }),
      );
    },
    after: async (tx, loaded, pep) => {
      for (const officer of await officersFor(tx, loaded.child.id))
        await tell(tx, { notice: 'submitted', person: officer, pep, at: pep.submittedAt });
    },
  });
}

export async function takeBackPep(
  ports: Ports,
  asking: Asking,
  params: { readonly pep: string },
): Answer<Done> {
  return moveStage(ports, asking, params.pep, {
    did: 'plan taken back',
    decide: ({ pep }, by) => takeBack(pep, by),
  });
}

export async function openForReading(
  ports: Ports,
  asking: Asking,
  params: { readonly pep: string },
): Answer<Done> {
  return moveStage(ports, asking, params.pep, {
    did: 'plan opened for quality assurance',
    decide: ({ pep }, by) => ok(openByOfficer(pep, by)),
  });
}

/** LE-44: back to the one who completed it, with the reason. */
export async function returnToSchool(
  ports: Ports,
  asking: Asking,
  params: { readonly pep: string },
  request: { readonly reason: string },
): Answer<Done> {
  return moveStage(ports, asking, params.pep, {
    did: 'plan returned',
    decide: ({ pep }, by) => returnPep(pep, by, request.reason),
    after: async (tx, _loaded, pep) => {
      if (pep.submittedBy !== null)
        await tell(tx, { notice: 'returned', person: pep.submittedBy, pep, at: pep.submittedAt });
    },
  });
}

/** The child's own officer; where none is named, all officers. */
async function officersFor(tx: Tx, child: string): Promise<readonly string[]> {
  const named = (await tx.circle.of(child))
    .filter((member) => member.role === 'officer')
    .map((member) => member.person);
  if (named.length > 0) return named;
  return (await tx.roles.all())
    .filter((grant) => grant.role === 'officer' && grant.confirmedBy !== null && grant.endedAt === null)
    .map((grant) => grant.person);
}

/** Each completion tells once: its moment is part of the key. */
async function tell(
  tx: Tx,
  of: {
    readonly notice: 'submitted' | 'returned';
    readonly person: string;
    readonly pep: Pep;
    readonly at: string | null;
  },
): Promise<void> {
  await tx.effects.enqueue(
    {
      is: 'notify',
      notice: of.notice,
      person: of.person,
      meeting: null,
      pep: of.pep.id,
      revision: of.pep.version,
    },
    `${noticeKey({ notice: of.notice, person: of.person, about: of.pep.id, revision: of.pep.version })}:${of.at ?? ''}`,
  );
}
