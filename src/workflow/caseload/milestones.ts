import type { Child, Milestone, School } from '#domain/caseload/child.ts';
import type { NextPep } from '#domain/caseload/nextPep.ts';
import { nextPepDue } from '#domain/caseload/nextPep.ts';
import type { Profile } from '#domain/profile/profile.ts';
import type { LocalDate } from '#domain/time/localDate.ts';
import type { Term } from '#domain/time/schoolCalendar.ts';
import type { Ports, Tx } from '../ports.ts';
import { profileFor } from './profileFor.ts';

type Known = {
  readonly profile: Profile;
  readonly terms: readonly Term[];
  readonly schools: readonly School[];
  readonly today: LocalDate;
};

export function nextPepOf(child: Child, known: Known): NextPep {
  const school = known.schools.find((candidate) => candidate.urn === child.schoolUrn) ?? null;
  return nextPepDue({
    child: { ncYear: child.ncYear, careStart: child.careStart, school },
    terms: known.terms,
    profile: known.profile,
    today: known.today,
    lastPep: child.lastPep,
    nextReview: child.nextReview,
  });
}

export async function knownOf(ports: Pick<Ports, 'clock'>, tx: Tx): Promise<Known> {
  return {
    profile: profileFor(await tx.settings()),
    terms: await tx.terms.all(),
    schools: await tx.schools.all(),
    today: ports.clock.today(),
  };
}

/** Stored again whenever facts, calendars or the profile change, and nightly. */
export async function keepMilestones(
  ports: Pick<Ports, 'clock'>,
  tx: Tx,
  children: readonly Child[],
): Promise<void> {
  const known = await knownOf(ports, tx);
  for (const child of children)
    await tx.children.saveMilestone(child.id, milestoneOf(nextPepOf(child, known)));
}

function milestoneOf(next: NextPep): Milestone {
  return { due: next.due, because: next.because, why: next.why, source: next.source };
}
