import { mayWrite } from '#domain/disclosure/viewFor.ts';
import { sections } from '#domain/pep/sections.ts';
import { ok } from '#domain/result.ts';
import type { Answer, Asking } from '../asking.ts';
import { refused } from '../asking.ts';
import { adultOnlySteps, loadPepOfMeeting } from '../pep/loadPep.ts';
import type { Ports } from '../ports.ts';

type Holder = { readonly person: string; readonly name: string };

/** One writer a field at a time. Who asks while somebody writes hears who it is, and may take over. */
export async function announceWriting(
  ports: Ports,
  asking: Asking,
  params: { readonly meeting: string },
  request: { readonly path: string | null; readonly takeOver: boolean },
): Answer<{ readonly holder: Holder | null }> {
  const { actor } = asking;
  return ports.store.within(actor.authority, async (tx) => {
    const announce = () =>
      tx.room.announce({ authority: tx.authority, meeting: params.meeting, what: 'presence', path: null });
    if (request.path === null) {
      await tx.room.releaseWriting(params.meeting, actor.person);
      await announce();
      return ok({ holder: null });
    }
    const loaded = await loadPepOfMeeting(tx, params.meeting);
    if (loaded === null) return refused('not-found');
    const viewer = {
      roles: asking.roles,
      isPupilPresentInRoom: loaded.meeting.isPupilPresent,
      inThisMeeting: true,
    };
    if (
      !mayWrite(viewer, request.path, {
        sections,
        fields: loaded.fields,
        adultOnlySteps: adultOnlySteps(loaded.profile),
      })
    )
      return refused('field-not-yours');
    const before = (await tx.room.writing(params.meeting)).find((writer) => writer.path === request.path);
    const holder = await tx.room.claimWriting({
      meeting: params.meeting,
      path: request.path,
      person: actor.person,
      name: actor.name,
      takeOver: request.takeOver,
    });
    // A renewed lease is no news.
    if (before?.person !== holder.person) await announce();
    return ok({ holder: { person: holder.person, name: holder.name } });
  });
}
