import { randomUUID } from 'node:crypto';
import type { Child } from '#domain/caseload/child.ts';
import type { Invitee, Meeting } from '#domain/meeting/meeting.ts';
import type { Person } from '#domain/people/person.ts';
import type { Pep } from '#domain/pep/pep.ts';
import type { AuthoritySettings, RoleGrant } from '#workflow/ports.ts';

/** Whole, valid and fictional; a test names only what it is about: `aPep({ stage: 'submitted' })`. */
export const anAuthority = 'riverford';

let made = 0;
/** Six letters that are never the same twice in one test file. */
const next = () => String((made += 1)).padStart(6, '0');

export function someSettings(overrides: Partial<AuthoritySettings> = {}): AuthoritySettings {
  return {
    id: anAuthority,
    name: 'Riverford',
    profile: 'leicestershire',
    tenantId: '00000000-0000-4000-8000-000000000001',
    organiserMailbox: 'reviews@riverford.test',
    mailFrom: 'reviews@riverford.test',
    driveId: 'drive-1',
    rootFolderId: 'root-1',
    pppYearlyPence: 2_700_00,
    firstRoles: [],
    ...overrides,
  };
}

export function aPerson(overrides: Partial<Person> = {}): Person {
  const number = next();
  return {
    id: randomUUID(),
    authority: anAuthority,
    name: `Person ${number}`,
    email: `person${number}@riverford.test`,
    phone: null,
    isRoleAddress: false,
    ...overrides,
  };
}

export function aChild(overrides: Partial<Child> = {}): Child {
  const number = next();
  return {
    id: randomUUID(),
    reference: `ER-${number}`,
    personNumber: `P${number}`,
    upn: null,
    forename: 'Rowan',
    surname: `Fictional${number}`,
    dob: '2014-05-06',
    ncYear: '7',
    careStart: '2024-01-15',
    isEmergency: false,
    legalStatus: 'C2',
    placementType: 'Foster',
    schoolUrn: null,
    schoolStart: null,
    team: 'Team 1',
    lastPep: null,
    nextReview: null,
    sen: '',
    ehcpReview: null,
    firstLanguage: 'English',
    ...overrides,
  };
}

export function aMeeting(overrides: Partial<Meeting> & Pick<Meeting, 'child'>): Meeting {
  return {
    id: randomUUID(),
    authority: anAuthority,
    reference: `ER-${next()}`,
    startsAt: '2026-10-08T14:00',
    endsAt: '2026-10-08T15:00',
    venue: 'Room 4',
    chair: 'designatedTeacher',
    state: 'booked',
    revision: 1,
    bookedBy: 'someone',
    overrides: [],
    cancelledBecause: null,
    eventId: null,
    joinUrl: null,
    onlineMeetingId: null,
    chatId: null,
    isPupilPresent: false,
    startedAt: null,
    endedAt: null,
    ...overrides,
  };
}

export function anInvitee(overrides: Partial<Invitee> & Pick<Invitee, 'meeting' | 'person'>): Invitee {
  return {
    name: 'Invited Person',
    role: 'designatedTeacher',
    email: 'invited@riverford.test',
    phone: null,
    isConfidential: false,
    reply: 'none',
    repliedAt: null,
    repliedBy: null,
    reach: 'mail',
    calledAt: null,
    ...overrides,
  };
}

export function aPep(overrides: Partial<Pep> & Pick<Pep, 'child' | 'meeting'>): Pep {
  return {
    id: randomUUID(),
    authority: anAuthority,
    kind: 'pep',
    stage: 'open',
    profileId: 'leicestershire',
    profileVersion: 1,
    submittedBy: null,
    submittedAt: null,
    openedByOfficerAt: null,
    returnedBecause: null,
    signedOffBy: null,
    signedOffAt: null,
    version: 0,
    ...overrides,
  };
}

export function aGrant(overrides: Partial<RoleGrant> & Pick<RoleGrant, 'person'>): RoleGrant {
  return {
    id: randomUUID(),
    role: 'coordinator',
    team: null,
    proposedBy: 'settings',
    proposedAt: '2026-09-01T08:00:00.000Z',
    confirmedBy: 'settings',
    endedAt: null,
    ...overrides,
  };
}
