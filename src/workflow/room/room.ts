import { stepsFor } from '#domain/disclosure/viewFor.ts';
import { attendeesOf, quorumOf } from '#domain/meeting/quorum.ts';
import type { Role } from '#domain/people/role.ts';
import { roleName } from '#domain/people/role.ts';
import { ok } from '#domain/result.ts';
import type { Asking } from '../asking.ts';
import { refused } from '../asking.ts';
import { loadPepOfMeeting } from '../pep/loadPep.ts';
import type { LoadedPep } from '../pep/loadPep.ts';
import { pepView } from '../pep/pepView.ts';
import type { Ports } from '../ports.ts';

const stepIn: readonly Role[] = ['officer', 'head', 'coordinator'];

/** The room as one person may see it now: roles, circle and pupil mode are looked up each time, never remembered. */
export async function room(ports: Ports, asking: Asking, params: { readonly meeting: string }) {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const loaded = await loadPepOfMeeting(tx, params.meeting);
    if (loaded === null) return refused('not-found');
    const { meeting, profile, invitees } = loaded;
    const viewer = { roles: asking.roles, isPupilPresentInRoom: meeting.isPupilPresent, inThisMeeting: true };
    const agenda = stepsFor(viewer, profile.agenda.is);
    const current = (await tx.meetings.currentStep(meeting.id)) ?? agenda[0]?.id ?? '';
    const pep = await pepView(ports, tx, asking, loaded);
    const writing = await tx.room.writing(meeting.id);
    const quorum = quorumOf(profile.quorum.is, attendeesOf(loaded.fields, invitees));
    const { id, reference, startsAt, endsAt, venue, state, joinUrl, startedAt } = meeting;
    return ok({
      meeting: { id, reference, startsAt, endsAt, venue, state, joinUrl, startedAt },
      isPupilPresent: meeting.isPupilPresent,
      canRun: asking.roles.includes(meeting.chair) || asking.roles.some((role) => stepIn.includes(role)),
      // An item that vanished for this session is never named to it.
      step: agenda.some((step) => step.id === current) ? current : (agenda[0]?.id ?? ''),
      agenda: agenda.map((step) => ({
        id: step.id,
        title: step.title,
        purpose: step.purpose,
        prompts: [...step.prompts],
        leadName: roleName(step.lead),
        isAdultOnly: step.isAdultOnly,
        sections: [...step.sections],
        source: step.source,
      })),
      quorum: { isMet: quorum.isMet, words: quorum.words, source: profile.quorum.source },
      people: peopleOf(loaded, asking.roles),
      present: await presentIn(tx.room.present(meeting.id), loaded, asking.roles),
      writing: (await presentIn(Promise.resolve(writing), loaded, asking.roles)).filter((writer) =>
        pep.sections.some((section) => writer.path.startsWith(`${section.id}/`)),
      ),
      me: asking.actor.person,
      pep,
    });
  });
}

function peopleOf({ invitees }: LoadedPep, roles: readonly Role[]) {
  return invitees.map((invitee) => ({
    person: invitee.person,
    name: invitee.isConfidential && !roles.includes('socialWorker') ? roleName(invitee.role) : invitee.name,
    role: invitee.role,
    roleName: roleName(invitee.role),
    reply: invitee.reply,
  }));
}

async function presentIn<P extends { readonly person: string; readonly name: string }>(
  people: Promise<readonly P[]>,
  { invitees }: LoadedPep,
  roles: readonly Role[],
): Promise<P[]> {
  return (await people).map((person) => {
    const hidden = invitees.find((invitee) => invitee.person === person.person && invitee.isConfidential);
    return hidden === undefined || roles.includes('socialWorker')
      ? { ...person }
      : { ...person, name: roleName(hidden.role) };
  });
}
