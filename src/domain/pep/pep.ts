import type { AuthorityId, ChildId, MeetingId, PepId, PersonId } from '../people/person.ts';
import type { FieldState } from './field.ts';

export const pepStages = ['open', 'submitted', 'returned', 'signedOff'] as const;
/** `open` until the designated teacher completes (LE-43); `returned` is open again, with the officer's reason in sight. */
export type PepStage = (typeof pepStages)[number];

export const pepKinds = ['pep', 'progressReview'] as const;
/** LE-11: without social worker and Virtual School officer the meeting is a progress review, not a PEP. */
export type PepKind = (typeof pepKinds)[number];

export type Pep = {
  readonly id: PepId;
  readonly authority: AuthorityId;
  readonly child: ChildId;
  readonly meeting: MeetingId;
  readonly kind: PepKind;
  readonly stage: PepStage;
  readonly profileId: string;
  readonly profileVersion: number;
  readonly submittedBy: PersonId | null;
  readonly submittedAt: string | null;
  readonly openedByOfficerAt: string | null;
  readonly returnedBecause: string | null;
  readonly signedOffBy: PersonId | null;
  readonly signedOffAt: string | null;
  /** Signed-off versions so far; 0 before the first sign-off. */
  readonly version: number;
};

/** A PEP with all that was written in it. */
export type PepRecord = { readonly pep: Pep; readonly fields: readonly FieldState[] };
