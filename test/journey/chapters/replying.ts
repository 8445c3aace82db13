import { describe, expect, it } from 'vitest';
import { reviewsSchema } from '#contract/views.ts';
import { read } from '#test/support/aSandbox.ts';
import { aBrowser, codeFor, comeIn, linkIn } from '../browserDoor.ts';
import {
  boardOf,
  cardsSaying,
  cardsTo,
  hook,
  mailsTo,
  onBoard,
  press,
  problemIn,
  refusedWith,
  say,
  summaryOf,
} from '../steps.ts';
import { joan, miriam, type Story } from '../story.ts';

export function replyingChapter(story: Story): void {
  const about = (revision: number) => ({ meeting: story.meetings.leila, revision });

  describe('people answer', () => {
    it('on the card, which its outcome replaces; the latest answer counts', async () => {
      const { sandbox } = story;
      const before = cardsTo(sandbox, 'social-worker').length;
      expect(await press(sandbox, 'social-worker', 'reply.tentative', about(0))).toContain('You said maybe');
      expect(await press(sandbox, 'social-worker', 'reply.accepted', about(0))).toContain('You said yes');
      expect(cardsTo(sandbox, 'social-worker')).toHaveLength(before);
      expect(cardsSaying(sandbox, 'social-worker', 'You said yes')).toHaveLength(1);
      await press(sandbox, 'officer', 'reply.declined', about(0));
      const board = await boardOf(sandbox, story.meetings.leila);
      expect(onBoard(board, 'socialWorker').reply).toBe('accepted');
      expect(onBoard(board, 'officer')).toMatchObject({
        reply: 'declined',
        replyWords: 'Cannot come, said on 23 November 2026',
      });
    });

    it('a press about a meeting one is not part of answers nothing', async () => {
      const { sandbox } = story;
      const stolen = await hook(sandbox, '/sandbox/as/officer/card', {
        chat:
          sandbox.world.state.chats.find(
            ({ kind, members }) => kind === 'personal' && members.includes('officer'),
          )?.id ?? '',
        activityId: cardsTo(sandbox, 'officer')[0]?.id ?? '',
        verb: 'reply.accepted',
        data: { meeting: 'no-such-meeting', revision: 0 },
      });
      expect(JSON.stringify(stolen)).toContain('This is not open to you');
    });

    it('through the browser door, with a code tied to the browser that asked', async () => {
      const { sandbox } = story;
      const link = linkIn(sandbox, joan);
      const [mine, other] = [aBrowser(sandbox), aBrowser(sandbox)];
      expect(problemIn(await mine.call('GET', '/api/reviews'))).toEqual(refusedWith(401, 'sign-in-needed'));
      const code = await codeFor(sandbox, mine, link, joan);
      expect(await other.askCode('x'.repeat(43))).toMatchObject({ status: 200, json: { done: true } });
      expect(problemIn(await other.enter(link, code))).toEqual(refusedWith(401, 'code-wrong'));
      expect(problemIn(await mine.enter(link, code === '000000' ? '000001' : '000000'))).toEqual(
        refusedWith(401, 'code-wrong'),
      );
      expect(await mine.enter(link, code)).toMatchObject({ status: 200 });
      expect(problemIn(await mine.enter(link, code))).toEqual(refusedWith(401, 'code-wrong'));
      const { meetings } = read(reviewsSchema, await mine.call('GET', '/api/reviews'));
      expect(meetings.map(({ meeting }) => meeting)).toEqual([story.meetings.leila]);
      expect(
        await mine.call('POST', `/api/meetings/${story.meetings.leila}/reply`, { reply: 'accepted' }),
      ).toMatchObject({ status: 200 });
      expect(onBoard(await boardOf(sandbox, story.meetings.leila), 'carer').reply).toBe('accepted');
      expect(problemIn(await mine.call('GET', `/api/meetings/${story.meetings.jonah}/room`))).toEqual(
        refusedWith(404, 'not-found'),
      );
      expect(problemIn(await mine.call('GET', '/api/children'))).toEqual(
        refusedWith(403, 'not-through-this-door'),
      );
      await mine.call('POST', '/door/leave');
      expect(problemIn(await mine.call('GET', '/api/reviews'))).toEqual(refusedWith(401, 'sign-in-needed'));
    });
  });

  describe('the bot answers', () => {
    it.each([
      ['help', 'What you can ask me'],
      ['my reviews', 'You are invited to one education review.'],
      ['what’s next', 'Meeting on 1 December, 3:30 pm'],
      ['Wibble?', 'Sorry, I did not understand that'],
    ])('%s', async (text, words) => {
      expect(await say(story.sandbox, 'designated-teacher', text)).toContain(words);
    });

    it('welcomes once, also when the app is taken out and put back', async () => {
      const { sandbox } = story;
      const welcomes = () =>
        cardsTo(sandbox, 'designated-teacher').filter(
          (card) => summaryOf(card) === 'Welcome to Education Review',
        ).length;
      expect(welcomes()).toBe(1);
      await hook(sandbox, '/sandbox/as/designated-teacher/install', { installed: false });
      await hook(sandbox, '/sandbox/as/designated-teacher/install', { installed: true });
      await sandbox.services.channel.settled();
      expect(welcomes()).toBe(1);
    });
  });

  describe('time passes', () => {
    const reminders = (person: string) =>
      cardsTo(story.sandbox, person).filter((card) =>
        summaryOf(card).startsWith('Education review: tomorrow'),
      ).length;
    const joansReminders = () =>
      mailsTo(story.sandbox, joan).filter(({ subject }) => subject.startsWith('Education review: tomorrow'))
        .length;

    it('the day before, everyone who has not declined is reminded once', async () => {
      await story.sandbox.moveClock('2026-11-30T06:30:00Z');
      await story.sandbox.settle();
      expect([reminders('social-worker'), joansReminders()]).toEqual([0, 0]);
      await story.sandbox.moveClock('2026-11-30T09:00:00Z');
      await story.sandbox.settle();
      expect([
        reminders('social-worker'),
        reminders('designated-teacher'),
        joansReminders(),
        reminders('officer'),
      ]).toEqual([1, 1, 1, 0]);
    });

    it('not again by a second sweep, nor after a restart', async () => {
      await story.sandbox.app.sweepNow();
      await story.sandbox.stop();
      story.sandbox = await story.reopen(story.sandbox.dataDir);
      await story.sandbox.app.sweepNow();
      await story.sandbox.settle();
      expect([
        reminders('social-worker'),
        reminders('designated-teacher'),
        joansReminders(),
        reminders('officer'),
      ]).toEqual([1, 1, 1, 0]);
    });

    it('a move reaches the event and everybody once, asks anew, and an answer to the old time counts for nothing', async () => {
      const { sandbox } = story;
      const to = {
        startsAt: '2026-12-02T15:30',
        endsAt: '2026-12-02T16:30',
        venue: 'Music room',
        reason: 'A clash at school',
        revision: 0,
      };
      const move = () =>
        sandbox.call('coordinator', 'POST', `/api/meetings/${story.meetings.leila}/move`, to);
      expect((await Promise.all([move(), move()])).map(({ status }) => status)).toEqual([200, 200]);
      await sandbox.settle(story.meetings.leila);
      const [event] = sandbox.world.state.events;
      expect(event).toMatchObject({
        start: { dateTime: '2026-12-02T15:30:00' },
        location: { displayName: 'Music room' },
      });
      expect(event?.content).toContain('Join the meeting now');
      expect(cardsSaying(sandbox, 'social-worker', 'has a new time or place')).toHaveLength(1);
      expect(
        mailsTo(sandbox, joan).filter(({ subject }) => subject.includes('moved to 2 December')),
      ).toHaveLength(1);
      const board = await boardOf(sandbox, story.meetings.leila);
      expect(board.people.map(({ reply }) => reply)).toEqual(['none', 'none', 'none', 'none']);
      expect(await press(sandbox, 'officer', 'reply.accepted', about(0))).toContain(
        'Please say whether you can come',
      );
      expect(onBoard(await boardOf(sandbox, story.meetings.leila), 'officer').reply).toBe('none');
      expect(
        problemIn(
          await sandbox.call('coordinator', 'POST', `/api/meetings/${story.meetings.leila}/move`, {
            ...to,
            startsAt: '2026-12-02T16:00',
            endsAt: '2026-12-02T17:00',
          }),
        ),
      ).toEqual(refusedWith(409, 'stale-words'));
    });

    it('the move arms the reminder anew', async () => {
      await story.sandbox.moveClock('2026-12-01T09:00:00Z');
      await story.sandbox.settle();
      expect([
        reminders('social-worker'),
        reminders('designated-teacher'),
        joansReminders(),
        reminders('officer'),
      ]).toEqual([2, 2, 2, 1]);
    });

    it('a cancellation reaches event, cards, mails and the calendar file; the child can be booked again', async () => {
      const { sandbox, meetings } = story;
      const cancel = () =>
        sandbox.call('coordinator', 'POST', `/api/meetings/${meetings.precious}/cancel`, {
          reason: 'The school is closed that day',
        });
      expect((await Promise.all([cancel(), cancel()])).map(({ status }) => status)).toEqual([200, 200]);
      await sandbox.settle(meetings.precious);
      expect(
        sandbox.world.state.events.find(({ transactionId }) => transactionId === meetings.precious)
          ?.isCancelled,
      ).not.toBe(false);
      expect(cardsSaying(sandbox, 'social-worker', 'The school is closed that day')).toHaveLength(1);
      const last = mailsTo(sandbox, miriam).at(-1);
      expect(last?.subject).toContain('is cancelled');
      expect(Buffer.from(last?.attachments[0]?.contentBytes ?? '', 'base64').toString('utf8')).toContain(
        'METHOD:CANCEL',
      );
      const pressed = await press(sandbox, 'social-worker', 'reply.accepted', {
        meeting: meetings.precious,
        revision: 0,
      });
      expect(pressed).toContain('is cancelled');
      expect(
        problemIn(
          await sandbox.call('social-worker', 'POST', `/api/meetings/${meetings.precious}/reply`, {
            reply: 'accepted',
          }),
        ),
      ).toEqual(refusedWith(409, 'meeting-over'));
    });

    it('a carer who comes in by the newest link finds the moved meeting', async () => {
      const visitor = await comeIn(story.sandbox, joan);
      const { meetings } = read(reviewsSchema, await visitor.call('GET', '/api/reviews'));
      expect(meetings).toEqual([
        expect.objectContaining({
          meeting: story.meetings.leila,
          startsAt: '2026-12-02T15:30',
          venue: 'Music room',
        }),
      ]);
    });
  });
}
