import { wordsFor } from '#domain/reminder/words.ts';
import { roleName } from '#domain/people/role.ts';
import type { CircleMember, Person } from '#domain/people/person.ts';
import type { Profile } from '#domain/profile/profile.ts';
import { plusDays } from '#domain/time/localDate.ts';
import { calendarFor, isSchoolDay } from '#domain/time/schoolCalendar.ts';
import { longDateTime, plusMinutes } from '#domain/time/wallClock.ts';
import { ok } from '#domain/result.ts';
import type { Asking } from '../asking.ts';
import { refused } from '../asking.ts';
import { childCard } from '../caseload/childCard.ts';
import { knownOf, nextPepOf } from '../caseload/milestones.ts';
import type { Ports, Tx } from '../ports.ts';
import { reachWords } from './reach.ts';
import { rulesOf } from './rulesOf.ts';

type Draft = {
  readonly startsAt?: string | undefined;
  readonly endsAt?: string | undefined;
  readonly venue?: string | undefined;
  readonly people?: readonly string[] | undefined;
  readonly chair?: string | undefined;
};

/** Who could come, which times suit, what each rule says to what is chosen so far. Nothing is saved. */
export async function bookingPlan(
  ports: Ports,
  asking: Asking,
  params: { readonly child: string },
  draft: Draft,
) {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const child = await tx.children.byId(params.child);
    if (child === null) return refused('not-found');
    const known = await knownOf(ports, tx);
    const next = nextPepOf(child, known);
    const school = known.schools.find((candidate) => candidate.urn === child.schoolUrn) ?? null;
    const calendar = calendarFor(school, known.terms);
    const suggestions = suggestionsOf(known.profile, ports.clock.today(), (date) =>
      isSchoolDay(calendar, date),
    );
    const startsAt = draft.startsAt ?? suggestions[0]?.startsAt ?? `${ports.clock.today()}T14:00`;
    const endsAt = draft.endsAt ?? plusMinutes(startsAt, known.profile.meetingMinutes.is);
    const venue = draft.venue ?? '';
    const candidates = await candidatesOf(tx, child.id, known.profile);
    const chosen =
      draft.people ??
      candidates.filter((candidate) => candidate.isProposed).map((candidate) => candidate.person);
    const roles = candidates
      .filter((candidate) => chosen.includes(candidate.person))
      .map((candidate) => candidate.role);
    // LE-04: the Virtual School or the teacher chairs, whichever of them is asked to come.
    const chair =
      known.profile.chair.is.find((role) => roles.includes(role)) ??
      known.profile.chair.is[0] ??
      'designatedTeacher';
    const open = (await tx.meetings.ofChild(child.id)).find(
      (meeting) => meeting.state === 'booked' || meeting.state === 'started',
    );
    const facts = {
      meeting: '',
      revision: 0,
      reference: child.reference,
      startsAt,
      endsAt,
      venue,
      chair,
      joinUrl: null,
      link: ports.links.home(),
    };
    const words = wordsFor({
      is: 'invitation',
      facts,
      role: 'designatedTeacher',
      reply: { reply: 'none', on: null },
    });
    return ok({
      child: childCard(child, known.schools),
      due: { due: next.due, why: { words: next.why, source: next.source } },
      nextReview: child.nextReview,
      candidates,
      suggestions,
      rules: rulesOf({ ...known, child, calendar, startsAt, endsAt, venue, roles }),
      chair,
      existing: open?.id ?? null,
      preview: {
        subject: `${known.profile.meetingLabel.is} ${child.reference}`,
        title: words.title,
        sentence: words.sentence,
        facts: words.facts.map(({ label, value }) => ({ label, value })),
      },
    });
  });
}

/** After lessons on the first school days that leave the notice the profile asks for. */
function suggestionsOf(profile: Profile, today: string, meets: (date: string) => boolean) {
  const suggestions = [];
  for (let ahead = profile.inviteLead.is.count + 1; ahead < 60 && suggestions.length < 4; ahead += 1) {
    const date = plusDays(today, ahead);
    if (!meets(date)) continue;
    const startsAt = `${date}T15:30`;
    suggestions.push({
      startsAt,
      endsAt: plusMinutes(startsAt, profile.meetingMinutes.is),
      words: `${longDateTime(startsAt)}: after lessons, with a week’s notice`,
    });
  }
  return suggestions;
}

async function candidatesOf(tx: Tx, child: string, profile: Profile) {
  const circle = await tx.circle.of(child);
  const people = new Map(
    (await tx.people.byIds(circle.map((member) => member.person))).map((person) => [person.id, person]),
  );
  return circle.flatMap((member) => {
    const person = people.get(member.person);
    return person === undefined ? [] : [candidateOf(member, person, profile)];
  });
}

function candidateOf(member: CircleMember, person: Person, profile: Profile) {
  const rule = profile.invitees.is.find((invitee) => invitee.role === member.role);
  return {
    person: person.id,
    // A confidential carer is a role to everyone but the social worker.
    name: member.isConfidential ? roleName(member.role) : person.name,
    role: member.role,
    roleName: roleName(member.role),
    reached: reachWords(person, member),
    isProposed: rule?.isCore ?? false,
    note: {
      words:
        rule === undefined
          ? 'Not usually invited'
          : rule.isCore
            ? 'Invited to every review'
            : `May be added by the ${rule.mayBeAddedBy.map(roleName).join(' or ').toLowerCase()}`,
      source: rule?.source ?? profile.invitees.source,
    },
  };
}
