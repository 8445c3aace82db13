import type { BotChannel } from '../botChannel.ts';
import type { EventReply, SandboxAttendee, SandboxChat, SandboxEvent } from '../state.ts';
import { canSignIn } from '../signIn.ts';
import { randomId, randomUUID, sameAddress, type World } from '../world.ts';
import { eventSettingNames, givenParts, type EventChange, type NewEvent } from './bodies.ts';
import { mailOutsiders } from './invitationMail.ts';

/** What Exchange and Teams do when an event is made, changed or called off. */
export type Calendar = {
  readonly book: (tid: string, mailbox: string, wish: NewEvent) => SandboxEvent;
  readonly change: (event: SandboxEvent, change: EventChange) => void;
  readonly callOff: (event: SandboxEvent, comment: string) => void;
  /** false: that address was not asked, or the event is off. */
  readonly reply: (event: SandboxEvent, address: string, response: EventReply) => boolean;
};

type Notify = (event: SandboxEvent, change: 'created' | 'updated' | 'deleted') => void;

export function calendarOf(world: World, channel: BotChannel, notify: Notify): Calendar {
  const { state } = world;
  const chatOf = (event: SandboxEvent): SandboxChat | undefined => {
    const meeting = state.meetings.find((m) => m.eventId === event.id);
    return state.chats.find((c) => c.id === meeting?.threadId);
  };
  const membersFor = (event: SandboxEvent): string[] =>
    event.attendees.flatMap((a) => {
      const person = world.personAt(event.tid, a.address);
      return person && canSignIn(person) ? [person.id] : [];
    });
  function touch(event: SandboxEvent, change: 'created' | 'updated' | 'deleted'): void {
    event.version += 1;
    event.modifiedAt = world.now().toISOString();
    world.changed();
    notify(event, change);
  }

  function openMeeting(event: SandboxEvent): void {
    const threadId = `19:meeting_${Buffer.from(randomUUID()).toString('base64url')}@thread.v2`;
    const digits = String(BigInt(`0x${randomUUID().slice(0, 8)}`) + 3_000_000_000_000n);
    const joinWebUrl = `https://teams.microsoft.com/meet/${digits}?p=${randomId('', 12)}`;
    const id = randomId('MSo', 24);
    const options = { ...optionsOfNewMeeting };
    state.meetings.push({
      id,
      tid: event.tid,
      eventId: event.id,
      joinWebUrl,
      threadId,
      options,
      startedAt: null,
      present: [],
      reports: [],
    });
    state.chats.push({
      id: threadId,
      graphId: threadId,
      tid: event.tid,
      kind: 'meeting',
      topic: event.subject,
      members: membersFor(event),
      installationId: null,
      createdAt: event.createdAt,
      activities: [],
    });
    event.meetingId = id;
    event.contentType = 'html';
    event.content += meetingBlob(joinWebUrl);
  }

  function book(tid: string, mailbox: string, wish: NewEvent): SandboxEvent {
    const at = world.now().toISOString();
    const event: SandboxEvent = {
      id: randomId('AAMkEv', 27),
      tid,
      mailbox,
      iCalUId: randomId('040000008200E00074C5B7101A82E008', 12),
      transactionId: wish.transactionId ?? null,
      createdAt: at,
      modifiedAt: at,
      version: 0,
      subject: wish.subject ?? '',
      content: wish.body?.content ?? '',
      contentType: wish.body?.contentType ?? 'html',
      start: wish.start,
      end: wish.end,
      location: wish.location ? givenParts(wish.location, Object.keys(wish.location)) : null,
      attendees: attendeesOf(wish.attendees ?? [], []),
      isOnlineMeeting: wish.isOnlineMeeting ?? false,
      meetingId: null,
      hideAttendees: wish.hideAttendees ?? false,
      settings: givenParts(wish, eventSettingNames),
      extended: wish.singleValueExtendedProperties ?? [],
      isCancelled: false,
    };
    state.events.push(event);
    if (event.isOnlineMeeting) openMeeting(event);
    mailOutsiders(world, event, { occasion: 'invitation', to: event.attendees });
    touch(event, 'created');
    return event;
  }

  function change(event: SandboxEvent, parts: EventChange): void {
    const before = event.attendees;
    const wordsBefore = noticedBy(event);
    const timesBefore = timesOf(event);
    if (parts.subject !== undefined) event.subject = parts.subject;
    if (parts.start) event.start = parts.start;
    if (parts.end) event.end = parts.end;
    if (parts.location) event.location = givenParts(parts.location, Object.keys(parts.location));
    if (parts.hideAttendees !== undefined) event.hideAttendees = parts.hideAttendees;
    Object.assign(event.settings, givenParts(parts, eventSettingNames));
    for (const wanted of parts.singleValueExtendedProperties ?? [])
      event.extended = [...event.extended.filter((p) => p.id !== wanted.id), wanted];
    if (parts.body) rewrite(event, parts.body);
    if (parts.attendees) event.attendees = attendeesOf(parts.attendees, before);
    if (timesOf(event) !== timesBefore) for (const a of event.attendees) askAgain(a);
    tellAttendees(event, before, noticedBy(event) !== wordsBefore);
    touch(event, 'updated');
  }

  /** Words without the meeting's own block switch the online meeting off, as Outlook does. */
  function rewrite(event: SandboxEvent, body: { contentType: 'text' | 'html'; content: string }): void {
    event.content = body.content;
    event.contentType = body.contentType;
    const meeting = state.meetings.find((m) => m.id === event.meetingId);
    if (meeting && !body.content.includes(meeting.joinWebUrl)) {
      event.isOnlineMeeting = false;
      event.meetingId = null;
    }
  }

  /** A change of attendees alone is told to those who changed; any other change to everybody. */
  function tellAttendees(event: SandboxEvent, before: readonly SandboxAttendee[], isNews: boolean): void {
    const wasAsked = (a: SandboxAttendee) => before.some((b) => sameAddress(b.address, a.address));
    const isAsked = (b: SandboxAttendee) => event.attendees.some((a) => sameAddress(a.address, b.address));
    const joined = event.attendees.filter((a) => !wasAsked(a));
    const left = before.filter((b) => !isAsked(b));
    mailOutsiders(world, event, { occasion: 'invitation', to: joined });
    mailOutsiders(world, event, { occasion: 'cancellation', to: left });
    if (isNews) mailOutsiders(world, event, { occasion: 'update', to: event.attendees.filter(wasAsked) });
    const chat = chatOf(event);
    if (!chat) return;
    const members = membersFor(event);
    const added = members.filter((id) => !chat.members.includes(id));
    const removed = chat.members.filter((id) => !members.includes(id));
    chat.topic = event.subject;
    chat.members = members;
    channel.membersChanged(chat, added, removed);
  }

  function callOff(event: SandboxEvent, comment: string): void {
    event.isCancelled = true;
    mailOutsiders(world, event, { occasion: 'cancellation', to: event.attendees, comment });
    touch(event, 'deleted');
  }

  function reply(event: SandboxEvent, address: string, response: EventReply): boolean {
    const attendee = event.attendees.find((a) => sameAddress(a.address, address));
    if (!attendee || event.isCancelled) return false;
    attendee.response = response;
    attendee.repliedAt = world.now().toISOString();
    touch(event, 'updated');
    return true;
  }

  return { book, change, callOff, reply };
}

