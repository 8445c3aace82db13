import type { PersonId } from '../people/person.ts';
import type { Role } from '../people/role.ts';
import { problem, type Problem } from '../problem.ts';
import { ok, refuse, type Result } from '../result.ts';
import { holdingUp, type Missing } from './completeness.ts';
import type { Pep } from './pep.ts';

export type By = {
  readonly person: PersonId;
  /** Roles across the authority and towards this child. */
  readonly roles: readonly Role[];
  /** ISO instant. */
  readonly at: string;
};

/** LE-43; LE-06 lets school staff whom the designated teacher chose do it for them. */
const completers: readonly Role[] = ['designatedTeacher', 'schoolStaff'];
/** LE-44 */
const qualityAssurers: readonly Role[] = ['officer', 'head'];

const shortestReason = 3;

export function isEditable(pep: Pick<Pep, 'stage'>): boolean {
  return pep.stage === 'open' || pep.stage === 'returned';
}

/** LE-43: the press of 'complete'. `missing` is what `missingToComplete` found. LE-11: a progress review is never completed as a PEP. */
export function submit(pep: Pep, by: By, missing: readonly Missing[]): Result<Pep, Problem> {
  if (!hasOne(by, completers)) return refuse(problem('not-for-your-role'));
  if (!isEditable(pep)) return refuse(problem('pep-not-open', { stage: pep.stage }));
  if (pep.kind === 'progressReview') return refuse(problem('progress-review'));
  const inTheWay = holdingUp(missing);
  if (inTheWay.length > 0) return refuse(problem('pep-incomplete', { missing: inTheWay }));
  return ok({
    ...pep,
    stage: 'submitted',
    submittedBy: by.person,
    submittedAt: by.at,
    openedByOfficerAt: null,
    returnedBecause: null,
  });
}

/** Until an officer has opened it. */
export function takeBack(pep: Pep, by: By): Result<Pep, Problem> {
  if (!hasOne(by, completers)) return refuse(problem('not-for-your-role'));
  if (pep.stage !== 'submitted') return refuse(problem('pep-not-submitted', { stage: pep.stage }));
  if (pep.openedByOfficerAt !== null) return refuse(problem('pep-already-opened'));
  return ok({ ...pep, stage: 'open', submittedBy: null, submittedAt: null });
}

/** The first look closes the way back; later looks change nothing. Refuses nobody: who may read is decided before. */
export function openByOfficer(pep: Pep, by: By): Pep {
  if (pep.stage !== 'submitted' || pep.openedByOfficerAt !== null || !hasOne(by, qualityAssurers)) return pep;
  return { ...pep, openedByOfficerAt: by.at };
}

/** LE-44. Who completed it stays on record, so that the return reaches them. */
export function returnPep(pep: Pep, by: By, reason: string): Result<Pep, Problem> {
  if (!hasOne(by, qualityAssurers)) return refuse(problem('not-for-your-role'));
  if (pep.stage !== 'submitted') return refuse(problem('pep-not-submitted', { stage: pep.stage }));
  if (reason.trim().length < shortestReason) return refuse(problem('reason-needed'));
  return ok({ ...pep, stage: 'returned', returnedBecause: reason.trim(), openedByOfficerAt: null });
}

/**
 * LE-44. `authors` are all who wrote in the PEP's targets, of any revision: nobody signs off what they
 * completed or whose targets they wrote. Each sign-off is a new version.
 */
export function signOff(pep: Pep, by: By, authors: readonly PersonId[]): Result<Pep, Problem> {
  if (!hasOne(by, qualityAssurers)) return refuse(problem('not-for-your-role'));
  if (pep.kind === 'progressReview') return refuse(problem('progress-review'));
  if (pep.stage !== 'submitted') return refuse(problem('pep-not-submitted', { stage: pep.stage }));
  if (pep.submittedBy === by.person || authors.includes(by.person))
    return refuse(problem('cannot-sign-off-own-pep'));
  return ok({
    ...pep,
    stage: 'signedOff',
    openedByOfficerAt: pep.openedByOfficerAt ?? by.at,
    signedOffBy: by.person,
    signedOffAt: by.at,
    version: pep.version + 1,
  });
}

function hasOne(by: By, allowed: readonly Role[]): boolean {
  return by.roles.some((role) => allowed.includes(role));
}
