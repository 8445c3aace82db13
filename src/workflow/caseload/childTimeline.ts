import { roleName } from '#domain/people/role.ts';
import { childFor } from '#domain/disclosure/childFor.ts';
import { ok } from '#domain/result.ts';
import type { Asking } from '../asking.ts';
import { auditBy, refused } from '../asking.ts';
import { reachWords } from '../booking/reach.ts';
import type { Ports } from '../ports.ts';
import { childCard } from './childCard.ts';
import { knownOf, nextPepOf } from './milestones.ts';

/** One child: deadline, people, meetings, plans. What is the social worker's alone leaves only to them (LE-21). */
export async function childTimeline(ports: Ports, asking: Asking, params: { readonly child: string }) {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const child = await tx.children.byId(params.child);
    if (child === null) return refused('not-found');
    const known = await knownOf(ports, tx);
    const next = nextPepOf(child, known);
    const circle = await tx.circle.of(child.id);
    const people = new Map(
      (await tx.people.byIds(circle.map((member) => member.person))).map((person) => [person.id, person]),
    );
    const seen = childFor(asking.roles, child, await tx.children.confidential(child.id));
    if (seen === null) return refused('not-found');
    if (seen.confidential !== null)
      await tx.audit.append(
        auditBy(ports, asking, { did: 'confidential details read', object: `child:${child.id}` }),
      );
    const seesConfidentialPeople = asking.roles.includes('socialWorker');
    return ok({
      child: childCard(child, known.schools),
      confidential: seen.confidential,
      due: { due: next.due, why: { words: next.why, source: next.source } },
      nextReview: child.nextReview,
      people: circle.map((member) => {
        const person = people.get(member.person);
        const isHidden = member.isConfidential && !seesConfidentialPeople;
        return {
          person: member.person,
          name: isHidden || person === undefined ? roleName(member.role) : person.name,
          role: member.role,
          roleName: roleName(member.role),
          reached: person === undefined ? '' : reachWords(person, member),
        };
      }),
      meetings: (await tx.meetings.ofChild(child.id)).map(({ id, reference, startsAt, venue, state }) => ({
        id,
        reference,
        startsAt,
        venue,
        state,
      })),
      peps: (await tx.peps.ofChild(child.id)).map(({ id, kind, stage, version, meeting }) => ({
        id,
        kind,
        stage,
        version,
        meeting,
      })),
    });
  });
}
