import type { Invitee, Meeting } from '#domain/meeting/meeting.ts';
import { wordsFor } from '#domain/reminder/words.ts';
import { ok } from '#domain/result.ts';
import { meetingFacts } from '../booking/meetingFacts.ts';
import { profileFor } from '../caseload/profileFor.ts';
import type { CalendarEvent, Tx } from '../ports.ts';
import type { Did, Work } from './work.ts';
import { enqueueNotices } from './enqueueNotices.ts';
import { guard } from './guard.ts';

type Loaded = { readonly meeting: Meeting; readonly event: CalendarEvent; readonly isHeld: boolean };

/** One event in the organiser's mailbox. Repeating finds the first one: by transaction id, then by our own property. */
export async function createEvent({ ports, authority, row }: Work): Did {
  const effect = row.effect;
  if (effect.is !== 'createEvent') throw new Error(`Not for createEvent: ${effect.is}`);
  const loaded = await ports.store.within(authority, (tx) => load(tx, effect.meeting, ports.links.review));
  if (loaded === null) return ok('done');
  const { meeting, event } = loaded;
  // Never tried and already cancelled: there is nothing to make. Tried before, it may exist and must be found to be cancelled.
  if (meeting.state === 'cancelled' && row.state.attempts <= 1) return ok('done');
  if (loaded.isHeld) return held;
  const made = await ports.calendar.create(event);
  if (!made.ok) return made;
  await ports.store.within(authority, async (tx) => {
    const current = await tx.meetings.lock(meeting.id);
    if (current === null) return;
    await tx.meetings.save({ ...current, eventId: made.value.eventId, joinUrl: made.value.joinUrl });
    if (current.state === 'cancelled') return;
    await tx.effects.enqueue(
      { is: 'openOnlineMeeting', meeting: meeting.id },
      `openOnlineMeeting:${meeting.id}`,
    );
    await enqueueNotices(tx, { notice: 'invitation', meeting: meeting.id, revision: 0 });
  });
  return ok('done');
}

export async function updateEvent({ ports, authority, row }: Work): Did {
  const effect = row.effect;
  if (effect.is !== 'updateEvent') throw new Error(`Not for updateEvent: ${effect.is}`);
  const loaded = await ports.store.within(authority, (tx) => load(tx, effect.meeting, ports.links.review));
  if (loaded === null || loaded.meeting.state === 'cancelled') return ok('done');
  // A newer move carries this one with it.
  if (loaded.meeting.revision > effect.revision) return ok('done');
  if (loaded.meeting.eventId === null) return ok({ later: 5 });
  if (loaded.isHeld) return held;
  const updated = await ports.calendar.update(loaded.meeting.eventId, loaded.event);
  return updated.ok ? ok('done') : updated;
}

export async function cancelEvent({ ports, authority, row }: Work): Did {
  const effect = row.effect;
  if (effect.is !== 'cancelEvent') throw new Error(`Not for cancelEvent: ${effect.is}`);
  const known = await ports.store.within(authority, async (tx) => ({
    meeting: await tx.meetings.byId(effect.meeting),
    organiser: (await tx.settings()).organiserMailbox,
    creating: (await tx.effects.ofMeeting(effect.meeting)).find((other) => other.effect.is === 'createEvent'),
  }));
  if (known.meeting === null) return ok('done');
  if (known.meeting.eventId === null) {
    const isStillCreating = known.creating?.state.is === 'waiting';
    return ok(isStillCreating ? { later: 5 } : 'done');
  }
  const cancelled = await ports.calendar.cancel({
    organiser: known.organiser,
    eventId: known.meeting.eventId,
    comment: 'This meeting has been cancelled.',
  });
  return cancelled.ok ? ok('done') : cancelled;
}

const held = {
  ok: false,
  problem: { service: 'words', code: 'protected-words', isWorthRetrying: false, retryAfterSeconds: null },
} as const;

async function load(tx: Tx, id: string, review: (meeting: string) => string): Promise<Loaded | null> {
  const meeting = await tx.meetings.byId(id);
  if (meeting === null) return null;
  const child = await tx.children.byId(meeting.child);
  if (child === null) return null;
  const settings = await tx.settings();
  const invitees = await tx.meetings.invitees(id);
  const facts = meetingFacts(meeting, review(meeting.id));
  const words = wordsFor({ is: 'invitation', facts, role: 'invited', reply: { reply: 'none', on: null } });
  const event: CalendarEvent = {
    organiser: settings.organiserMailbox,
    meeting: meeting.id,
    subject: `${profileFor(settings).meetingLabel.is} ${meeting.reference}`,
    html: fragment([words.sentence, 'Your own message has a button to answer with and to open the review.']),
    startsAt: meeting.startsAt,
    endsAt: meeting.endsAt,
    venue: meeting.venue,
    attendees: invitees.flatMap(attendee),
  };
  const isHeld = (await guard(tx, child, [event.venue, event.subject])).length > 0;
  return { meeting, event, isHeld };
}

/** Part of a body that Outlook and Teams also write in, so a fragment and no page of its own. */
function fragment(paragraphs: readonly string[]): string {
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('');
}

/** A confidential carer is no attendee of the shared event: they get a mail of their own. Others are hidden from each other. */
function attendee(invitee: Invitee): CalendarEvent['attendees'] {
  if (invitee.email === null || invitee.isConfidential) return [];
  return [
    {
      email: invitee.email,
      name: invitee.name,
      isRequired: invitee.role === 'socialWorker' || invitee.role === 'designatedTeacher',
    },
  ];
}
