import type { Section } from '../field.ts';
import { everyone, recorders } from './readers.ts';

export const nextMeeting: Section = {
  id: 'next-meeting',
  title: 'Next meeting',
  owner: 'designatedTeacher',
  writers: recorders,
  readers: everyone,
  isAdultOnly: false,
  shape: 'one',
  source: 'LE-31, BP-20',
  fields: [
    {
      id: 'date',
      label: 'Date',
      kind: 'date',
      help: 'Within next term and before the statutory review.',
      neededWhen: { field: 'no-date-reason', isFilled: false },
      source: 'LE-31',
    },
    { id: 'time', label: 'Time', kind: 'time', help: 'Outside lessons where that can be.', source: 'BP-20' },
    {
      id: 'venue',
      label: 'Place',
      kind: 'text',
      help: 'Private, and one the pupil likes. Never a home address.',
      neededWhen: { field: 'no-date-reason', isFilled: false },
      source: 'LE-31, BS-66',
    },
    {
      id: 'no-date-reason',
      label: 'Why there is no date yet',
      kind: 'choice',
      choicesFrom: 'noNextDateReasons',
      help: 'Only when no date can be found today.',
      source: 'LE-31',
    },
    {
      id: 'set-by-role',
      label: 'Who will set it',
      kind: 'role',
      help: 'One owner, who is reminded.',
      neededWhen: { field: 'no-date-reason', isFilled: true },
      source: 'LE-31',
    },
    {
      id: 'set-by-day',
      label: 'By which day',
      kind: 'date',
      help: 'So that the next meeting is not lost.',
      neededWhen: { field: 'no-date-reason', isFilled: true },
      source: 'LE-31',
    },
  ],
};
