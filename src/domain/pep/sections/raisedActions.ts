import type { Section } from '../field.ts';
import { everyone, recorders } from './readers.ts';

export const raisedActions: Section = {
  id: 'raised-actions',
  title: 'Actions raised',
  owner: 'designatedTeacher',
  writers: ['schoolStaff', ...recorders],
  readers: everyone,
  isAdultOnly: false,
  shape: 'many',
  raisedIn: 'from',
  source: 'LE-32, LE-33',
  fields: [
    {
      id: 'text',
      label: 'What is to be done',
      kind: 'longText',
      help: 'One thing, so that it can be ticked off.',
      isNeeded: true,
      source: 'LE-32',
    },
    { id: 'from', label: 'Raised at', kind: 'text', isSetByButton: true, source: 'LE-32' },
    {
      id: 'owner',
      label: 'Who answers for it',
      kind: 'role',
      help: 'One owner, who is reminded.',
      isNeeded: true,
      source: 'LE-33, LE-41',
    },
    {
      id: 'contact',
      label: 'Who makes contact and arranges it',
      kind: 'text',
      help: 'When another service is needed.',
      source: 'LE-33',
    },
    {
      id: 'by-when',
      label: 'By when',
      kind: 'date',
      help: 'A day, so that it does not slip.',
      isNeeded: true,
      source: 'LE-33',
    },
    { id: 'removed', label: 'Taken out', kind: 'yesNo', isSetByButton: true },
  ],
};
