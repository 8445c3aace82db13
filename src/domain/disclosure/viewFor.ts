import type { Role } from '../people/role.ts';
import type { Field, FieldPath, FieldState, Section } from '../pep/field.ts';
import { fieldAt, pathOf, textOf } from '../pep/record.ts';

/** One session of one person, looked at now: roles come from the circle and the authority at this moment. */
export type Viewer = {
  readonly roles: readonly Role[];
  /** The pupil is marked present in the meeting that this PEP belongs to. */
  readonly isPupilPresentInRoom: boolean;
  /** This session is in that meeting: its side panel, its chat's tab, or the same walk at full width. */
  readonly inThisMeeting: boolean;
};

export type Written = {
  readonly sections: readonly Section[];
  readonly fields: readonly FieldState[];
  /** Ids of the profile's adult-only agenda steps: what is raised in one is for adults too. */
  readonly adultOnlySteps: readonly string[];
};

export type SectionView = {
  /** With the fields that this viewer may read, no others. */
  readonly section: Section;
  readonly canWrite: boolean;
};
export type View = { readonly sections: readonly SectionView[]; readonly fields: readonly FieldState[] };

/** The one place that cuts what leaves: sections, fields and entries that this viewer may not read are not in it. */
export function viewFor(viewer: Viewer, written: Written): View {
  const sections = written.sections
    .filter((section) => isOpen(viewer, section))
    .map((section) => ({
      ...section,
      fields: section.fields.filter((field) => readsField(viewer, section, field)),
    }))
    .filter((section) => section.fields.length > 0);
  return {
    sections: sections.map((section) => ({ section, canWrite: holds(viewer, section.writers) })),
    fields: written.fields.filter((field) => mayRead(viewer, field.path, written)),
  };
}

export function mayRead(viewer: Viewer, path: FieldPath, written: Written): boolean {
  const section = written.sections.find(({ id }) => id === fieldAt(path)?.section.id);
  const place = fieldAt(path);
  if (place === null || section === undefined) return false;
  if (!isOpen(viewer, section) || !readsField(viewer, section, place.field)) return false;
  return hearsAdults(viewer, written.sections) || !isRaisedAmongAdults(section, place.entry, written);
}

/** Nobody writes what they may not read. Whether the PEP is open to writing at all is its stage's business. */
export function mayWrite(viewer: Viewer, path: FieldPath, written: Written): boolean {
  const place = fieldAt(path);
  return place !== null && mayRead(viewer, path, written) && holds(viewer, place.section.writers);
}

/** The agenda as this session may see it (LE-18). */
export function stepsFor<Step extends { readonly isAdultOnly: boolean }>(
  viewer: Viewer,
  steps: readonly Step[],
): readonly Step[] {
  return steps.filter(
    (step) => !step.isAdultOnly || (!isAmongChildren(viewer) && !viewer.roles.includes('pupil')),
  );
}

/** LE-18: the pupil is in the room, so this session's screen may be in front of the pupil. */
function isAmongChildren(viewer: Viewer): boolean {
  return viewer.isPupilPresentInRoom && viewer.inThisMeeting;
}

function isOpen(viewer: Viewer, section: Section): boolean {
  if (!holds(viewer, section.readers)) return false;
  return !section.isAdultOnly || (!isAmongChildren(viewer) && !viewer.roles.includes('pupil'));
}

function readsField(viewer: Viewer, section: Section, field: Field): boolean {
  return holds(viewer, field.readers ?? section.readers);
}

/** Those who read adults' sections hear what was raised there; parents, delegated staff and the pupil do not. */
function hearsAdults(viewer: Viewer, sections: readonly Section[]): boolean {
  return sections.some((section) => section.isAdultOnly && isOpen(viewer, section));
}

function isRaisedAmongAdults(section: Section, entry: string | null, written: Written): boolean {
  if (section.raisedIn === undefined || entry === null) return false;
  return written.adultOnlySteps.includes(textOf(written.fields, pathOf(section.id, entry, section.raisedIn)));
}

function holds(viewer: Viewer, allowed: readonly Role[]): boolean {
  return viewer.roles.some((role) => allowed.includes(role));
}
