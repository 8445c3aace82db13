import type { Section } from '../field.ts';
import { recorders, schoolAndFamily } from './readers.ts';

export const carerUpdate: Section = {
  id: 'carer-update',
  title: 'Carer update',
  owner: 'carer',
  writers: ['carer', ...recorders],
  readers: schoolAndFamily,
  isAdultOnly: false,
  shape: 'one',
  source: 'LE-24',
  fields: [
    {
      id: 'happy',
      label: 'Is the child happy to go to school?',
      kind: 'longText',
      help: 'What mornings and evenings tell.',
      isNeeded: true,
      source: 'LE-24',
    },
    {
      id: 'homework',
      label: 'How does homework go?',
      kind: 'longText',
      help: 'So that school sets what can be done.',
      source: 'LE-24',
    },
    {
      id: 'support',
      label: 'What more would help at home?',
      kind: 'longText',
      help: 'It becomes an action.',
      source: 'LE-24',
    },
    {
      id: 'communication',
      label: 'Do home and school hear from each other enough?',
      kind: 'longText',
      help: 'What works, and what to change.',
      source: 'LE-24',
    },
    {
      id: 'equipment',
      label: 'Are there books, equipment and a computer at home?',
      kind: 'longText',
      help: 'What is missing can be found.',
      source: 'LE-24',
    },
  ],
};