const optionsOfNewMeeting = {
  allowRecording: true,
  allowTranscription: true,
  recordAutomatically: false,
  lobbyBypassSettings: { scope: 'organization', isDialInBypassEnabled: false },
  allowedPresenters: 'everyone',
  allowMeetingChat: 'enabled',
  shareMeetingChatHistoryDefault: 'none',
  allowAttendeeToEnableCamera: true,
  allowAttendeeToEnableMic: true,
  isEntryExitAnnounced: false,
  allowTeamworkReactions: true,
};

function meetingBlob(joinWebUrl: string): string {
  return `<div class="me-email-text" lang="en-GB">________________<br>Microsoft Teams meeting<br><a href="${joinWebUrl}">Join the meeting now</a><br>________________</div>`;
}

function attendeesOf(
  wished: NonNullable<NewEvent['attendees']>,
  before: readonly SandboxAttendee[],
): SandboxAttendee[] {
  return wished.map(({ emailAddress, type }) => {
    const known = before.find((b) => sameAddress(b.address, emailAddress.address));
    return {
      address: emailAddress.address,
      name: emailAddress.name ?? known?.name ?? emailAddress.address,
      type: type ?? known?.type ?? 'required',
      response: known?.response ?? 'none',
      repliedAt: known?.repliedAt ?? null,
    };
  });
}

/** What a reader of the invitation would notice. */
function noticedBy(event: SandboxEvent): string {
  return JSON.stringify([event.subject, event.content, event.location, timesOf(event)]);
}

function timesOf(event: SandboxEvent): string {
  return JSON.stringify([event.start, event.end]);
}

/** A moved meeting asks everybody anew. */
function askAgain(attendee: SandboxAttendee): void {
  attendee.response = 'notResponded';
  attendee.repliedAt = null;
}
