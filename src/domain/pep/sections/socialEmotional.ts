import type { Section } from '../field.ts';
import { schoolAndFamily, schoolRecorders } from './readers.ts';

export const socialEmotional: Section = {
  id: 'social-emotional',
  title: 'Social skills and wellbeing',
  owner: 'designatedTeacher',
  writers: schoolRecorders,
  readers: schoolAndFamily,
  isAdultOnly: false,
  shape: 'one',
  source: 'LE-28, LE-15',
  fields: [
    {
      id: 'relationships',
      label: 'Friendships, work and play with others',
      kind: 'longText',
      help: 'With children and with adults.',
      isNeeded: true,
      source: 'LE-28',
    },
    {
      id: 'feelings',
      label: 'Behaviour and feelings',
      kind: 'longText',
      help: 'How the child knows, understands and calms their feelings.',
      source: 'LE-28',
    },
    {
      id: 'key-adults',
      label: 'Key adults in school',
      kind: 'text',
      help: 'Who the child turns to.',
      isNeeded: true,
      source: 'LE-28',
    },
    {
      id: 'meet-and-greet',
      label: 'A key adult meets the child or checks in regularly',
      kind: 'yesNo',
      help: 'A good start to the day.',
      source: 'LE-28',
    },
    {
      id: 'other-support',
      label: 'Other support',
      kind: 'longText',
      help: 'What else is offered.',
      source: 'LE-28',
    },
  ],
};
