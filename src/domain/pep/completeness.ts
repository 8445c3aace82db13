import type { PersonId } from '../people/person.ts';
import type { Role } from '../people/role.ts';
import type { Field, FieldState, Section } from './field.ts';
import type { PepRecord } from './pep.ts';
import { entriesOf, isEmptyValue, pathOf, textOf, valueOf } from './record.ts';
import { attendance } from './sections/attendance.ts';
import { newTargets } from './sections/newTargets.ts';
import { sections } from './sections.ts';

export type Missing = {
  readonly section: string;
  readonly entry: string | null;
  readonly field: string;
  /** 'Pupil’s views: What the pupil says' */
  readonly label: string;
  readonly owner: Role;
  /** School answers for completing (LE-05, LE-43); the social worker checks their parts when the PEP reaches them (LE-22). */
  readonly holdsUpCompletion: boolean;
};

/** All that is needed and not written, in the order of the page. `invited` are the people whose attendance is expected. */
export function missingToComplete(asked: {
  readonly record: PepRecord;
  readonly invited: readonly PersonId[];
}): readonly Missing[] {
  const { fields } = asked.record;
  const written = sections.flatMap((section) => missingIn(section, fields));
  const unmarked = asked.invited
    .filter((person) => textOf(fields, pathOf(attendance.id, person, 'came')) === '')
    .filter((person) => !written.some(({ section, entry }) => section === attendance.id && entry === person))
    .flatMap((person) => attendance.fields.slice(0, 1).map((field) => missing(attendance, person, field)));
  const noTarget =
    entriesOf(fields, newTargets.id).length === 0
      ? newTargets.fields.slice(0, 1).map((field) => missing(newTargets, null, field))
      : [];
  return inPageOrder([...written, ...unmarked, ...noTarget]);
}

/** What stands between the school and the press of 'complete'. */
export function holdingUp(missing: readonly Missing[]): readonly Missing[] {
  return missing.filter((one) => one.holdsUpCompletion);
}

export function missingByOwner(missing: readonly Missing[]): ReadonlyMap<Role, readonly Missing[]> {
  return Map.groupBy(missing, (one) => one.owner);
}

function missingIn(section: Section, fields: readonly FieldState[]): readonly Missing[] {
  const entries = section.shape === 'one' ? [null] : entriesOf(fields, section.id);
  return entries.flatMap((entry) =>
    section.fields
      .filter((field) => isNeededAt(field, section, { entry, fields }))
      .filter((field) => isEmptyValue(valueOf(fields, pathOf(section.id, entry, field.id))))
      .map((field) => missing(section, entry, field)),
  );
}

type At = { readonly entry: string | null; readonly fields: readonly FieldState[] };

function isNeededAt(field: Field, section: Section, { entry, fields }: At): boolean {
  const when = field.neededWhen;
  if (when === undefined) return field.isNeeded === true;
  const neighbour = textOf(fields, pathOf(section.id, entry, when.field));
  return 'is' in when ? when.is.includes(neighbour) : (neighbour !== '') === when.isFilled;
}

function missing(section: Section, entry: string | null, field: Field): Missing {
  return {
    section: section.id,
    entry,
    field: field.id,
    label: `${section.title}: ${field.label}`,
    owner: section.owner,
    holdsUpCompletion: section.owner === 'designatedTeacher',
  };
}

function inPageOrder(missing: readonly Missing[]): readonly Missing[] {
  const rank = (one: Missing) => sections.findIndex((section) => section.id === one.section);
  return [...missing].sort((one, other) => rank(one) - rank(other));
}
