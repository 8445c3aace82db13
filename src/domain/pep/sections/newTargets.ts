import type { Section } from '../field.ts';
import { everyone, recorders, schoolAndFamily } from './readers.ts';

export const targetAreas = ['english', 'maths', 'semh', 'attendance', 'transition', 'post16', 'other'] as const;
export const targetTerms = ['short', 'long'] as const;

export const newTargets: Section = {
  id: 'new-targets',
  title: 'New targets',
  owner: 'designatedTeacher',
  writers: ['schoolStaff', ...recorders],
  readers: everyone,
  isAdultOnly: false,
  shape: 'many',
  raisedIn: 'from',
  source: 'LE-30, LE-33 to LE-41',
  fields: [
    {
      id: 'text',
      label: 'Target',
      kind: 'longText',
      help: 'What will be different for the child, in words the child would know.',
      isNeeded: true,
      source: 'LE-33, BP-17',
    },
    {
      id: 'area',
      label: 'Area',
      kind: 'choice',
      choices: [
        { id: 'english', label: 'English' },
        { id: 'maths', label: 'Maths' },
        { id: 'semh', label: 'Wellbeing and friendships' },
        { id: 'attendance', label: 'Attendance' },
        { id: 'transition', label: 'Moving class or school' },
        { id: 'post16', label: 'After 16' },
        { id: 'other', label: 'Another area' },
      ],
      help: 'English and maths each have one.',
      isNeeded: true,
      source: 'LE-34 to LE-37',
    },
    {
      id: 'term',
      label: 'Short or long term',
      kind: 'choice',
      choices: [
        { id: 'short', label: 'Short term' },
        { id: 'long', label: 'Long term' },
      ],
      help: 'A step for this term and the aim behind it.',
      isNeeded: true,
      source: 'LE-34',
    },
    { id: 'baseline', label: 'Where the child is now', kind: 'longText', help: 'Without it nobody can see the way made.', isNeeded: true, source: 'LE-34' },
    { id: 'measure', label: 'How we will know', kind: 'longText', help: 'What will be seen or counted, and by whom.', isNeeded: true, source: 'LE-34' },
    { id: 'by-when', label: 'By when', kind: 'date', help: 'A day, before the next meeting for a short-term target.', isNeeded: true, source: 'LE-34' },
    { id: 'strategies', label: 'What we will do', kind: 'longText', help: 'Support, programme or resource, and who gives it.', isNeeded: true, source: 'LE-38' },
    { id: 'how-often', label: 'How often', kind: 'text', help: 'For example: 30 minutes, twice a week, ten weeks.', source: 'LE-38' },
    { id: 'owner', label: 'Who answers for it', kind: 'role', help: 'One of the adults, by their part.', isNeeded: true, source: 'LE-41' },
    { id: 'contact', label: 'Who makes contact and arranges it', kind: 'text', help: 'When another service is needed.', source: 'LE-33' },
    { id: 'pupil-words', label: 'The pupil’s own words for it', kind: 'longText', help: 'How the pupil would say it.', source: 'BP-17' },
    {
      id: 'ppp',
      label: 'Pupil Premium Plus asked for',
      kind: 'pppLines',
      help: 'What, how many, and the price of one; the total is worked out.',
      readers: schoolAndFamily.filter((role) => role !== 'pupil'),
      source: 'LE-39',
    },
    { id: 'from', label: 'Raised at', kind: 'text', isSetByButton: true, source: 'LE-32' },
    { id: 'removed', label: 'Taken out', kind: 'yesNo', isSetByButton: true },
  ],
};
