import type { Event } from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import { ok, refuse } from '#domain/result.ts';
import type { CalendarEvent, CalendarPort, Outside } from '#workflow/ports.ts';
import { ask, carries, segment, tell } from './ask.ts';
import { ownPart, withOwnPart } from './eventBody.ts';
import { type Asking, problem } from './problem.ts';
import type { Tenants } from './tenants.ts';

const asking: Asking = { service: 'calendar', permission: 'Calendars.ReadWrite' };
/** Lets an event of ours be found again after a crash between its making and its being written down. */
const meetingProperty = 'String {5d3c7a52-9b1e-4f0a-8c66-2f4e1b7d9a30} Name EducationReviewMeeting';
const timeZone = 'Europe/London';

const event = z.object({
  id: z.string(),
  isCancelled: z.boolean().nullish(),
  onlineMeeting: z.object({ joinUrl: z.string().nullish() }).nullish(),
});
const found = z.object({ value: z.array(event) });
const bodyOnly = z.object({ body: z.object({ content: z.string() }) });
const cancelledOnly = z.object({ isCancelled: z.boolean() });

const answers = {
  none: 'none',
  notResponded: 'none',
  organizer: 'accepted',
  accepted: 'accepted',
  tentativelyAccepted: 'tentative',
  declined: 'declined',
} as const;
const replies = z.object({
  attendees: z.array(
    z.object({
      emailAddress: z.object({ address: z.string() }),
      status: z
        .object({
          response: z.enum([
            'none',
            'notResponded',
            'organizer',
            'accepted',
            'tentativelyAccepted',
            'declined',
          ]),
          time: z.string().nullish(),
        })
        .nullish(),
    }),
  ),
});

type Created = { readonly eventId: string; readonly joinUrl: string };

export function calendarOn(tenants: Tenants): CalendarPort {
  const events = (organiser: string) => `/users/${segment(organiser)}/events`;
  const at = (organiser: string, id: string) =>
    tenants.ofMailbox(organiser).api(`${events(organiser)}/${segment(id)}`);

  async function search({ organiser, meeting }: CalendarEvent): Outside<Created | null> {
    const all = await ask(asking, found, () =>
      tenants
        .ofMailbox(organiser)
        .api(events(organiser))
        .filter(carries(meetingProperty, meeting))
        .select('id,isCancelled,onlineMeeting')
        .get(),
    );
    if (!all.ok) return all;
    const standing = all.value.value.find((it) => it.isCancelled !== true);
    return standing === undefined ? ok(null) : withLink(standing);
  }

  async function create(wanted: CalendarEvent): Outside<Created> {
    const before = await search(wanted);
    if (!before.ok) return before;
    if (before.value !== null) return ok(before.value);
    const made = await ask(asking, event, () =>
      tenants.ofMailbox(wanted.organiser).api(events(wanted.organiser)).post(newEvent(wanted)),
    );
    if (made.ok) return withLink(made.value);
    if (made.problem.code === 'permission-missing' || made.problem.code === 'throttled') return made;
    // The answer was lost or unclear, the event may stand all the same.
    const after = await search(wanted);
    return after.ok && after.value !== null ? ok(after.value) : made;
  }

  async function update(eventId: string, wanted: CalendarEvent): Outside<void> {
    const now = await ask(asking, bodyOnly, () => at(wanted.organiser, eventId).select('body').get());
    if (!now.ok) return now;
    const content = withOwnPart(now.value.body.content, wanted.html);
    return tell(asking, () => at(wanted.organiser, eventId).patch(details(wanted, content)));
  }

  async function cancel({
    organiser,
    eventId,
    comment,
  }: Parameters<CalendarPort['cancel']>[0]): Outside<void> {
    const done = await tell(asking, () =>
      tenants
        .ofMailbox(organiser)
        .api(`${events(organiser)}/${segment(eventId)}/cancel`)
        .post({ comment }),
    );
    if (done.ok || done.problem.code === 'not-found') return ok(undefined);
    if (done.problem.code !== 'refused' && done.problem.code !== 'changed-meanwhile') return done;
    const now = await ask(asking, cancelledOnly, () => at(organiser, eventId).select('isCancelled').get());
    const isGone = now.ok ? now.value.isCancelled : now.problem.code === 'not-found';
    return isGone ? ok(undefined) : done;
  }

  return {
    create,
    update,
    cancel,
    replies: async ({ organiser, eventId }) => {
      const asked = await ask(asking, replies, () => at(organiser, eventId).select('attendees').get());
      return asked.ok ? ok(asked.value.attendees.map(replyOf)) : asked;
    },
  };
}

/** An event whose link is not there yet is asked for again: the search finds it by then. */
function withLink({ id, onlineMeeting }: z.infer<typeof event>) {
  const joinUrl = onlineMeeting?.joinUrl ?? '';
  if (joinUrl === '') return refuse(problem('calendar', 'unavailable', { facts: { missing: 'joinUrl' } }));
  return ok({ eventId: id, joinUrl });
}

/** Wall-clock times with their zone: an instant would move by an hour when the clocks change. */
function details(wanted: CalendarEvent, content: string): Event {
  return {
    subject: wanted.subject,
    body: { contentType: 'html', content },
    start: { dateTime: `${wanted.startsAt}:00`, timeZone },
    end: { dateTime: `${wanted.endsAt}:00`, timeZone },
    location: { displayName: wanted.venue },
    attendees: wanted.attendees.map(({ email, name, isRequired }) => ({
      emailAddress: { address: email, name },
      type: isRequired ? 'required' : 'optional',
    })),
  };
}

/** Attendees hidden and the event private: no carer's address reaches a school through it. */
function newEvent(wanted: CalendarEvent): Event {
  return {
    ...details(wanted, ownPart(wanted.html)),
    isOnlineMeeting: true,
    onlineMeetingProvider: 'teamsForBusiness',
    allowNewTimeProposals: true,
    responseRequested: true,
    hideAttendees: true,
    sensitivity: 'private',
    reminderMinutesBeforeStart: 60,
    transactionId: wanted.meeting,
    singleValueExtendedProperties: [{ id: meetingProperty, value: wanted.meeting }],
  };
}

function replyOf({ emailAddress, status }: z.infer<typeof replies>['attendees'][number]) {
  const reply = answers[status?.response ?? 'none'];
  // Outlook writes the year 1 for 'never'.
  const at = status?.time ?? null;
  return {
    email: emailAddress.address,
    reply,
    at: reply === 'none' || at?.startsWith('0001-') === true ? null : at,
  };
}
