import type { FieldState } from '#domain/pep/field.ts';
import type { Room } from '../peps/views.ts';

/** One changed field goes in at its place; an older one than is held changes nothing. */
export function withField(room: Room, field: FieldState): Room {
  const held = room.pep.fields.find(({ path }) => path === field.path);
  if (held !== undefined && held.version >= field.version) return room;
  const fields =
    held === undefined
      ? [...room.pep.fields, { ...field, value: field.value }]
      : room.pep.fields.map((each) => (each.path === field.path ? { ...field, value: field.value } : each));
  return { ...room, pep: { ...room.pep, fields } };
}

/** A room cut anew replaces everything, what is no longer sent included; only a field already known newer stays newer. */
export function withRoom(before: Room | null, room: Room): Room {
  if (before === null || before.pep.id !== room.pep.id) return room;
  const held = new Map(before.pep.fields.map((field) => [field.path, field]));
  const fields = room.pep.fields.map((field) => {
    const known = held.get(field.path);
    return known !== undefined && known.version > field.version ? known : field;
  });
  return { ...room, pep: { ...room.pep, fields } };
}

/**
 * LE-18: without word from the server this page cannot know whether the pupil has come in, so nothing that is for adults
 * alone is shown, what was raised in an adults' item included. Words being written there stay with their author.
 */
export function withoutAdultsOnly(room: Room): Room {
  const steps = new Set(room.agenda.filter((step) => step.isAdultOnly).map((step) => step.id));
  const hidden = new Set(
    room.pep.sections.filter((section) => section.isAdultOnly).map((section) => section.id),
  );
  const raised = new Set(
    room.pep.fields
      .filter(({ path, value }) => path.endsWith('/from') && typeof value === 'string' && steps.has(value))
      .map(({ path }) => entryOf(path)),
  );
  const isShown = (path: string) => !hidden.has(path.split('/')[0] ?? '') && !raised.has(entryOf(path));
  return {
    ...room,
    agenda: room.agenda.filter((step) => !step.isAdultOnly),
    writing: room.writing.filter(({ path }) => isShown(path)),
    pep: {
      ...room.pep,
      sections: room.pep.sections.filter((section) => !section.isAdultOnly),
      fields: room.pep.fields.filter(({ path }) => isShown(path)),
      missing: room.pep.missing.filter(({ path }) => isShown(path)),
      previousTargets: room.pep.previousTargets.filter(
        ({ entry }) => ![...raised].some((path) => path.endsWith(`/${entry}`)),
      ),
    },
  };
}

/** 'new-targets/<entry>' of a path in a section of many. */
function entryOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

/** Where this reader is taken when an item vanishes under them: the next one still on the list. */
export function nearestStep(all: readonly string[], shown: readonly string[], wanted: string): string | null {
  if (shown.includes(wanted)) return wanted;
  const after = all.slice(all.indexOf(wanted) + 1).find((id) => shown.includes(id));
  return after ?? shown[0] ?? null;
}
