import type { Invitee, Meeting } from '../meeting/meeting.ts';
import { plusDays } from '../time/localDate.ts';
import { dateOf, fromInstant } from '../time/wallClock.ts';

export type DueReminder = {
  readonly is: 'tomorrow';
  readonly meeting: string;
  readonly person: string;
  readonly revision: number;
  /** The key carries the due date: moving the meeting re-arms the reminder, a second sweep does not. */
  readonly key: string;
};

/** Reminders go out from this hour of the London day on, and not after the next: nobody is woken or rung at night. */
const hours = { from: '08:00', to: '20:00' } as const;

/** All reminders whose moment has come. Pure: the sweep asks each minute, and after every restart, and gets the same answer. */
export function dueReminders(known: {
  readonly now: string;
  readonly meetings: readonly { readonly meeting: Meeting; readonly invitees: readonly Invitee[] }[];
}): readonly DueReminder[] {
  const wall = fromInstant(known.now);
  const hour = wall.slice(11);
  if (hour < hours.from || hour >= hours.to) return [];
  const tomorrow = plusDays(dateOf(wall), 1);
  return known.meetings.flatMap(({ meeting, invitees }) => {
    if (meeting.state !== 'booked' || dateOf(meeting.startsAt) !== tomorrow) return [];
    return invitees
      .filter((invitee) => invitee.reply !== 'declined' && invitee.email !== null)
      .map((invitee) => ({
        is: 'tomorrow' as const,
        meeting: meeting.id,
        person: invitee.person,
        revision: meeting.revision,
        key: `notify:tomorrow:${meeting.id}:${invitee.person}:${meeting.startsAt}`,
      }));
  });
}
