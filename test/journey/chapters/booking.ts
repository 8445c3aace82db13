import { describe, expect, it } from 'vitest';
import { importReportSchema } from '#contract/views.ts';
import { demoCaseload } from '#sandbox/demoCaseload.ts';
import { leaksOf } from '#domain/disclosure/neutral.ts';
import { read } from '#test/support/aSandbox.ts';
import {
  boardOf,
  book,
  bookingFor,
  cardsSaying,
  childNamed,
  dueList,
  mailsTo,
  meetingIn,
  onBoard,
  planFor,
  problemIn,
  refusedWith,
} from '../steps.ts';
import { joan, miriam, organiser, type Story } from '../story.ts';

type Files = readonly { readonly name: string; readonly text: string }[];
const files = demoCaseload().find(({ id }) => id === 'fenmarch')?.files ?? [];

/** One child more, one whose team changed, one row that cannot be read. */
function edited(): Files {
  return files.map(({ name, text }) => {
    if (name !== 'children.csv') return { name, text };
    const lines = text.trimEnd().split('\r\n');
    const [, , , , ...rest] = (lines.at(-1) ?? '').split(',');
    const added = ['819999', '', 'Odette', 'Quince', ...rest].join(',');
    const broken = ['819998', '', 'Ivo', 'Quince', 'yesterday', ...rest.slice(1)].join(',');
    const changed = lines.map((line) =>
      line.includes('810010') ? line.replace(/Children in Care (East|West)|Leaving Care/, 'Fostering') : line,
    );
    return { name, text: `${[...changed, added, broken].join('\r\n')}\r\n` };
  });
}

