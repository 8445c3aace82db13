import type { Section } from '../field.ts';
import { adultsOfTheCircle, everyone, recorders } from './readers.ts';

/** One entry a person, under the person's id: names stay with the people, not in the record. */
export const attendance: Section = {
  id: 'attendance',
  title: 'Who came',
  owner: 'designatedTeacher',
  writers: recorders,
  readers: everyone,
  isAdultOnly: false,
  shape: 'many',
  isPerPerson: true,
  source: 'LE-20, LE-11',
  fields: [
    {
      id: 'came',
      label: 'Came',
      kind: 'choice',
      choices: [
        { id: 'yes', label: 'Came' },
        { id: 'apologies', label: 'Sent apologies' },
        { id: 'no', label: 'Did not come' },
      ],
      help: 'The list decides whether this counts as a full plan, so it is looked at first and last.',
      isNeeded: true,
      source: 'LE-20, LE-11',
    },
    {
      id: 'part',
      label: 'For how long',
      kind: 'choice',
      choices: [
        { id: 'whole', label: 'The whole meeting' },
        { id: 'part', label: 'Part of it' },
      ],
      help: 'Part of the meeting counts as coming.',
      source: 'LE-17, BS-65',
    },
    {
      id: 'reason',
      label: 'Reason for not coming',
      kind: 'text',
      help: 'A few words, so that the next date suits better.',
      readers: adultsOfTheCircle,
      source: 'LE-20',
    },
  ],
};
