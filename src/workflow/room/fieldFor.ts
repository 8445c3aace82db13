import { mayRead } from '#domain/disclosure/viewFor.ts';
import type { FieldState } from '#domain/pep/field.ts';
import { sections } from '#domain/pep/sections.ts';
import { roleName } from '#domain/people/role.ts';
import type { Asking } from '../asking.ts';
import { adultOnlySteps, loadPepOfMeeting } from '../pep/loadPep.ts';
import type { Ports } from '../ports.ts';

/** One changed field for one subscriber of the live stream; null when it is not for them at this moment. */
export async function fieldFor(
  ports: Ports,
  asking: Asking,
  place: { readonly meeting: string; readonly path: string },
): Promise<FieldState | null> {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const loaded = await loadPepOfMeeting(tx, place.meeting);
    if (loaded === null) return null;
    const viewer = {
      roles: asking.roles,
      isPupilPresentInRoom: loaded.meeting.isPupilPresent,
      inThisMeeting: true,
    };
    const written = { sections, fields: loaded.fields, adultOnlySteps: adultOnlySteps(loaded.profile) };
    const field = loaded.fields.find((candidate) => candidate.path === place.path);
    if (field === undefined || !mayRead(viewer, place.path, written)) return null;
    const hidden = loaded.invitees.find((invitee) => invitee.person === field.by && invitee.isConfidential);
    const isHidden = hidden !== undefined && !asking.roles.includes('socialWorker');
    return {
      ...field,
      by: isHidden ? roleName(hidden.role) : ((await tx.people.byId(field.by))?.name ?? 'Somebody'),
    };
  });
}
