import type { CallName } from '#domain/access/table.ts';
import type { ProblemCode } from '#domain/problem.ts';

/** Everybody who can knock: each role signed in through Teams, and two who came by a code to their role's address. */
// prettier-ignore
export const columns = [
  'coordinator', 'officer', 'head', 'businessSupport', 'teamManager', 'iro', 'socialWorker',
  'designatedTeacher', 'schoolStaff', 'carer', 'parent', 'pupil', 'invited',
  'carerByCode', 'teacherByCode',
] as const;
export type Column = (typeof columns)[number];

/** Their own child; another of the authority; one whose circle they have left; one of the other authority. */
export const places = ['own', 'other', 'left', 'foreign'] as const;
export type Place = (typeof places)[number];

/** + the child is there for them. Written by hand, in the order of the columns. */
// prettier-ignore
export const reach: Record<Place, string> = {
  //        co of he bs  tm ir sw  dt ss  ca pa pu in   by code: ca dt
  own: '    +  +  +  +   +  +  +   +  +   +  +  +  +             +  + ',
  other: '  +  +  +  +   -  -  -   -  -   -  -  -  -             -  - ',
  left: '   +  +  +  +   -  -  -   -  -   -  -  -  -             -  - ',
  foreign: '-  -  -  -   -  -  -   -  -   -  -  -  -             -  - ',
};

export type Row = {
  /** + may make the call; r refused for their role; d refused because they came through the browser door. */
  readonly who: string;
  readonly about: 'child' | 'meeting' | 'pep' | 'chat' | 'none';
  /** What those who may are answered, with the bodies that the test sends about a meeting long ended and signed off. */
  readonly answered: 'ok' | ProblemCode;
  /** Whoever may call, but does not lead this meeting. */
  readonly except?: Partial<Record<Column, ProblemCode>>;
};

