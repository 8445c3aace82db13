import type { Section } from '../field.ts';
import { adultsOfTheCircle, socialWorkerAlone } from './readers.ts';

export const careSituation: Section = {
  id: 'care-situation',
  title: 'Care situation',
  owner: 'socialWorker',
  writers: ['socialWorker', 'officer'],
  readers: adultsOfTheCircle,
  isAdultOnly: true,
  shape: 'one',
  source: 'LE-23, LE-18, LE-21',
  fields: [
    {
      id: 'placement',
      label: 'Where the child lives, and how it is going',
      kind: 'longText',
      help: 'Read by the social worker alone. Addresses and carers’ details belong here and nowhere else.',
      readers: socialWorkerAlone,
      source: 'LE-23, LE-21',
    },
    {
      id: 'siblings-elsewhere',
      label: 'Brothers and sisters who live elsewhere',
      kind: 'longText',
      help: 'One name a line, read by the social worker alone: these names are looked for in everything that leaves.',
      readers: socialWorkerAlone,
      source: 'LE-21',
    },
    {
      id: 'changes',
      label: 'Changes that are coming',
      kind: 'longText',
      help: 'Moves, reviews and other changes that school has to be ready for.',
      isNeeded: true,
      source: 'LE-23',
    },
    {
      id: 'issues',
      label: 'What has happened since last time that touches school',
      kind: 'longText',
      help: 'So that school understands what it sees.',
      isNeeded: true,
      source: 'LE-23',
    },
    {
      id: 'contact',
      label: 'Contact arrangements',
      kind: 'longText',
      help: 'What school needs to know of family time.',
      source: 'LE-23',
    },
    {
      id: 'unsettled',
      label: 'Unsettled around contact',
      kind: 'longText',
      help: 'How it shows, so that support stands ready on those days.',
      source: 'LE-23',
    },
    {
      id: 'school-has-dates',
      label: 'School has the contact dates',
      kind: 'yesNo',
      help: 'So that support can be planned.',
      source: 'LE-23',
    },
  ],
};
