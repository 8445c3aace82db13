import { afterEach, describe, expect, it } from 'vitest';
import type { CalendarEvent } from '#workflow/ports.ts';
import { aGraphThatSays, organiser } from './aGraph.ts';
import { aTenant, people, type Tenant, type TenantChanges } from './aTenant.ts';

const done = { ok: true, value: undefined };
const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
async function opened(changes?: TenantChanges): Promise<Tenant> {
  const tenant = await aTenant(changes);
  open.push(tenant);
  return tenant;
}

function anEvent(overrides: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    organiser,
    meeting: '0b6f5f6e-0000-4000-8000-000000000001',
    subject: 'Education review ER-7F3K2M',
    html: '<p>You are asked to an education review.</p>',
    startsAt: '2026-12-04T14:00',
    endsAt: '2026-12-04T15:30',
    venue: 'Oak Room',
    attendees: [
      { email: people.member.email, name: people.member.name, isRequired: true },
      { email: people.outsider.email, name: people.outsider.name, isRequired: false },
    ],
    ...overrides,
  };
}

const eventsPath = '/v1.0/users/[^/]+/events$';

describe('booking an event', () => {
  it('makes one with a Teams link, private, attendees hidden, in London’s wall-clock time', async () => {
    const { graph, world } = await opened();
    const made = await graph.calendar.create(anEvent());
    expect(made.ok ? made.value.joinUrl : made.problem.code).toMatch(/^https:\/\/teams/);
    expect(world.state.events).toHaveLength(1);
    expect(world.state.events[0]).toMatchObject({
      mailbox: organiser,
      hideAttendees: true,
      isOnlineMeeting: true,
      start: { dateTime: '2026-12-04T14:00:00', timeZone: 'Europe/London' },
      end: { dateTime: '2026-12-04T15:30:00', timeZone: 'Europe/London' },
      settings: { sensitivity: 'private', responseRequested: true, allowNewTimeProposals: true },
      attendees: [{ type: 'required' }, { type: 'optional' }],
    });
  });

  it('finds the one it made before, though nobody wrote that down', async () => {
    const { graph, world } = await opened();
    const first = await graph.calendar.create(anEvent());
    expect(await graph.calendar.create(anEvent())).toEqual(first);
    expect(world.state.events).toHaveLength(1);
    // By its property: Exchange forgets a transaction id, the property stays.
    expect(world.requests().match(/"method":"POST"/g)).toHaveLength(1);
  });

  it.each([
    ['the line breaks', { status: 'reset' }],
    ['Graph says 503', { status: 503 }],
    ['Graph says 504, every time', { status: 504, times: 9 }],
  ])('ends in one event when it is made and then %s', async (_, fault) => {
    const { graph, world, fault: switchOn } = await opened();
    switchOn({ path: eventsPath, method: 'POST', when: 'after', times: 1, ...fault });
    const made = await graph.calendar.create(anEvent());
    expect(made.ok).toBe(true);
    expect(world.state.events.map(({ id }) => id)).toEqual([made.ok ? made.value.eventId : '']);
  });

  it('ends in one event when it is made after we stopped waiting', async () => {
    const { graph, world, fault } = await opened({ patienceMs: 300 });
    fault({ path: eventsPath, method: 'POST', delayMs: 700, times: 1 });
    expect(await graph.calendar.create(anEvent())).toMatchObject({
      ok: false,
      problem: { code: 'timed-out' },
    });
    expect((await graph.calendar.create(anEvent())).ok).toBe(true);
    await expect.poll(() => world.requests().match(/"method":"POST"/g)?.length).toBe(2);
    expect(world.state.events).toHaveLength(1);
  });

  it('says what failed when nothing was made, and makes it at the next try', async () => {
    const { graph, world, fault } = await opened();
    fault({ path: eventsPath, method: 'POST', status: 503, times: 2 });
    expect(await graph.calendar.create(anEvent())).toMatchObject({
      ok: false,
      problem: { service: 'calendar', code: 'unavailable', isWorthRetrying: true },
    });
    expect(world.state.events).toHaveLength(0);
    expect((await graph.calendar.create(anEvent())).ok).toBe(true);
  });

  it('does not take a cancelled event for a standing one, nor one without its link yet', async () => {
    const meeting = anEvent().meeting;
    const cancelled = { id: 'gone', isCancelled: true, onlineMeeting: { joinUrl: 'https://teams.test/1' } };
    const graph = await aGraphThatSays(({ method }) =>
      method === 'GET'
        ? { status: 200, json: { value: [cancelled] } }
        : { status: 201, json: { id: 'new', onlineMeeting: null } },
    );
    open.push(graph);
    expect(await graph.graph.calendar.create(anEvent())).toMatchObject({
      ok: false,
      problem: { code: 'unavailable', isWorthRetrying: true, facts: { missing: 'joinUrl' } },
    });
    const [asked, posted] = graph.heard;
    expect(decodeURIComponent(asked?.url ?? '')).toContain(`ep/value eq '${meeting}'`);
    expect(posted?.method).toBe('POST');
    expect(posted?.headers).toMatchObject({
      authorization: 'Bearer a-token',
      'x-real-host': 'graph.microsoft.com',
      'user-agent': 'NONISV|VirtualSchool|EducationReview/1.0',
    });
  });
});

