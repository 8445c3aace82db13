import type { Child, School } from '#domain/caseload/child.ts';
import type { Invitee, Meeting } from '#domain/meeting/meeting.ts';
import type { ChoiceLists, FieldState } from '#domain/pep/field.ts';
import type { Pep } from '#domain/pep/pep.ts';
import type { Profile } from '#domain/profile/profile.ts';
import { profileFor } from '../caseload/profileFor.ts';
import type { AuthoritySettings, Tx } from '../ports.ts';

export type LoadedPep = {
  readonly pep: Pep;
  readonly fields: readonly FieldState[];
  readonly meeting: Meeting;
  readonly invitees: readonly Invitee[];
  readonly child: Child;
  readonly schools: readonly School[];
  readonly settings: AuthoritySettings;
  readonly profile: Profile;
};

export async function loadPep(tx: Tx, id: string): Promise<LoadedPep | null> {
  const pep = await tx.peps.byId(id);
  return pep === null ? null : loadAround(tx, pep);
}

export async function loadPepOfMeeting(tx: Tx, meeting: string): Promise<LoadedPep | null> {
  const pep = await tx.peps.byMeeting(meeting);
  return pep === null ? null : loadAround(tx, pep);
}

async function loadAround(tx: Tx, pep: Pep): Promise<LoadedPep | null> {
  const meeting = await tx.meetings.byId(pep.meeting);
  const child = await tx.children.byId(pep.child);
  if (meeting === null || child === null) return null;
  const settings = await tx.settings();
  return {
    pep,
    fields: await tx.fields.of(pep.id),
    meeting,
    invitees: await tx.meetings.invitees(meeting.id),
    child,
    schools: await tx.schools.all(),
    settings,
    profile: profileFor(settings),
  };
}

export function listsOf(profile: Profile): ChoiceLists {
  return {
    absenceReasons: profile.childAttendance.is.absenceReasons,
    noNextDateReasons: profile.noNextDateReasons.is,
  };
}

export function adultOnlySteps(profile: Profile): readonly string[] {
  return profile.agenda.is.filter((step) => step.isAdultOnly).map((step) => step.id);
}
