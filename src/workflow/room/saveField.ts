import { mayRead, mayWrite } from '#domain/disclosure/viewFor.ts';
import type { FieldState, FieldValue } from '#domain/pep/field.ts';
import { parseValue } from '#domain/pep/record.ts';
import { sections } from '#domain/pep/sections.ts';
import { isEditable } from '#domain/pep/stages.ts';
import { ok } from '#domain/result.ts';
import type { Answer, Asking } from '../asking.ts';
import { auditBy, refused } from '../asking.ts';
import { adultOnlySteps, listsOf, loadPep } from '../pep/loadPep.ts';
import type { Ports } from '../ports.ts';

export type Save = { readonly path: string; readonly value: FieldValue; readonly baseVersion: number };

/**
 * Compare and set of one field. A stale write is refused with the newer words, and both are kept.
 * Words written in an item that vanished when the pupil came in are still saved for their author: they come back
 * to nobody in the room, so the answer carries no words then (LE-18).
 */
export async function saveField(
  ports: Ports,
  asking: Asking,
  params: { readonly pep: string },
  save: Save,
): Answer<{ readonly field: FieldState }> {
  return ports.store.within(asking.actor.authority, async (tx) => {
    if ((await tx.peps.lock(params.pep)) === null) return refused('not-found');
    const loaded = await loadPep(tx, params.pep);
    if (loaded === null) return refused('not-found');
    const { pep, fields, profile, meeting } = loaded;
    const viewer = { roles: asking.roles, isPupilPresentInRoom: false, inThisMeeting: true };
    const written = { sections, fields, adultOnlySteps: adultOnlySteps(profile) };
    if (!isEditable(pep)) return refused('pep-not-open', { stage: pep.stage });
    if (meeting.state === 'cancelled') return refused('meeting-over');
    const parsed = parseValue(save.path, save.value, listsOf(profile));
    if (!parsed.ok)
      return refused(parsed.problem.code === 'unknown-field' ? 'field-unknown' : 'not-understood', {
        ...parsed.problem,
      });
    if (!mayWrite(viewer, save.path, written))
      return refused(mayRead(viewer, save.path, written) ? 'field-not-yours' : 'field-unknown');
    const at = ports.clock.now();
    const done = await tx.fields.write({
      pep: pep.id,
      path: save.path,
      value: parsed.value,
      baseVersion: save.baseVersion,
      by: asking.actor.person,
      at,
    });
    const isShown = mayRead({ ...viewer, isPupilPresentInRoom: meeting.isPupilPresent }, save.path, written);
    const shown = (field: FieldState): FieldState => (isShown ? field : { ...field, value: null });
    if (done.is === 'stale')
      return refused('stale-words', { newer: { ...shown(done.newer), by: await nameOf(done.newer.by) } });
    await tx.audit.append(
      auditBy(ports, asking, {
        did: 'wrote',
        object: `pep:${pep.id}`,
        facts: { path: save.path, version: done.field.version },
      }),
    );
    await tx.room.announce({ authority: tx.authority, meeting: meeting.id, what: 'field', path: save.path });
    return ok({ field: { ...shown(done.field), by: await nameOf(done.field.by) } });

    async function nameOf(person: string): Promise<string> {
      return (await tx.people.byId(person))?.name ?? 'Somebody';
    }
  });
}