/** Who may do what, written by hand from what the product promises and never from the code that decides it. */
// prettier-ignore
export const rows: Record<CallName, Row> = {
  //                         co of he bs  tm ir sw  dt ss  ca pa pu in   by code: ca dt
  me: { who: '               +  +  +  +   +  +  +   +  +   +  +  +  +             +  + ', about: 'none', answered: 'ok' },
  myReviews: { who: '        +  +  +  +   +  +  +   +  +   +  +  +  +             +  + ', about: 'none', answered: 'ok' },
  dueList: { who: '          +  +  +  +   +  +  +   r  r   r  r  r  r             d  d ', about: 'none', answered: 'ok' },
  childTimeline: { who: '    +  +  +  +   +  +  +   +  +   r  r  r  r             d  d ', about: 'child', answered: 'ok' },
  auditTrail: { who: '       +  r  +  r   r  r  r   r  r   r  r  r  r             d  d ', about: 'child', answered: 'ok' },
  importCaseload: { who: '   +  r  +  r   r  r  r   r  r   r  r  r  r             d  d ', about: 'none', answered: 'ok' },
  roleProposals: { who: '    +  r  +  r   r  r  r   r  r   r  r  r  r             d  d ', about: 'none', answered: 'ok' },
  confirmRole: { who: '      +  r  +  r   r  r  r   r  r   r  r  r  r             d  d ', about: 'none', answered: 'not-found' },
  bookingPlan: { who: '      +  r  r  r   r  r  r   r  r   r  r  r  r             d  d ', about: 'child', answered: 'ok' },
  bookMeeting: { who: '      +  r  r  r   r  r  r   r  r   r  r  r  r             d  d ', about: 'child', answered: 'time-not-possible' },
  moveMeeting: { who: '      +  r  r  r   r  r  r   r  r   r  r  r  r             d  d ', about: 'meeting', answered: 'meeting-over' },
  cancelMeeting: { who: '    +  r  r  r   r  r  r   r  r   r  r  r  r             d  d ', about: 'meeting', answered: 'meeting-over' },
  meetingBoard: { who: '     +  +  +  +   r  r  +   r  r   r  r  r  r             d  d ', about: 'meeting', answered: 'ok' },
  retryEffect: { who: '      +  +  +  +   r  r  r   r  r   r  r  r  r             d  d ', about: 'meeting', answered: 'ok' },
  recordCall: { who: '       +  r  r  +   r  r  r   r  r   r  r  r  r             d  d ', about: 'meeting', answered: 'ok' },
  reply: { who: '            +  +  +  +   +  +  +   +  +   +  +  +  +             +  + ', about: 'meeting', answered: 'meeting-over' },
  meetingOfChat: { who: '    +  +  +  r   r  r  +   +  +   +  +  +  +             d  d ', about: 'chat', answered: 'ok' },
  room: { who: '             +  +  +  r   r  r  +   +  +   +  +  +  +             +  + ', about: 'meeting', answered: 'ok' },
  roomStream: { who: '       +  +  +  r   r  r  +   +  +   +  +  +  +             +  + ', about: 'meeting', answered: 'ok' },
  announceWriting: { who: '  +  +  +  r   r  r  +   +  +   +  +  +  +             +  + ', about: 'meeting', answered: 'ok' },
  startMeeting: { who: '     +  +  +  r   r  r  +   +  +   r  r  r  r             r  + ', about: 'meeting', answered: 'meeting-over' },
  setStep: { who: '          +  +  +  r   r  r  +   +  +   r  r  r  r             r  + ', about: 'meeting', answered: 'ok', except: { socialWorker: 'only-chair', schoolStaff: 'only-chair' } },
  markPupilPresent: { who: ' +  +  +  r   r  r  +   +  +   r  r  r  r             r  + ', about: 'meeting', answered: 'meeting-over' },
  raiseAction: { who: '      +  +  +  r   r  r  +   +  +   +  +  +  +             +  + ', about: 'meeting', answered: 'pep-not-open' },
  endMeeting: { who: '       +  +  +  r   r  r  +   +  +   r  r  r  r             r  + ', about: 'meeting', answered: 'ok' },
  saveField: { who: '        +  +  +  r   r  r  +   +  +   +  +  +  +             +  + ', about: 'pep', answered: 'pep-not-open' },
  pep: { who: '              +  +  +  +   +  +  +   +  +   +  +  r  r             +  + ', about: 'pep', answered: 'ok' },
  submitPep: { who: '        r  r  r  r   r  r  r   +  +   r  r  r  r             r  + ', about: 'pep', answered: 'pep-not-open' },
  takeBackPep: { who: '      r  r  r  r   r  r  r   +  +   r  r  r  r             r  + ', about: 'pep', answered: 'pep-not-submitted' },
  pepQueue: { who: '         +  +  +  +   r  r  r   r  r   r  r  r  r             d  d ', about: 'none', answered: 'ok' },
  openForReading: { who: '   r  +  +  r   r  r  r   r  r   r  r  r  r             d  d ', about: 'pep', answered: 'ok' },
  returnPep: { who: '        r  +  +  r   r  r  r   r  r   r  r  r  r             d  d ', about: 'pep', answered: 'pep-not-submitted' },
  signOffPep: { who: '       r  +  +  r   r  r  r   r  r   r  r  r  r             d  d ', about: 'pep', answered: 'pep-not-submitted' },
  previewEdition: { who: '   +  +  +  +   r  r  +   r  r   r  r  r  r             d  d ', about: 'pep', answered: 'ok' },
  deliveries: { who: '       +  +  +  +   r  r  +   r  r   r  r  r  r             d  d ', about: 'pep', answered: 'ok' },
};

export function cell(line: string, column: Column): string {
  const marks = line.trim().split(/\s+/);
  if (marks.length !== columns.length)
    throw new Error(`A line of the table has ${marks.length} marks: ${line}`);
  return marks[columns.indexOf(column)] ?? '';
}

export type Expected = 'ok' | ProblemCode;

/** Outside the circle a child does not exist, whatever the call. A chat names its child only once the call is allowed. */
export function expectedOf(call: CallName, column: Column, place: Place): Expected {
  const row = rows[call];
  const mark = cell(row.who, column);
  const isThere = row.about === 'none' || cell(reach[place], column) === '+';
  if (!isThere && (row.about !== 'chat' || mark === '+')) return 'not-found';
  if (mark === 'r') return 'not-for-your-role';
  if (mark === 'd') return 'not-through-this-door';
  return row.except?.[column] ?? row.answered;
}