describe('an event that stands', () => {
  async function booked() {
    const tenant = await opened();
    const made = await tenant.graph.calendar.create(anEvent());
    if (!made.ok) throw new Error(made.problem.code);
    return { ...tenant, ...made.value };
  }

  it('moves, with new words, and keeps its online meeting', async () => {
    const { graph, world, eventId, joinUrl } = await booked();
    const moved = anEvent({
      html: '<p>Now on Monday.</p>',
      startsAt: '2027-07-05T09:00',
      endsAt: '2027-07-05T10:00',
      venue: 'Hall',
    });
    expect([
      await graph.calendar.update(eventId, moved),
      await graph.calendar.update(eventId, moved),
    ]).toEqual([done, done]);
    const [event] = world.state.events;
    expect(event).toMatchObject({
      isOnlineMeeting: true,
      start: { dateTime: '2027-07-05T09:00:00', timeZone: 'Europe/London' },
      location: { displayName: 'Hall' },
    });
    expect(event?.content).toContain(joinUrl);
    expect(event?.content.match(/education-review/g)).toHaveLength(1);
    expect(event?.content).not.toContain('You are asked');
  });

  it('is cancelled once, and being gone counts as done', async () => {
    const { graph, world, eventId } = await booked();
    const wish = { organiser, eventId, comment: 'The review is not needed now.' };
    expect([await graph.calendar.cancel(wish), await graph.calendar.cancel(wish)]).toEqual([done, done]);
    expect(world.state.events[0]?.isCancelled).toBe(true);
    expect(await graph.calendar.cancel({ ...wish, eventId: 'never-was' })).toMatchObject({ ok: true });
    expect(await graph.calendar.update(eventId, anEvent())).toMatchObject({
      problem: { code: 'not-found', isWorthRetrying: false },
    });
  });

  it.each([
    ['none', 'none', null],
    ['accepted', 'accepted', '2026-11-24T10:00:00Z'],
    ['tentativelyAccepted', 'tentative', '2026-11-24T10:00:00Z'],
    ['declined', 'declined', '2026-11-24T10:00:00Z'],
  ] as const)('says who replied: %s', async (response, reply, at) => {
    const { graph, world, eventId } = await booked();
    const attendee = world.state.events[0]?.attendees[1];
    if (attendee === undefined) throw new Error('nobody was asked');
    Object.assign(attendee, { response, repliedAt: at });
    expect(await graph.calendar.replies({ organiser, eventId })).toEqual({
      ok: true,
      value: [
        { email: people.member.email, reply: 'none', at: null },
        { email: people.outsider.email, reply, at },
      ],
    });
  });

  it.each([
    ['already cancelled', { status: 200, json: { isCancelled: true } }, true],
    ['gone', { status: 404, json: { error: { code: 'ErrorItemNotFound', message: 'x' } } }, true],
    ['still standing', { status: 200, json: { isCancelled: false } }, false],
  ])('asks again when a cancellation is refused: %s', async (_, now, isDone) => {
    const graph = await aGraphThatSays(({ method }) =>
      method === 'POST'
        ? { status: 400, json: { error: { code: 'ErrorInvalidRequest', message: 'x' } } }
        : now,
    );
    open.push(graph);
    const done = await graph.graph.calendar.cancel({ organiser, eventId: 'e', comment: '' });
    expect(done.ok).toBe(isDone);
  });
});
