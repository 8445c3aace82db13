import type { Section } from '../field.ts';
import { schoolAndFamily, schoolRecorders } from './readers.ts';

export const progress: Section = {
  id: 'progress',
  title: 'Reading, writing and maths',
  owner: 'designatedTeacher',
  writers: schoolRecorders,
  readers: schoolAndFamily,
  isAdultOnly: false,
  shape: 'one',
  source: 'LE-26, LE-15',
  fields: [
    {
      id: 'prior',
      label: 'Earlier attainment',
      kind: 'longText',
      help: 'Where the child started from.',
      source: 'LE-26, LE-14',
    },
    {
      id: 'reading',
      label: 'Reading',
      kind: 'longText',
      help: 'Where the child is now, and the next step.',
      isNeeded: true,
      source: 'LE-26',
    },
    {
      id: 'writing',
      label: 'Writing',
      kind: 'longText',
      help: 'Where the child is now, and the next step.',
      isNeeded: true,
      source: 'LE-26',
    },
    {
      id: 'maths',
      label: 'Maths',
      kind: 'longText',
      help: 'Where the child is now, and the next step.',
      isNeeded: true,
      source: 'LE-26',
    },
    {
      id: 'as-expected',
      label: 'Is progress as expected?',
      kind: 'choice',
      choices: [
        { id: 'above', label: 'More than expected' },
        { id: 'expected', label: 'As expected' },
        { id: 'below', label: 'Less than expected' },
      ],
      help: 'If not, the talk turns to the reasons first.',
      source: 'LE-47',
    },
    {
      id: 'interventions',
      label: 'Help that runs now',
      kind: 'longText',
      help: 'What, how often, and whether it works.',
      source: 'LE-26',
    },
    {
      id: 'attendance',
      label: 'School attendance this year, in per cent',
      kind: 'percent',
      help: 'Early help when it falls.',
      source: 'LE-26',
    },
  ],
};
