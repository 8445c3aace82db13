import type { SandboxTenant } from '../people.ts';
import type { SandboxAttendee, SandboxEvent } from '../state.ts';
import { sameAddress, type World } from '../world.ts';
import { outlookTime, sameProperty } from './odata.ts';

/** Whose calendar an event is read from: its organiser's, or an attendee's own copy. */
export type Reader = { readonly address: string; readonly isOrganiser: boolean };

type ViewWish = {
  readonly reader: Reader;
  readonly zone: string;
  readonly expanded: readonly string[] | undefined;
};

const usualSettings = {
  importance: 'normal',
  sensitivity: 'normal',
  showAs: 'busy',
  allowNewTimeProposals: true,
  responseRequested: true,
  reminderMinutesBeforeStart: 15,
  isReminderOn: true,
  isAllDay: false,
  categories: [],
};

export function eventView(world: World, event: SandboxEvent, wish: ViewWish): Record<string, unknown> {
  const organiser = organiserOf(world, event);
  const meeting = world.state.meetings.find((m) => m.id === event.meetingId);
  const own = event.attendees.find((a) => sameAddress(a.address, wish.reader.address));
  const etag = `W/"${event.id.slice(-8)}${event.version}"`;
  return {
    '@odata.etag': etag,
    id: wish.reader.isOrganiser ? event.id : copyId(event, wish.reader.address),
    createdDateTime: event.createdAt,
    lastModifiedDateTime: event.modifiedAt,
    changeKey: etag,
    ...usualSettings,
    ...event.settings,
    transactionId: wish.reader.isOrganiser ? event.transactionId : null,
    iCalUId: event.iCalUId,
    subject: event.subject,
    bodyPreview: event.content
      .replaceAll(/<[^>]*>/g, ' ')
      .trim()
      .slice(0, 255),
    body: { contentType: event.contentType, content: event.content },
    start: outlookTime(event.start, wish.zone),
    end: outlookTime(event.end, wish.zone),
    originalStartTimeZone: event.start.timeZone,
    originalEndTimeZone: event.end.timeZone,
    location: event.location ?? { displayName: '', locationType: 'default' },
    locations: event.location ? [event.location] : [],
    isOnlineMeeting: event.isOnlineMeeting,
    onlineMeetingProvider: event.isOnlineMeeting ? 'teamsForBusiness' : 'unknown',
    onlineMeeting: meeting ? { joinUrl: meeting.joinWebUrl } : null,
    onlineMeetingUrl: null,
    attendees: seenAttendees(event, wish.reader).map(attendeeView),
    organizer: { emailAddress: { name: organiser.name, address: organiser.email } },
    isOrganizer: wish.reader.isOrganiser,
    isCancelled: event.isCancelled,
    isDraft: false,
    hideAttendees: event.hideAttendees,
    hasAttachments: false,
    type: 'singleInstance',
    recurrence: null,
    seriesMasterId: null,
    responseStatus: wish.reader.isOrganiser
      ? { response: 'organizer', time: '0001-01-01T00:00:00Z' }
      : statusOf(own),
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(event.id)}`,
    ...expandedPart(event, wish.expanded),
  };
}

/** With hidden attendees each person's copy names nobody but that person. */
export function seenAttendees(event: SandboxEvent, reader: Reader): readonly SandboxAttendee[] {
  if (reader.isOrganiser || !event.hideAttendees) return event.attendees;
  return event.attendees.filter((a) => sameAddress(a.address, reader.address));
}

export function copyId(event: SandboxEvent, address: string): string {
  return `${event.id}.${Buffer.from(address.toLowerCase()).toString('base64url')}`;
}

export function organiserOf(world: World, event: SandboxEvent): SandboxTenant['organiser'] {
  const tenant = world.tenant(event.tid);
  if (!tenant) throw new Error('an event of a tenant nobody set up was kept');
  if (sameAddress(tenant.organiser.email, event.mailbox)) return tenant.organiser;
  const person = world.personAt(event.tid, event.mailbox);
  if (!person?.oid || !person.email) throw new Error('an event in a mailbox nobody has was kept');
  return { oid: person.oid, email: person.email, name: person.name };
}

function attendeeView(attendee: SandboxAttendee): Record<string, unknown> {
  return {
    type: attendee.type,
    status: statusOf(attendee),
    emailAddress: { name: attendee.name, address: attendee.address },
  };
}

function statusOf(attendee: SandboxAttendee | undefined): Record<string, unknown> {
  return { response: attendee?.response ?? 'none', time: attendee?.repliedAt ?? '0001-01-01T00:00:00Z' };
}

function expandedPart(event: SandboxEvent, expanded: readonly string[] | undefined): Record<string, unknown> {
  const found = event.extended.filter((p) => expanded?.some((id) => sameProperty(id, p.id)));
  return found.length > 0 ? { singleValueExtendedProperties: found } : {};
}
