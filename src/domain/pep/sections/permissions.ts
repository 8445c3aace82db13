import type { Section } from '../field.ts';
import { adultsOfTheCircle, socialWorkerAlone } from './readers.ts';

export const permissions: Section = {
  id: 'permissions',
  title: 'Permissions',
  owner: 'socialWorker',
  writers: ['socialWorker'],
  readers: adultsOfTheCircle,
  isAdultOnly: true,
  shape: 'one',
  source: 'LE-22, LE-46',
  fields: [
    {
      id: 'first-contact',
      label: 'Who school turns to first',
      kind: 'choice',
      choices: [
        { id: 'carer', label: 'The carer' },
        { id: 'socialWorker', label: 'The social worker' },
        { id: 'parent', label: 'A parent' },
        { id: 'childrensHome', label: 'The children’s home' },
      ],
      help: 'The person’s part, not their number: school has the numbers it may have.',
      isNeeded: true,
      source: 'LE-22',
    },
    {
      id: 'consent',
      label: 'Who signs for trips, photographs and medical matters',
      kind: 'longText',
      help: 'Without it a child stays behind on the day.',
      source: 'LE-22',
    },
    {
      id: 'sharing',
      label: 'Who may be told what',
      kind: 'longText',
      help: 'Reports, parents’ evenings, messages home.',
      source: 'LE-22',
    },
    {
      id: 'carer-contact',
      label: 'How to reach the carer',
      kind: 'longText',
      help: 'Read by the social worker alone; it may be confidential.',
      readers: socialWorkerAlone,
      source: 'LE-21',
    },
    {
      id: 'checked',
      label: 'The social worker has checked these permissions',
      kind: 'yesNo',
      help: 'If the social worker could not come, it is checked when the plan reaches them.',
      isNeeded: true,
      source: 'LE-22',
    },
  ],
};
