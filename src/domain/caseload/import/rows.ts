import type { Role } from '../../people/role.ts';
import type { LocalDate } from '../../time/localDate.ts';
import type { Term } from '../../time/schoolCalendar.ts';
import type { NcYear } from '../phase.ts';
import type { Fault } from './fault.ts';

export type NamedAddress = { readonly name: string; readonly email: string };

export type ImportedChild = {
  /** Of the file, as a text editor counts. */
  readonly line: number;
  /** The number in the council's case system; the same child has the same number at the next import. */
  readonly personId: string;
  readonly upn: string | null;
  readonly forename: string;
  readonly surname: string;
  readonly dob: LocalDate;
  readonly gender: string;
  readonly ncYear: NcYear;
  readonly careStart: LocalDate;
  readonly emergency: boolean;
  readonly legalStatus: string;
  readonly placementType: string;
  readonly placementAddress: string;
  readonly schoolUrn: string | null;
  readonly schoolStart: LocalDate | null;
  readonly socialWorker: NamedAddress;
  readonly team: string;
  readonly iro: NamedAddress;
  readonly officer: NamedAddress;
  readonly carer: { readonly name: string; readonly email: string | null; readonly phone: string | null };
  readonly lastPep: LocalDate | null;
  readonly nextReview: LocalDate | null;
  readonly sen: '' | 'K' | 'E';
  readonly ehcpReview: LocalDate | null;
  readonly firstLanguage: string;
  readonly notes: string;
};

export const schoolPhases = {
  nursery: 'nursery',
  primary: 'primary',
  middle: 'middle',
  secondary: 'secondary',
  'all-through': 'all-through',
  special: 'special',
  'alternative provision': 'alternative provision',
  post16: 'post16',
  'post-16': 'post16',
} as const;
export type SchoolPhase = (typeof schoolPhases)[keyof typeof schoolPhases];

export type ImportedSchool = {
  readonly urn: string;
  readonly name: string;
  readonly phase: SchoolPhase;
  readonly la: string;
  readonly dtName: string;
  readonly dtEmail: string | null;
  /** The address is a mailbox that several people read: a role's, not a person's. */
  readonly roleAddress: boolean;
  /** Name of the calendar in the term dates; the school's URN where it has dates of its own. */
  readonly calendar: string;
};

export type ImportedPerson = {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** A team's name, or the URN of a designated teacher's school. */
  readonly teamOrSchool: string;
  readonly roleAddress: boolean;
};

export type ReadCaseload = {
  readonly children: readonly ImportedChild[];
  readonly schools: readonly ImportedSchool[];
  readonly people: readonly ImportedPerson[];
  readonly terms: readonly Term[];
  /** By file, then line. */
  readonly faults: readonly Fault[];
  /** Rows of the children's file that were left out. */
  readonly refusedChildren: number;
};

const sharedMailboxes =
  /^(office|admin|administration|senco|send|inclusion|head|headteacher|enquir(y|ies)|info|reception|contact|school|mail|safeguarding|pastoral|designatedteacher|dt)([._-].*|\d*)@/i;

/** A shared mailbox (office@, senco@) is the address of a role, not of a person. */
export function isRoleAddress(email: string): boolean {
  return sharedMailboxes.test(email);
}
