import { rolesTowards } from '#domain/access/rolesTowards.ts';
import { daysBetween, plusDays } from '#domain/time/localDate.ts';
import { calendarFor, termAtOrAfter } from '#domain/time/schoolCalendar.ts';
import { dateOf } from '#domain/time/wallClock.ts';
import { authorityRoles } from '#domain/people/role.ts';
import { ok } from '#domain/result.ts';
import type { Asking } from '../asking.ts';
import type { Ports } from '../ports.ts';
import { childCard } from './childCard.ts';
import { stageOfChild } from './stageOfChild.ts';

const noDateWords: Readonly<Record<string, string>> = {
  'term-dates-missing': 'Next year’s term dates are missing: import them to see the date',
  'no-early-years-setting': 'No early years setting recorded',
  'bank-holidays-missing': 'Bank holidays for that year are missing',
};

/** Every child the asker may see, with the next deadline and why; overdue first. */
export async function dueList(ports: Ports, asking: Asking) {
  const { actor } = asking;
  const today = ports.clock.today();
  return ports.store.within(actor.authority, async (tx) => {
    const [children, schools, milestones, meetings, peps, terms] = [
      await tx.children.all(),
      await tx.schools.all(),
      await tx.children.milestones(),
      await tx.meetings.all(),
      await tx.peps.all(),
      await tx.terms.all(),
    ];
    const seesAll = actor.roles.some((role) => authorityRoles.some((known) => known === role));
    const circle = seesAll ? [] : await tx.circle.ofPerson(actor.person);
    const visible = children.filter(
      (child) =>
        rolesTowards(
          actor,
          { id: child.id, authority: tx.authority, team: child.team },
          circle.filter((member) => member.child === child.id),
        ).length > 0,
    );
    const due = new Map(milestones.map((milestone) => [milestone.child, milestone]));
    const rows = visible.map((child) => {
      const milestone = due.get(child.id);
      const round = stageOfChild(
        meetings.filter((meeting) => meeting.child === child.id),
        peps.filter((pep) => pep.child === child.id),
      );
      const date = milestone?.due ?? null;
      // A signed-off round is behind: what counts is the next one.
      const current =
        round.stage === 'signedOff'
          ? { ...round, stage: 'notBooked' as const, stageWords: 'Not booked', meeting: null }
          : round;
      return {
        child: childCard(child, schools),
        due: date,
        noDate: date === null ? (noDateWords[milestone?.because ?? ''] ?? 'No date yet') : null,
        daysLeft: date === null ? null : daysBetween(today, date),
        why: { words: milestone?.why ?? '', source: milestone?.source ?? '' },
        stage: current.stage,
        stageWords: current.stageWords,
        meeting:
          current.meeting === null ? null : { id: current.meeting.id, startsAt: current.meeting.startsAt },
        pep: round.pep?.id ?? null,
        officer: null,
      };
    });
    rows.sort(
      (a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.child.name.localeCompare(b.child.name),
    );
    const halfTermEnds = endOfHalfTerm(today, terms);
    const week = plusDays(today, 7);
    const counts = {
      all: rows.length,
      overdue: rows.filter((row) => row.daysLeft !== null && row.daysLeft < 0).length,
      dueThisHalfTerm: rows.filter((row) => row.due !== null && row.due >= today && row.due <= halfTermEnds)
        .length,
      meetingsThisWeek: rows.filter(
        (row) =>
          row.stage === 'booked' &&
          row.meeting !== null &&
          dateOf(row.meeting.startsAt) >= today &&
          dateOf(row.meeting.startsAt) < week,
      ).length,
      noDate: rows.filter((row) => row.due === null).length,
    };
    return ok({ today, counts, rows });
  });
}

function endOfHalfTerm(today: string, terms: Parameters<typeof calendarFor>[1]): string {
  const term = termAtOrAfter(calendarFor(null, terms), today);
  if (term === undefined) return today;
  return term.halfTerm !== undefined && today <= term.halfTerm.after ? term.halfTerm.after : term.to;
}
