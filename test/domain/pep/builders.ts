import { leicestershire } from '#authorities/profiles/leicestershire.ts';
import type { ChoiceLists } from '#domain/pep/field.ts';
import type { Block } from '#domain/pep/block.ts';
import type { Meeting } from '#domain/meeting/meeting.ts';
import type { FieldState, FieldValue } from '#domain/pep/field.ts';
import type { Pep } from '#domain/pep/pep.ts';

export function aPep(overrides: Partial<Pep> = {}): Pep {
  return {
    id: 'pep-1',
    authority: 'fenmarch',
    child: 'child-1',
    meeting: 'meeting-1',
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

export function aMeeting(overrides: Partial<Meeting> = {}): Meeting {
  return {
    id: 'meeting-1',
    authority: 'fenmarch',
    child: 'child-1',
    reference: 'ER-7F3K2M',
    startsAt: '2026-12-04T14:00',
    endsAt: '2026-12-04T15:00',
    venue: 'Quiet room',
    chair: 'designatedTeacher',
    state: 'booked',
    revision: 1,
    bookedBy: 'coordinator-1',
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

/** Fields as the store hands them over: in the order in which they were first written. */
export function written(values: Readonly<Record<string, FieldValue>>): readonly FieldState[] {
  return Object.entries(values).map(([path, value], index) => ({
    path,
    value,
    version: 1,
    by: 'teacher-1',
    at: `2026-12-04T14:00:${String(index % 60).padStart(2, '0')}Z`,
  }));
}

/** Everything that school owes, for a meeting of teacher, social worker and carer. */
export const complete: Readonly<Record<string, FieldValue>> = {
  'attendance/teacher-1/came': 'yes',
  'attendance/worker-1/came': 'yes',
  'attendance/carer-1/came': 'apologies',
  'attendance/carer-1/reason': 'At work',
  'pupil-views/attended': 'no',
  'pupil-views/reason': 'choseNotTo',
  'pupil-views/views': 'I like art best.',
  'pupil-views/feedback-by': 'designatedTeacher',
  'progress/reading': 'Reads a page aloud.',
  'progress/writing': 'Three sentences with help.',
  'progress/maths': 'Counts in fives.',
  'learning-support/summary': 'Curious; tires after lunch.',
  'social-emotional/relationships': 'Two firm friends.',
  'social-emotional/key-adults': 'The learning mentor',
  'spending/spent': 'Nothing',
  'new-targets/t1/text': 'Answers 6 of 8 questions on a page.',
  'new-targets/t1/area': 'english',
  'new-targets/t1/term': 'short',
  'new-targets/t1/baseline': '3 of 8 now',
  'new-targets/t1/measure': 'Weekly check by the class teacher',
  'new-targets/t1/by-when': '2027-03-19',
  'new-targets/t1/strategies': 'One-to-one tuition',
  'new-targets/t1/how-often': 'weekly',
  'new-targets/t1/owner': 'designatedTeacher',
  'new-targets/t1/ppp': [{ id: 'p1', what: 'Weekly tuition', quantity: 10, unitPence: 4000 }],
  'next-meeting/date': '2027-03-12',
  'next-meeting/venue': 'Quiet room',
};

export const lists: ChoiceLists = {
  absenceReasons: leicestershire.childAttendance.is.absenceReasons,
  noNextDateReasons: leicestershire.noNextDateReasons.is,
};

/** Every word of a document on lines of its own. */
export function wordsOf(blocks: readonly Block[]): string {
  return blocks.flatMap(linesIn).join('\n');
}

function linesIn(block: Block): readonly string[] {
  switch (block.is) {
    case 'title':
    case 'subtitle':
    case 'heading':
    case 'paragraph':
      return [block.text];
    case 'facts':
      return block.rows.flatMap(({ label, value }) => [label, value]);
    case 'table':
      return [block.caption, ...block.head, ...block.rows.flat(), ...(block.total ?? [])];
    case 'list':
      return block.lines;
    case 'answer':
      return [block.label, block.text];
  }
}