export function bookingChapter(story: Story): void {
  const taken = async (from: Files) =>
    read(
      importReportSchema,
      await story.sandbox.call('coordinator', 'POST', '/api/import', {
        files: from.map(({ name, text }) => ({ name, base64: Buffer.from(text).toString('base64') })),
      }),
    );

  describe('the caseload comes in', () => {
    it('the same export again changes nothing', async () => {
      expect((await taken(files)).children).toEqual({ new: 0, changed: 0, unchanged: 66, refused: 0 });
    });

    it('a later export counts new, changed, unchanged and refused children, and names the fault', async () => {
      const report = await taken(edited());
      expect(report.children).toEqual({ new: 1, changed: 1, unchanged: 65, refused: 1 });
      expect(report.faults).toEqual([
        expect.objectContaining({ file: 'children.csv', line: 69, column: 'DOB' }),
      ]);
      const again = await taken(edited());
      expect(again.children).toEqual({ new: 0, changed: 0, unchanged: 67, refused: 1 });
    });

    it('every child is on the due list, the most overdue first, with the rule its day comes from', async () => {
      const rows = await dueList(story.sandbox);
      expect(rows).toHaveLength(67);
      const days = rows.map(({ due }) => due ?? '9999');
      expect(days).toEqual(days.toSorted());
      const leila = await childNamed(story.sandbox, 'Leila Marsh');
      expect(leila).toMatchObject({
        due: '2026-12-18',
        daysLeft: 25,
        stage: 'notBooked',
        why: { source: 'LE-01' },
      });
      const precious = await childNamed(story.sandbox, 'Precious Nwosu');
      // BS-26: before the statutory review of 17 December, although the term ends on the 18th.
      expect(precious.due !== null && precious.due < '2026-12-17').toBe(true);
      const jonah = await childNamed(story.sandbox, 'Jonah Fairweather');
      expect(jonah.daysLeft).toBeLessThan(0);
      Object.assign(story.children, {
        leila: leila.child.id,
        jonah: jonah.child.id,
        precious: precious.child.id,
      });
    });
  });

  describe('the coordinator books', () => {
    it('the plan proposes the circle, names what a rule warns of, and offers times that keep the rules', async () => {
      const { candidates, suggestions, rules } = await planFor(story.sandbox, story.children.leila);
      expect(
        candidates
          .filter(({ isProposed }) => isProposed)
          .map(({ role }) => role)
          .toSorted(),
      ).toEqual(['carer', 'designatedTeacher', 'officer', 'socialWorker']);
      expect(suggestions[0]).toMatchObject({ startsAt: '2026-12-01T15:30' });
      expect(
        rules.filter(({ state }) => state === 'warning').map(({ rule, source }) => `${rule} ${source}`),
      ).toEqual(['private-venue BS-66']);
      const hurried = await planFor(story.sandbox, story.children.leila, {
        startsAt: '2026-11-25T10:00',
        endsAt: '2026-11-25T11:00',
        venue: 'Room 4',
      });
      expect(hurried.rules.filter(({ state }) => state === 'warning').map(({ source }) => source)).toContain(
        'LE-09',
      );
    });

    it('a warning without a reason is refused, and so is a time gone by', async () => {
      const { call } = story.sandbox;
      const request = await bookingFor(story.sandbox, story.children.leila, {
        startsAt: '2026-11-25T16:00',
        endsAt: '2026-11-25T17:00',
      });
      expect(
        problemIn(
          await call('coordinator', 'POST', `/api/children/${story.children.leila}/meetings`, {
            ...request,
            overrides: [],
          }),
        ),
      ).toEqual(refusedWith(409, 'rule-needs-reason'));
      const past = { ...request, startsAt: '2026-11-20T16:00', endsAt: '2026-11-20T17:00' };
      expect(
        problemIn(await call('coordinator', 'POST', `/api/children/${story.children.leila}/meetings`, past)),
      ).toEqual(refusedWith(409, 'time-not-possible'));
    });

    it('pressing twice at the same moment books once: one meeting, one event, one card each', async () => {
      const { sandbox, children } = story;
      const request = await bookingFor(sandbox, children.leila);
      const click = () =>
        sandbox.call('coordinator', 'POST', `/api/children/${children.leila}/meetings`, request);
      const meetings = (await Promise.all([click(), click(), click()])).map(meetingIn);
      expect(new Set(meetings).size).toBe(1);
      story.meetings.leila = meetings[0] ?? '';
      const effects = await sandbox.settle(story.meetings.leila);
      expect(
        effects.map(({ effect, state }) => [effect.is, state.is]).filter(([, state]) => state !== 'done'),
      ).toEqual([]);
      expect(sandbox.world.state.events).toHaveLength(1);
      for (const person of ['designated-teacher', 'social-worker', 'officer'])
        expect(cardsSaying(sandbox, person, 'You are invited')).toHaveLength(1);
      expect(mailsTo(sandbox, joan)).toHaveLength(1);
      const other = await bookingFor(sandbox, children.leila);
      expect(
        problemIn(
          await sandbox.call('coordinator', 'POST', `/api/children/${children.leila}/meetings`, other),
        ),
      ).toEqual(refusedWith(409, 'already-booked'));
    });

    it('the event is private, hides who is asked, and names neither child nor plan', async () => {
      const { world } = story.sandbox;
      const [event] = world.state.events;
      expect(event).toMatchObject({
        mailbox: organiser,
        transactionId: story.meetings.leila,
        hideAttendees: true,
        isOnlineMeeting: true,
        start: { dateTime: '2026-12-01T15:30:00', timeZone: 'Europe/London' },
        settings: { sensitivity: 'private' },
      });
      expect(event?.extended.map(({ value }) => value)).toEqual([story.meetings.leila]);
      expect(event?.subject).toMatch(/^Education review ER-[0-9A-Z]{6}$/);
      expect(
        leaksOf(`${event?.subject ?? ''} ${event?.content.replaceAll(/<[^>]+>/g, ' ') ?? ''}`, {
          forename: 'Leila',
          surname: 'Marsh',
          schools: ['Sedgeway Primary School', 'Sedgeway'],
        }),
      ).toEqual([]);
      expect(event?.attendees.map(({ address }) => address)).toContain(
        'helen.ashdown@sedgewayprimary.fenmarch.sch.test',
      );
    });

    it('nothing is recorded, outsiders wait in the lobby, and that was read back; the app is in the chat', async () => {
      const { world } = story.sandbox;
      const [held] = world.state.meetings;
      expect(held?.options).toMatchObject({
        allowRecording: false,
        recordAutomatically: false,
        allowTranscription: false,
        lobbyBypassSettings: { scope: 'organization', isDialInBypassEnabled: false },
      });
      const calls = world
        .requests()
        .split('\n')
        .flatMap((line) => /"method":"(\w+)","url":"[^"]*\/onlineMeetings\/[^"?]+/.exec(line)?.[1] ?? []);
      expect(calls.lastIndexOf('GET')).toBeGreaterThan(calls.indexOf('PATCH'));
      expect(calls).toContain('PATCH');
      const chat = world.state.chats.find(({ id }) => id === held?.threadId);
      expect(chat?.installationId).not.toBeNull();
      expect(chat?.activities.filter(({ from }) => from === 'bot')).toHaveLength(1);
    });

    it('the board says how each was reached', async () => {
      const board = await boardOf(story.sandbox, story.meetings.leila);
      expect(board.steps.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
      expect(Object.fromEntries(board.people.map(({ role, reachWords }) => [role, reachWords]))).toEqual({
        designatedTeacher: 'Card in Teams',
        officer: 'Card in Teams',
        socialWorker: 'Card in Teams',
        carer: 'Email',
      });
    });
  });

  describe('people who are not in Teams', () => {
    it('a teacher with mail only gets mail; a carer with a telephone only is on the call list, and is ticked', async () => {
      const { sandbox, children } = story;
      story.meetings.jonah = await book(sandbox, children.jonah, {
        startsAt: '2026-12-03T15:30',
        endsAt: '2026-12-03T16:30',
      });
      const board = await boardOf(sandbox, story.meetings.jonah);
      expect(onBoard(board, 'designatedTeacher')).toMatchObject({ reach: 'mail', reachWords: 'Email' });
      expect(onBoard(board, 'carer')).toMatchObject({
        reach: 'callList',
        reachWords: 'Telephone only: please ring',
        phone: '07700 900412',
        steps: [],
      });
      expect(board.meeting.overrides.map(({ rule }) => rule)).toContain('before-deadline');
      const { person } = onBoard(board, 'carer');
      await sandbox.call('coordinator', 'POST', `/api/meetings/${story.meetings.jonah}/calls`, {
        person,
        reply: 'accepted',
      });
      expect(onBoard(await boardOf(sandbox, story.meetings.jonah), 'carer')).toMatchObject({
        reply: 'accepted',
        reachWords: 'Rung',
      });
    });

    it('a confidential carer is no attendee: an own mail with a calendar file, and a role to all but the social worker', async () => {
      const { sandbox, children } = story;
      story.meetings.precious = await book(sandbox, children.precious, {
        startsAt: '2026-12-04T15:30',
        endsAt: '2026-12-04T16:30',
      });
      const event = sandbox.world.state.events.find(
        ({ transactionId }) => transactionId === story.meetings.precious,
      );
      expect(event?.attendees.map(({ address }) => address)).not.toContain(miriam);
      const [mail] = mailsTo(sandbox, miriam);
      const calendar = Buffer.from(mail?.attachments[0]?.contentBytes ?? '', 'base64').toString('utf8');
      expect(mail?.attachments.map(({ name }) => name)).toEqual(['meeting.ics']);
      expect(calendar).toContain('METHOD:REQUEST');
      expect(calendar).toContain('20261204T153000');
      expect(onBoard(await boardOf(sandbox, story.meetings.precious), 'carer')).toMatchObject({
        name: 'Carer',
        phone: null,
      });
      const seen = await sandbox.call(
        'social-worker',
        'GET',
        `/api/meetings/${story.meetings.precious}/board`,
      );
      expect(JSON.stringify(seen.json)).toContain('Miriam Castle');
    });
  });
}
