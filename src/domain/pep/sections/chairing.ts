import type { Section } from '../field.ts';
import { everyone, recorders } from './readers.ts';

export const chairing: Section = {
  id: 'chairing',
  title: 'Who leads this meeting',
  owner: 'officer',
  writers: recorders,
  readers: everyone,
  isAdultOnly: false,
  shape: 'one',
  source: 'BP-15, LE-04',
  fields: [
    {
      id: 'chair',
      label: 'Who chairs',
      kind: 'role',
      help: 'The Virtual School or the designated teacher; it decides whether this can be a full plan.',
      isNeeded: true,
      source: 'LE-04',
    },
    {
      id: 'note-taker',
      label: 'Who takes notes',
      kind: 'role',
      help: 'So that nobody writes it twice.',
      source: 'BP-15',
    },
    {
      id: 'end-time',
      label: 'We stop at',
      kind: 'time',
      help: 'Agreed at the start, so that all items get their time.',
      source: 'BP-15',
    },
  ],
};
