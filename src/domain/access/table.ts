import type { Role } from '../people/role.ts';

/** A role's reach is its nature: authority roles see their authority, a team manager the team, the rest their circle. */
const everyone = [
  'coordinator',
  'officer',
  'head',
  'businessSupport',
  'teamManager',
  'iro',
  'socialWorker',
  'designatedTeacher',
  'schoolStaff',
  'carer',
  'parent',
  'pupil',
  'invited',
] as const satisfies readonly Role[];
const virtualSchool = [
  'coordinator',
  'officer',
  'head',
  'businessSupport',
] as const satisfies readonly Role[];
const staff = [
  ...virtualSchool,
  'teamManager',
  'iro',
  'socialWorker',
  'designatedTeacher',
  'schoolStaff',
] as const satisfies readonly Role[];
const inTheRoom = [
  'coordinator',
  'officer',
  'head',
  'socialWorker',
  'designatedTeacher',
  'schoolStaff',
  'carer',
  'parent',
  'pupil',
  'invited',
] as const satisfies readonly Role[];
const runsTheRoom = [
  'coordinator',
  'officer',
  'head',
  'socialWorker',
  'designatedTeacher',
  'schoolStaff',
] as const satisfies readonly Role[];

type Access = {
  /** Never empty: a call nobody may make does not belong in the contract. */
  readonly roles: readonly [Role, ...Role[]];
  /** `both`: also through the browser door, for the children its link names. */
  readonly door: 'teams' | 'both';
};

/**
 * Who may make which call. What of an object a caller then sees is cut by disclosure; whether they may see the
 * object at all is decided by `rolesTowards`. The browser door never reaches sign-off, import, settings or caseload.
 */
export const access = {
  me: { roles: everyone, door: 'both' },
  myReviews: { roles: everyone, door: 'both' },
  dueList: { roles: [...virtualSchool, 'teamManager', 'iro', 'socialWorker'], door: 'teams' },
  childTimeline: { roles: staff, door: 'teams' },
  auditTrail: { roles: ['coordinator', 'head'], door: 'teams' },
  importCaseload: { roles: ['coordinator', 'head'], door: 'teams' },
  roleProposals: { roles: ['coordinator', 'head'], door: 'teams' },
  confirmRole: { roles: ['coordinator', 'head'], door: 'teams' },
  bookingPlan: { roles: ['coordinator'], door: 'teams' },
  bookMeeting: { roles: ['coordinator'], door: 'teams' },
  moveMeeting: { roles: ['coordinator'], door: 'teams' },
  cancelMeeting: { roles: ['coordinator'], door: 'teams' },
  meetingBoard: { roles: [...virtualSchool, 'socialWorker'], door: 'teams' },
  retryEffect: { roles: ['coordinator', 'officer', 'head', 'businessSupport'], door: 'teams' },
  recordCall: { roles: ['coordinator', 'businessSupport'], door: 'teams' },
  reply: { roles: everyone, door: 'both' },
  meetingOfChat: { roles: inTheRoom, door: 'teams' },
  room: { roles: inTheRoom, door: 'both' },
  roomStream: { roles: inTheRoom, door: 'both' },
  announceWriting: { roles: inTheRoom, door: 'both' },
  startMeeting: { roles: runsTheRoom, door: 'both' },
  setStep: { roles: runsTheRoom, door: 'both' },
  markPupilPresent: { roles: runsTheRoom, door: 'both' },
  raiseAction: { roles: inTheRoom, door: 'both' },
  endMeeting: { roles: runsTheRoom, door: 'both' },
  saveField: { roles: inTheRoom, door: 'both' },
  pep: { roles: [...staff, 'carer', 'parent'], door: 'both' },
  submitPep: { roles: ['designatedTeacher', 'schoolStaff'], door: 'both' },
  takeBackPep: { roles: ['designatedTeacher', 'schoolStaff'], door: 'both' },
  pepQueue: { roles: ['officer', 'head', 'coordinator', 'businessSupport'], door: 'teams' },
  openForReading: { roles: ['officer', 'head'], door: 'teams' },
  returnPep: { roles: ['officer', 'head'], door: 'teams' },
  signOffPep: { roles: ['officer', 'head'], door: 'teams' },
  previewEdition: { roles: [...virtualSchool, 'socialWorker'], door: 'teams' },
  deliveries: { roles: [...virtualSchool, 'socialWorker'], door: 'teams' },
} as const satisfies Record<string, Access>;

export type CallName = keyof typeof access;

export function accessOf(call: CallName): Access {
  return access[call];
}
