import type { StatusLook } from '../../shared/Status.tsx';
import { dayAndMonth, daysBetween, longDate } from '../../shared/dates.ts';
import type { DueRow } from './filters.ts';

export type NextStep = { readonly words: string; readonly look: StatusLook };

/** What comes next for a child, in one line: 'Book by 4 December: 9 days'. */
export function nextStep(row: DueRow, today: string): NextStep {
  if (row.due === null) return { words: row.noDate ?? 'No date yet', look: 'warning' };
  const days = daysBetween(today, row.due);
  const by = `${dateNear(today, row.due)}: ${daysWords(days)}`;
  const isLate = days < 0;
  switch (row.stage) {
    case 'notBooked':
      return {
        words: `${isLate ? 'Was due' : 'Book by'} ${by}`,
        look: isLate ? 'problem' : days <= 14 ? 'warning' : 'open',
      };
    case 'booked':
      return { words: `Meet by ${by}`, look: isLate ? 'problem' : 'waiting' };
    case 'started':
      return { words: 'Meeting going on', look: 'waiting' };
    case 'ended':
      return { words: `Complete the plan by ${by}`, look: isLate ? 'problem' : 'waiting' };
    case 'submitted':
      return { words: 'Check quality and sign off', look: isLate ? 'problem' : 'waiting' };
    case 'returned':
      return { words: 'School to mend and complete again', look: isLate ? 'problem' : 'warning' };
    case 'signedOff':
      return { words: `Signed off. Next by ${by}`, look: 'done' };
  }
}

/** The year is said when it is not this one. */
function dateNear(today: string, date: string): string {
  return today.slice(0, 4) === date.slice(0, 4) ? dayAndMonth(date) : longDate(date);
}

function daysWords(days: number): string {
  if (days === 0) return 'today';
  const count = Math.abs(days);
  const words = count === 1 ? '1 day' : `${count} days`;
  return days < 0 ? `${words} overdue` : words;
}
