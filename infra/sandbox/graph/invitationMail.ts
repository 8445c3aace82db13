import type { SandboxAttendee, SandboxEvent, SandboxMail } from '../state.ts';
import { randomId, type World } from '../world.ts';
import { organiserOf, seenAttendees } from './eventView.ts';
import { instantOf } from './odata.ts';

type Occasion = Exclude<SandboxMail['kind'], 'message'>;

const openings: Readonly<Record<Occasion, string>> = {
  invitation: '',
  update: 'Updated: ',
  cancellation: 'Cancelled: ',
};

/** Exchange itself mails whoever has no calendar in the tenant: guests and people outside. */
export function mailOutsiders(
  world: World,
  event: SandboxEvent,
  news: { readonly occasion: Occasion; readonly to: readonly SandboxAttendee[]; readonly comment?: string },
): void {
  const from = organiserOf(world, event);
  for (const attendee of news.to) {
    if (world.personAt(event.tid, attendee.address)?.kind === 'member') continue;
    const at = world.now().toISOString();
    world.state.mail.push({
      id: randomId('AAMkInv'),
      tid: event.tid,
      mailbox: event.mailbox,
      kind: news.occasion,
      from: { address: from.email, name: from.name },
      to: [{ address: attendee.address, name: attendee.name }],
      cc: [],
      bcc: [],
      subject: openings[news.occasion] + event.subject,
      content: news.comment ? `${news.comment}\n${event.content}` : event.content,
      contentType: event.contentType,
      settings: {},
      extended: [],
      attachments: [
        {
          id: randomId('AAMkAtt'),
          name: 'invite.ics',
          contentType: `text/calendar; method=${news.occasion === 'cancellation' ? 'CANCEL' : 'REQUEST'}`,
          contentBytes: Buffer.from(calendarText(world, event, attendee, news.occasion)).toString('base64'),
          isInline: false,
        },
      ],
      isDraft: false,
      createdAt: at,
      sentAt: at,
      eventId: event.id,
    });
  }
}

function calendarText(world: World, event: SandboxEvent, to: SandboxAttendee, occasion: Occasion): string {
  const from = organiserOf(world, event);
  const isOff = occasion === 'cancellation';
  const others = seenAttendees(event, { address: to.address, isOrganiser: false });
  const place = event.location?.displayName;
  const link = world.state.meetings.find((m) => m.id === event.meetingId)?.joinWebUrl;
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sandbox//Exchange//EN',
    `METHOD:${isOff ? 'CANCEL' : 'REQUEST'}`,
    'BEGIN:VEVENT',
    `UID:${event.iCalUId}`,
    `SEQUENCE:${event.version}`,
    `DTSTAMP:${compact(world.now().toISOString())}`,
    `DTSTART:${stamp(event.start)}`,
    `DTEND:${stamp(event.end)}`,
    `SUMMARY:${escaped(event.subject)}`,
    `LOCATION:${escaped(typeof place === 'string' ? place : '')}`,
    `DESCRIPTION:${escaped(link ? `Join: ${link}` : '')}`,
    `ORGANIZER;CN=${quoted(from.name)}:mailto:${from.email}`,
    ...others.map((a) => `ATTENDEE;CN=${quoted(a.name)};RSVP=TRUE:mailto:${a.address}`),
    `STATUS:${isOff ? 'CANCELLED' : 'CONFIRMED'}`,
    'CLASS:PRIVATE',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

function stamp(time: SandboxEvent['start']): string {
  const instant = instantOf(time);
  if (!instant) throw new Error('an event with a time nobody knows was kept');
  return compact(instant.toString({ smallestUnit: 'second' }));
}

function compact(iso: string): string {
  return iso.replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
}

function escaped(text: string): string {
  return text.replaceAll(/([\\;,])/g, '\\$1').replaceAll(/\r?\n/g, '\\n');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', "'")}"`;
}
