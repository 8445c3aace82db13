import type { Section } from '../field.ts';
import { recorders, schoolAndFamily } from './readers.ts';

export const pupilViews: Section = {
  id: 'pupil-views',
  title: 'Pupil’s views',
  owner: 'designatedTeacher',
  writers: ['pupil', 'carer', 'schoolStaff', ...recorders],
  readers: schoolAndFamily,
  isAdultOnly: false,
  shape: 'one',
  source: 'LE-25, LE-16',
  fields: [
    {
      id: 'attended',
      label: 'Did the pupil come?',
      kind: 'choice',
      choices: [
        { id: 'whole', label: 'Yes, to all of it' },
        { id: 'part', label: 'Yes, to part of it' },
        { id: 'no', label: 'No' },
      ],
      help: 'Coming is the pupil’s choice; either way their views are heard.',
      isNeeded: true,
      source: 'LE-25, LE-17',
    },
    {
      id: 'reason',
      label: 'Why the pupil did not come',
      kind: 'choice',
      choicesFrom: 'absenceReasons',
      help: 'So that next time can be made easier.',
      neededWhen: { field: 'attended', is: ['no'] },
      source: 'LE-25',
    },
    {
      id: 'views',
      label: 'What the pupil says',
      kind: 'longText',
      help: 'In the pupil’s own words.',
      isNeeded: true,
      source: 'LE-25, BP-16',
    },
    {
      id: 'issues',
      label: 'What was answered, and how',
      kind: 'longText',
      help: 'Each worry and what came of it.',
      source: 'LE-25, BS-67',
    },
    {
      id: 'feedback-by',
      label: 'Who tells the pupil what came of it',
      kind: 'role',
      help: 'Someone the pupil trusts.',
      neededWhen: { field: 'attended', is: ['no'] },
      source: 'LE-25',
    },
  ],
};
