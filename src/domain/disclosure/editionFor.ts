import type { Role } from '../people/role.ts';
import type { Section } from '../pep/field.ts';
import type { PepRecord } from '../pep/pep.ts';
import { sections } from '../pep/sections.ts';
import type { Edition } from './edition.ts';
import { viewFor } from './viewFor.ts';

/** In whose eyes an edition is written: the school's copy holds what its designated teacher may hold (LE-21). */
const readerOf = { full: null, school: 'designatedTeacher' } as const satisfies Record<Edition, Role | null>;

export const editionName = { full: 'Full record', school: 'School’s copy' } as const satisfies Record<
  Edition,
  string
>;

export type LeftOut = { readonly section: string; readonly field: string; readonly label: string };

export type EditionRecord = {
  readonly edition: Edition;
  readonly record: PepRecord;
  /** The definitions with the fields that this edition prints. */
  readonly sections: readonly Section[];
  /** Named whether or not anything was written there, so that the list itself tells nothing. */
  readonly leftOut: readonly LeftOut[];
};

export function recordForEdition(edition: Edition, record: PepRecord): EditionRecord {
  const reader = readerOf[edition];
  if (reader === null) return { edition, record, sections, leftOut: [] };
  const viewer = { roles: [reader], isPupilPresentInRoom: false, inThisMeeting: false };
  // A designated teacher hears the adults' steps, so none of their actions drop out here.
  const view = viewFor(viewer, { sections, fields: record.fields, adultOnlySteps: [] });
  const kept = view.sections.map(({ section }) => section);
  return {
    edition,
    record: { pep: record.pep, fields: view.fields },
    sections: kept,
    leftOut: sections.flatMap((section) =>
      section.fields
        .filter(
          (field) =>
            !kept.some(({ id, fields }) => id === section.id && fields.some((one) => one.id === field.id)),
        )
        .map((field) => ({
          section: section.id,
          field: field.id,
          label: `${section.title}: ${field.label}`,
        })),
    ),
  };
}
