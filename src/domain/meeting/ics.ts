import type { WallClock } from '../time/wallClock.ts';

export type IcsMeeting = {
  /** The same for every message about one meeting, so that a calendar moves and removes the entry it has. */
  readonly uid: string;
  readonly method: 'REQUEST' | 'CANCEL';
  /** The meeting's revision; a calendar ignores a message with a lower one. */
  readonly sequence: number;
  /** ISO instant at which this message was written. */
  readonly madeAt: string;
  readonly startsAt: WallClock;
  readonly endsAt: WallClock;
  /** Neutral words: a calendar shows them on a lock screen. */
  readonly summary: string;
  readonly location: string;
  /** Where one joins; null for a meeting in a room alone. */
  readonly url: string | null;
  readonly organiser: string;
  /** The one person this message goes to; nobody else's address is in it. */
  readonly attendee: string;
};

/** A calendar message (RFC 5545, RFC 5546) for people whose calendar the app cannot write in. */
export function icsFor(meeting: IcsMeeting): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Education Review//Meetings//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${meeting.method}`,
    ...london,
    'BEGIN:VEVENT',
    `UID:${meeting.uid}`,
    `SEQUENCE:${meeting.sequence}`,
    `DTSTAMP:${utc(meeting.madeAt)}`,
    `DTSTART;TZID=Europe/London:${local(meeting.startsAt)}`,
    `DTEND;TZID=Europe/London:${local(meeting.endsAt)}`,
    `SUMMARY:${escaped(meeting.summary)}`,
    ...(meeting.location === '' ? [] : [`LOCATION:${escaped(meeting.location)}`]),
    ...(meeting.url === null ? [] : [`URL:${meeting.url}`, `DESCRIPTION:${escaped(`Join: ${meeting.url}`)}`]),
    `ORGANIZER:mailto:${meeting.organiser}`,
    `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${meeting.attendee}`,
    `STATUS:${meeting.method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    'CLASS:PRIVATE',
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** Clocks go forward on the last Sunday of March and back on the last of October. */
const london = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/London',
  'BEGIN:DAYLIGHT',
  'TZNAME:BST',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'DTSTART:19810329T010000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZNAME:GMT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'DTSTART:19961027T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
] as const;

function local(time: WallClock): string {
  return `${time.replaceAll(/[-:]/g, '')}00`;
}

function utc(instant: string): string {
  return `${instant.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, (sign) => `\\${sign}`).replaceAll(/\r\n|\r|\n/g, '\\n');
}

const longest = 75;
const encoder = new TextEncoder();

/** No line is longer than 75 bytes; the rest follows after a space, and no letter is cut in two. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let size = 0;
  for (const letter of line) {
    const bytes = encoder.encode(letter).length;
    if (size + bytes > longest) {
      parts.push(part);
      part = ' ';
      size = 1;
    }
    part += letter;
    size += bytes;
  }
  return [...parts, part].join('\r\n');
}
