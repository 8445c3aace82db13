import type { ChildId } from '../people/person.ts';
import type { LocalDate } from '../time/localDate.ts';
import type { NcYear } from './phase.ts';

export type School = {
  readonly urn: string;
  readonly name: string;
  readonly phase: string;
  readonly la: string;
  /** Name of the calendar its terms are under: its authority's, or its own URN. */
  readonly calendar: string;
};

export type Child = {
  readonly id: ChildId;
  /** The app's own reference: folder and file names, subjects. Never the case-system number. */
  readonly reference: string;
  readonly personNumber: string;
  readonly upn: string | null;
  readonly forename: string;
  readonly surname: string;
  readonly dob: LocalDate;
  readonly ncYear: NcYear;
  readonly careStart: LocalDate;
  readonly isEmergency: boolean;
  readonly legalStatus: string;
  readonly placementType: string;
  readonly schoolUrn: string | null;
  readonly schoolStart: LocalDate | null;
  readonly team: string;
  readonly lastPep: LocalDate | null;
  readonly nextReview: LocalDate | null;
  readonly sen: '' | 'K' | 'E';
  readonly ehcpReview: LocalDate | null;
  readonly firstLanguage: string;
};

/** The social worker's alone (LE-21): kept in a table of its own and read by no other role. */
export type ChildConfidential = { readonly placementAddress: string; readonly notes: string };

export type Milestone = {
  readonly due: LocalDate | null;
  readonly because: string | null;
  readonly why: string;
  readonly source: string;
};
