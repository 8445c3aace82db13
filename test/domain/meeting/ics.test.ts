import { describe, expect, it } from 'vitest';
import { type IcsMeeting, icsFor } from '#domain/meeting/ics.ts';

function aMeeting(overrides: Partial<IcsMeeting> = {}): IcsMeeting {
  return {
    uid: '6d1a2f0e-0000-4000-8000-000000000001@reviews.test',
    method: 'REQUEST',
    sequence: 2,
    madeAt: '2026-11-23T09:00:00.000Z',
    startsAt: '2026-12-04T14:00',
    endsAt: '2026-12-04T15:30',
    summary: 'Education review ER-7F3K2M',
    location: 'Room 2; ask at the desk, please\nor ring',
    url: 'https://teams.microsoft.com/meet/123?p=abc',
    organiser: 'reviews@fenmarch.test',
    attendee: 'carer@mail.test',
    ...overrides,
  };
}

/** As a calendar reads it: folded lines joined again. */
function linesOf(ics: string): readonly string[] {
  return ics.replaceAll('\r\n ', '').split('\r\n');
}

describe('a calendar message', () => {
  it('gives wall-clock times in London, with the zone explained', () => {
    const lines = linesOf(icsFor(aMeeting()));
    expect(lines).toContain('DTSTART;TZID=Europe/London:20261204T140000');
    expect(lines).toContain('DTEND;TZID=Europe/London:20261204T153000');
    expect(lines).toContain('DTSTAMP:20261123T090000Z');
    expect(lines.filter((line) => line === 'BEGIN:VTIMEZONE' || line === 'TZID:Europe/London')).toHaveLength(
      2,
    );
  });

  it('is private, names one person only, and escapes what the format would read as its own', () => {
    const lines = linesOf(icsFor(aMeeting()));
    expect(lines).toContain('CLASS:PRIVATE');
    expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toEqual([
      'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:carer@mail.test',
    ]);
    expect(lines).toContain('LOCATION:Room 2\\; ask at the desk\\, please\\nor ring');
  });

  it.each([
    ['REQUEST', 'CONFIRMED'],
    ['CANCEL', 'CANCELLED'],
  ] as const)('says %s with the same uid and its revision', (method, status) => {
    const lines = linesOf(icsFor(aMeeting({ method, sequence: 3 })));
    expect(lines).toEqual(
      expect.arrayContaining([
        `METHOD:${method}`,
        `STATUS:${status}`,
        'SEQUENCE:3',
        'UID:6d1a2f0e-0000-4000-8000-000000000001@reviews.test',
      ]),
    );
  });

  it('folds at 75 bytes without cutting a letter, and ends every line with CRLF', () => {
    const location = 'Ysgol Gynradd Llanfihangel–ŵŷ 👩🏽‍🏫 '.repeat(12).trim();
    const ics = icsFor(aMeeting({ location }));
    const raw = ics.split('\r\n');
    expect(raw.at(-1)).toBe('');
    expect(raw.every((line) => !line.includes('\n') && Buffer.byteLength(line) <= 75)).toBe(true);
    expect(linesOf(ics)).toContain(`LOCATION:${location}`);
  });

  it('leaves out a place and a link that there are not', () => {
    const ics = icsFor(aMeeting({ location: '', url: null }));
    expect(ics).not.toMatch(/^(LOCATION|URL|DESCRIPTION)/m);
  });
});
