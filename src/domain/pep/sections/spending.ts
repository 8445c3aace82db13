import type { Section } from '../field.ts';
import { schoolAndFamily, schoolRecorders } from './readers.ts';

export const spending: Section = {
  id: 'spending',
  title: 'How Pupil Premium Plus was used',
  owner: 'designatedTeacher',
  writers: schoolRecorders,
  readers: schoolAndFamily.filter((role) => role !== 'pupil'),
  isAdultOnly: false,
  shape: 'one',
  source: 'LE-15, LE-39, LE-51, BP-19',
  fields: [
    {
      id: 'spent',
      label: 'What it was spent on since last time',
      kind: 'longText',
      help: 'What, and how much. Write ‘nothing’ where nothing was spent.',
      isNeeded: true,
      source: 'LE-15',
    },
    {
      id: 'impact',
      label: 'What it changed for the child',
      kind: 'longText',
      help: 'What would be missing without it.',
      source: 'LE-29',
    },
    {
      id: 'additional',
      label: 'What is asked for would not be there anyway',
      kind: 'yesNo',
      help: 'Pupil Premium Plus pays for what is extra for this child.',
      source: 'LE-51',
    },
  ],
};
