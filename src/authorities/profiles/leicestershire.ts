import type { Profile, Sourced } from '#domain/profile/profile.ts';
import { leicestershireAgenda } from './leicestershireAgenda.ts';

/** The advice was read on this day; it does not say when each rule began. */
const from = '2025-09-01';

function le<T>(is: T, source: string): Sourced<T> {
  return { is, source, from };
}

export const leicestershire: Profile = {
  id: 'leicestershire',
  version: 1,
  name: 'Leicestershire',
  meetingLabel: le(
    'Education review',
    'LE-19: discreet; neither the child nor the plan is named in a subject',
  ),
  phases: {
    earlyYears: le('twoPerYear', 'LE-02'),
    schoolAge: le('onePerTerm', 'LE-01'),
    post16: le('onePerTerm', 'LE-01; post-16 not stated apart, read as each child in care'),
  },
  reviewGap: le(
    { count: 7, unit: 'calendarDays' },
    'BS-26: before the statutory review, not immediately before it; days not stated, read as 7 calendar days',
  ),
  inviteLead: le({ count: 7, unit: 'calendarDays' }, 'LE-09'),
  meetingMinutes: le(60, 'BS-27: enough time for a good talk; length not stated, read as an hour'),
  organiser: le('coordinator', 'LE-08'),
  chair: le(['officer', 'designatedTeacher'], 'LE-04'),
  inviteesDecidedBy: le('socialWorker', 'LE-07'),
  invitees: le(
    [
      core('socialWorker', ['coordinator'], 'LE-03, LE-10'),
      core('designatedTeacher', ['coordinator'], 'LE-03, LE-10'),
      core('carer', ['coordinator', 'socialWorker'], 'LE-03, LE-10'),
      core(
        'pupil',
        ['socialWorker', 'designatedTeacher', 'coordinator'],
        'LE-03, LE-10, LE-17: if they want to',
      ),
      core('officer', ['coordinator', 'officer'], 'LE-04, LE-11'),
      asked('parent', ['socialWorker'], ['Birth family'], 'LE-12: the social worker alone'),
      asked('schoolStaff', ['designatedTeacher', 'coordinator'], ['Class teacher', 'Key adult'], 'LE-13'),
      asked(
        'invited',
        ['socialWorker'],
        ['Fostering social worker', 'Designated teacher of the next school', 'LAC nurse'],
        'LE-12; the nurse comes for a health concern',
      ),
    ],
    'LE-03, LE-07, LE-10, LE-12, LE-13',
  ),
  quorum: le({ anyOf: ['socialWorker', 'officer'], failure: 'progressReview' }, 'LE-11'),
  childAttendance: le(
    {
      attends: 'ifTheyWantTo',
      absenceReasons: [
        { id: 'choseNotTo', label: 'Chose not to come' },
        { id: 'notAppropriate', label: 'It was not felt right for the pupil to come' },
        { id: 'unwell', label: 'Unwell or away' },
        { id: 'tooYoung', label: 'Too young; views brought by an adult' },
        { id: 'other', label: 'Another reason' },
      ],
      needsFeedbackOwner: true,
    },
    'LE-10, LE-17, LE-25',
  ),
  agenda: le(leicestershireAgenda, 'LE-23 to LE-31'),
  noNextDateReasons: le(
    [
      { id: 'movingSchool', label: 'The child is moving school' },
      { id: 'movingPlacement', label: 'The child is moving home' },
      { id: 'termDatesUnknown', label: 'Next term’s dates are not known yet' },
      { id: 'leavingCare', label: 'The child may no longer be looked after' },
      { id: 'personMissing', label: 'Someone needed for the date was not here' },
    ],
    'LE-31; reasons not stated, ours',
  ),
  targets: {
    rules: le(
      [
        rule('english', 'always', 'Include a target for English.', 'LE-34'),
        rule('maths', 'always', 'Include a target for maths.', 'LE-34'),
        rule('semh', 'semhNeed', 'Include a target for wellbeing, behaviour or friendships.', 'LE-35'),
        rule('post16', 'year11', 'In Year 11, include a target about choices after 16.', 'LE-36'),
        rule(
          'transition',
          'moving',
          'A move of class or school is coming: include a target about it.',
          'LE-37',
        ),
      ],
      'LE-34 to LE-37',
    ),
    decisionPrompts: le(
      [
        'Is progress as expected, above all in maths and English?',
        'If not, why not? Where wellbeing blocks learning, it comes first.',
        'Where wellbeing is looked after: more English, maths or another subject.',
        'Where all is on track: what would stretch the child further?',
      ],
      'LE-47',
    ),
    strategies: le(
      [
        'Teaching assistant support',
        'One-to-one tuition',
        'Homework club or resources',
        'Speech and language sessions',
        'Key adult or pastoral support',
        'Mentoring',
        'Social and emotional programme',
        'Clubs, activities and trips',
        'Extra transition visits',
        'Therapy (art, play, equine)',
      ],
      'LE-38',
    ),
    pairsShortWithLongTerm: le(true, 'LE-34'),
  },
  ppp: {
    yearlyAllocation: le(null, 'Not published for this year; the authority enters it'),
    termCap: le(null, 'Not stated; no cap'),
    exclusions: le(
      [
        spending(
          'food',
          'The carer’s allowance covers food and school lunches.',
          ['food', 'lunch', 'meal', 'snack'],
          'LE-50',
        ),
        spending(
          'activities',
          'The carer’s allowance covers activities, clubs and hobbies.',
          ['club', 'hobby', 'hobbies', 'family day', 'activities'],
          'LE-50',
        ),
        spending(
          'schoolActivities',
          'The carer’s allowance covers school trips, holidays and their equipment.',
          ['trip', 'holiday', 'equipment'],
          'LE-50',
        ),
        spending(
          'transport',
          'The carer’s allowance covers daily transport.',
          ['transport', 'taxi', 'bus', 'fuel', 'petrol'],
          'LE-50',
        ),
        spending(
          'clothing',
          'The carer’s allowance covers clothing and uniform.',
          ['uniform', 'clothing', 'clothes', 'shoes', 'blazer'],
          'LE-50',
        ),
      ],
      'LE-50',
    ),
    conditions: le(
      [
        spending(
          'cbt',
          'Cognitive behaviour therapy must be by a registered practitioner.',
          ['cbt', 'cognitive behaviour'],
          'LE-49',
        ),
        spending(
          'counselling',
          'Counselling only where CAMHS is not, and will not be, involved.',
          ['counselling', 'counsellor'],
          'LE-49',
        ),
        spending(
          'residential',
          'Only a contribution to a costly educational trip, and only when every other need is met.',
          ['residential', 'school trip'],
          'LE-49',
        ),
      ],
      'LE-49',
    ),
    additionality: le('It would not be there anyway if the child were not in care.', 'LE-51'),
    approvedBy: le('officer', 'LE-40'),
  },
  completeWithin: le({ count: 10, unit: 'workingDays' }, 'LE-42; unit not stated, read as working days'),
  completedBy: le('designatedTeacher', 'LE-05, LE-43'),
  qualityAssuredBy: le(['officer', 'head'], 'LE-44'),
  distribution: le(
    {
      fullEdition: ['socialWorker'],
      schoolEdition: ['designatedTeacher'],
      passedOnBy: 'socialWorker',
      uploadedBy: 'businessSupport',
    },
    'LE-45, LE-21',
  ),
  recordSystem: le('Mosaic', 'LE-45'),
  accent: le('1F5A4E', 'Ours; any dark colour that white text can stand on'),
};

type Invitee = Profile['invitees']['is'][number];
type Rule = Profile['targets']['rules']['is'][number];
type Spending = Profile['ppp']['exclusions']['is'][number];

function core(role: Invitee['role'], mayBeAddedBy: Invitee['mayBeAddedBy'], source: string): Invitee {
  return { role, isCore: true, mayBeAddedBy, examples: [], source };
}

function asked(
  role: Invitee['role'],
  mayBeAddedBy: Invitee['mayBeAddedBy'],
  examples: Invitee['examples'],
  source: string,
): Invitee {
  return { role, isCore: false, mayBeAddedBy, examples, source };
}

function rule(area: Rule['area'], when: Rule['when'], says: string, source: string): Rule {
  return { id: area, area, when, atLeast: 1, says, source };
}

function spending(id: string, says: string, words: Spending['words'], source: string): Spending {
  return { id, says, words, source };
}
