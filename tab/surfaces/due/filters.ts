import type { Reply } from '#contract/calls.ts';
import { daysBetween } from '../../shared/dates.ts';

export type DueListReply = Reply<'dueList'>;
export type DueRow = DueListReply['rows'][number];

export const phases = {
  earlyYears: 'Early years',
  schoolAge: 'School age',
  post16: 'Post-16',
} as const satisfies Record<DueRow['child']['phase'], string>;
export const stages = {
  notBooked: 'Not booked',
  booked: 'Booked',
  started: 'Meeting started',
  ended: 'Meeting held',
  submitted: 'With the Virtual School',
  returned: 'Returned',
  signedOff: 'Signed off',
} as const satisfies Record<DueRow['stage'], string>;
export const views = ['overdue', 'dueThisHalfTerm', 'meetingsThisWeek', 'noDate'] as const;
export type View = (typeof views)[number];

export type Filters = {
  readonly search: string;
  readonly phase: DueRow['child']['phase'] | null;
  readonly stage: DueRow['stage'] | null;
  readonly view: View | null;
};
export const noFilters: Filters = { search: '', phase: null, stage: null, view: null };

/** '7 overdue', '1 meeting this week' */
export function viewWords(view: View, count: number): string {
  switch (view) {
    case 'overdue':
      return `${count} overdue`;
    case 'dueThisHalfTerm':
      return `${count} due this half-term`;
    case 'meetingsThisWeek':
      return `${count} ${count === 1 ? 'meeting' : 'meetings'} this week`;
    case 'noDate':
      return `${count} without a date`;
  }
}

/** The children of each view. Rows come in order of date, so that half-term's are the first so many from today on. */
function childrenOf(list: DueListReply, view: View): ReadonlySet<string> {
  const ids = (rows: readonly DueRow[]) => new Set(rows.map((row) => row.child.id));
  switch (view) {
    case 'overdue':
      return ids(list.rows.filter((row) => row.daysLeft !== null && row.daysLeft < 0));
    case 'dueThisHalfTerm':
      return ids(
        list.rows
          .filter((row) => row.daysLeft !== null && row.daysLeft >= 0)
          .slice(0, list.counts.dueThisHalfTerm),
      );
    case 'meetingsThisWeek':
      return ids(
        list.rows.filter(
          (row) =>
            row.stage === 'booked' && row.meeting !== null && isWithinWeek(list.today, row.meeting.startsAt),
        ),
      );
    case 'noDate':
      return ids(list.rows.filter((row) => row.due === null));
  }
}

function isWithinWeek(today: string, time: string): boolean {
  const days = daysBetween(today, time);
  return days >= 0 && days < 7;
}

/** The rows that every filter lets through, in the order they came. */
export function filtered(list: DueListReply, filters: Filters): readonly DueRow[] {
  const chosen = filters.view === null ? null : childrenOf(list, filters.view);
  const words = filters.search.trim().toLocaleLowerCase('en-GB').split(/\s+/);
  return list.rows.filter(({ child, stage }) => {
    if (chosen !== null && !chosen.has(child.id)) return false;
    if (filters.phase !== null && child.phase !== filters.phase) return false;
    if (filters.stage !== null && stage !== filters.stage) return false;
    const said =
      `${child.name} ${child.reference} ${child.school ?? ''} ${child.yearGroup}`.toLocaleLowerCase('en-GB');
    return words.every((word) => said.includes(word));
  });
}

export type Chip = { readonly filter: keyof Filters; readonly words: string };

/** Every filter that is on, in words, so that none is on unseen. */
export function chipsOf(filters: Filters): readonly Chip[] {
  const viewNames = {
    overdue: 'Overdue',
    dueThisHalfTerm: 'Due this half-term',
    meetingsThisWeek: 'Meeting this week',
    noDate: 'Without a date',
  } as const;
  const chips: Chip[] = [];
  if (filters.search.trim() !== '') chips.push({ filter: 'search', words: `‘${filters.search.trim()}’` });
  if (filters.view !== null) chips.push({ filter: 'view', words: viewNames[filters.view] });
  if (filters.phase !== null) chips.push({ filter: 'phase', words: phases[filters.phase] });
  if (filters.stage !== null) chips.push({ filter: 'stage', words: stages[filters.stage] });
  return chips;
}

export function without(filters: Filters, filter: keyof Filters): Filters {
  return { ...filters, [filter]: noFilters[filter] };
}
