import type { Child, School } from '#domain/caseload/child.ts';
import type { Phase } from '#domain/caseload/phase.ts';
import { phaseOf, yearName } from '#domain/caseload/phase.ts';

export type ChildCard = {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly initials: string;
  readonly yearGroup: string;
  readonly phase: Phase;
  readonly school: string | null;
};

/** What everyone in a child's circle may know of the child; nothing of where they live. */
export function childCard(child: Child, schools: readonly School[]): ChildCard {
  return {
    id: child.id,
    reference: child.reference,
    name: `${child.forename} ${child.surname}`,
    initials: `${child.forename.slice(0, 1)}${child.surname.slice(0, 1)}`.toUpperCase(),
    yearGroup: yearName(child.ncYear),
    phase: phaseOf(child.ncYear),
    school: schools.find((school) => school.urn === child.schoolUrn)?.name ?? null,
  };
}
