import type { Section } from '../field.ts';
import { everyone, schoolRecorders } from './readers.ts';

/** Carried forward from the plan before (LE-14): its texts stand, school adds what became of each. */
export const previousTargets: Section = {
  id: 'previous-targets',
  title: 'Last targets',
  owner: 'designatedTeacher',
  writers: schoolRecorders,
  readers: everyone,
  isAdultOnly: false,
  shape: 'many',
  raisedIn: 'from',
  source: 'LE-29, LE-14, LE-15',
  fields: [
    {
      id: 'text',
      label: 'Target',
      kind: 'longText',
      help: 'As it was set last time.',
      isNeeded: true,
      source: 'LE-14',
    },
    {
      id: 'outcome',
      label: 'How far it got',
      kind: 'choice',
      choices: [
        { id: 'met', label: 'Met' },
        { id: 'partly', label: 'Partly met' },
        { id: 'not', label: 'Not met yet' },
      ],
      help: 'Looked at before new targets are set.',
      isNeeded: true,
      source: 'LE-29',
    },
    {
      id: 'progress',
      label: 'What was seen',
      kind: 'longText',
      help: 'What shows it.',
      isNeeded: true,
      source: 'LE-29',
    },
    {
      id: 'ppp-impact',
      label: 'What Pupil Premium Plus changed',
      kind: 'longText',
      help: 'If money was used for this target.',
      source: 'LE-29',
    },
    { id: 'from', label: 'Raised at', kind: 'text', isSetByButton: true, source: 'LE-32' },
  ],
};
