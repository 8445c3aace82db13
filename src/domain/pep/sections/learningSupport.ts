import type { Section } from '../field.ts';
import { schoolAndFamily, schoolRecorders } from './readers.ts';

export const learningSupport: Section = {
  id: 'learning-support',
  title: 'Support across the curriculum',
  owner: 'designatedTeacher',
  writers: schoolRecorders,
  readers: schoolAndFamily,
  isAdultOnly: false,
  shape: 'one',
  source: 'LE-27',
  fields: [
    {
      id: 'summary',
      label: 'Strengths and gaps, English and maths included',
      kind: 'longText',
      help: 'The child’s learning at a glance: page one of the plan begins with it.',
      isNeeded: true,
      source: 'LE-27, BP-18',
    },
    {
      id: 'support',
      label: 'Support given, and where more is needed',
      kind: 'longText',
      help: 'So that nothing runs twice.',
      source: 'LE-27',
    },
    {
      id: 'attitude',
      label: 'Attitude, engagement, focus and organisation',
      kind: 'longText',
      help: 'What lessons look like.',
      source: 'LE-27',
    },
    {
      id: 'barriers',
      label: 'What blocks learning, and what is done about it',
      kind: 'longText',
      help: 'Each barrier with its answer.',
      source: 'LE-27',
    },
  ],
};
