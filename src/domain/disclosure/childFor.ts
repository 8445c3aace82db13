import type { Child, ChildConfidential } from '../caseload/child.ts';
import type { Role } from '../people/role.ts';

/** What of a child leaves the server for one person. Nothing that is not here. */
export type ChildView = {
  readonly id: string;
  readonly reference: string;
  readonly initials: string;
  readonly forename: string;
  readonly surname: string;
  readonly ncYear: string | null;
  readonly dob: string | null;
  readonly upn: string | null;
  readonly personNumber: string | null;
  readonly sen: Child['sen'] | null;
  readonly firstLanguage: string | null;
  readonly schoolUrn: string | null;
  readonly team: string | null;
  readonly careStart: string | null;
  readonly legalStatus: string | null;
  readonly placementType: string | null;
  readonly lastPep: string | null;
  readonly nextReview: string | null;
  /** The social worker alone (LE-21). */
  readonly confidential: ChildConfidential | null;
};

type Part = 'schooling' | 'identity' | 'care' | 'dates' | 'caseNumber' | 'confidential';

/** Names are known to whoever is in the circle; each further part only to the roles whose work needs it. */
const parts = {
  coordinator: ['schooling', 'identity', 'care', 'dates', 'caseNumber'],
  officer: ['schooling', 'identity', 'care', 'dates', 'caseNumber'],
  head: ['schooling', 'identity', 'care', 'dates', 'caseNumber'],
  businessSupport: ['caseNumber'],
  teamManager: ['schooling', 'identity', 'care', 'dates', 'caseNumber'],
  socialWorker: ['schooling', 'identity', 'care', 'dates', 'caseNumber', 'confidential'],
  designatedTeacher: ['schooling', 'identity', 'dates'],
  schoolStaff: ['schooling'],
  carer: ['schooling', 'dates'],
  parent: ['schooling'],
  pupil: ['schooling'],
  iro: ['schooling', 'identity', 'care', 'dates'],
  invited: [],
} as const satisfies Record<Role, readonly Part[]>;

/** null without any role towards the child: outside the circle there is no child. */
export function childFor(
  roles: readonly Role[],
  child: Child,
  confidential: ChildConfidential | null,
): ChildView | null {
  if (roles.length === 0) return null;
  const seen = new Set<Part>(roles.flatMap((role) => parts[role]));
  const only = <T>(part: Part, value: T): T | null => (seen.has(part) ? value : null);
  return {
    id: child.id,
    reference: child.reference,
    initials: initialsOf(child),
    forename: child.forename,
    surname: child.surname,
    ncYear: only('schooling', child.ncYear),
    schoolUrn: only('schooling', child.schoolUrn),
    sen: only('schooling', child.sen),
    dob: only('identity', child.dob),
    upn: only('identity', child.upn),
    firstLanguage: only('identity', child.firstLanguage),
    personNumber: only('caseNumber', child.personNumber),
    team: only('care', child.team),
    careStart: only('care', child.careStart),
    legalStatus: only('care', child.legalStatus),
    placementType: only('care', child.placementType),
    lastPep: only('dates', child.lastPep),
    nextReview: only('dates', child.nextReview),
    confidential: only('confidential', confidential),
  };
}

/** 'AR'; no blank and no mark for a name of one word. */
export function initialsOf(child: { readonly forename: string; readonly surname: string }): string {
  return [child.forename, child.surname].map((name) => name.trim().slice(0, 1).toUpperCase()).join('');
}
