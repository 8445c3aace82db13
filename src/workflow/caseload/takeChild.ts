import { saysCarerIsConfidential } from '#domain/caseload/carerConfidential.ts';
import type { Child } from '#domain/caseload/child.ts';
import type { ImportedChild, ImportedSchool } from '#domain/caseload/import/rows.ts';
import type { CircleMember } from '#domain/people/person.ts';
import type { Role } from '#domain/people/role.ts';
import type { Ports, Tx } from '../ports.ts';
import type { KnownPeople } from './knownPeople.ts';

type Taking = {
  readonly ports: Pick<Ports, 'chance'>;
  readonly tx: Tx;
  readonly people: KnownPeople;
  readonly importer: string;
};

const importedRoles = [
  'socialWorker',
  'designatedTeacher',
  'carer',
  'iro',
  'officer',
] as const satisfies readonly Role[];

/** One row: new, changed or just as it was. `isSelfLeftOut`: the row would have put its importer into the circle. */
export async function takeChild(
  { ports, tx, people, importer }: Taking,
  row: ImportedChild,
  school: ImportedSchool | null,
) {
  const before = await tx.children.byPersonNumber(row.personId);
  const child: Child = {
    id: before?.id ?? ports.chance.id(),
    reference: before?.reference ?? ports.chance.reference(),
    personNumber: row.personId,
    upn: row.upn,
    forename: row.forename,
    surname: row.surname,
    dob: row.dob,
    ncYear: row.ncYear,
    careStart: row.careStart,
    isEmergency: row.emergency,
    legalStatus: row.legalStatus,
    placementType: row.placementType,
    schoolUrn: row.schoolUrn,
    schoolStart: row.schoolStart,
    team: row.team,
    // A PEP signed off here counts even when the case system has not heard of it yet.
    lastPep: latest(row.lastPep, before?.lastPep ?? null),
    nextReview: row.nextReview,
    sen: row.sen,
    ehcpReview: row.ehcpReview,
    firstLanguage: row.firstLanguage,
  };
  const confidential = { placementAddress: row.placementAddress, notes: row.notes };
  const [wasConfidential, wasCircle] =
    before === null ? [null, []] : [await tx.children.confidential(before.id), await tx.circle.of(before.id)];
  const drawn = await circleOf(people, { child: child.id, before: wasCircle }, row, school);
  const isOwnDoing = (member: CircleMember) =>
    member.person === importer &&
    !wasCircle.some((was) => was.person === importer && was.role === member.role);
  const circle = drawn.filter((member) => !isOwnDoing(member));
  const isSelfLeftOut = circle.length < drawn.length;
  const keep = { child, confidential, circle: sorted(circle) };
  const had = {
    child: before,
    confidential: wasConfidential,
    circle: sorted(wasCircle.filter((member) => importedRoles.some((role) => role === member.role))),
  };
  if (before !== null && canonical(keep) === canonical(had))
    return { child, was: 'unchanged' as const, isSelfLeftOut };
  await tx.children.save(child);
  await tx.children.saveConfidential(child.id, confidential);
  await tx.circle.replace(child.id, importedRoles, circle);
  return { child, was: before === null ? ('new' as const) : ('changed' as const), isSelfLeftOut };
}

async function circleOf(
  people: KnownPeople,
  { child, before }: { readonly child: string; readonly before: readonly CircleMember[] },
  row: ImportedChild,
  school: ImportedSchool | null,
): Promise<readonly CircleMember[]> {
  const isConfidential = saysCarerIsConfidential(row.notes);
  const knownCarers = before.filter((member) => member.role === 'carer').map((member) => member.person);
  const member = (person: string, role: Role, hidden = false): CircleMember => ({
    person,
    child,
    role,
    isConfidential: hidden,
  });
  const circle: CircleMember[] = [];
  const keep = async (who: { readonly name: string; readonly email: string | null } | null, role: Role) => {
    if (who === null || who.name === '') return;
    const person = await people.keep({ name: who.name, email: who.email, phone: null, isRoleAddress: false });
    circle.push(member(person.id, role));
  };
  await keep(row.socialWorker, 'socialWorker');
  await keep(row.iro, 'iro');
  await keep(row.officer, 'officer');
  if (school !== null && school.dtName !== '') {
    const dt = await people.keep({
      name: school.dtName,
      email: school.dtEmail,
      phone: null,
      isRoleAddress: school.roleAddress,
    });
    circle.push(member(dt.id, 'designatedTeacher'));
  }
  if (row.carer.name !== '') {
    const carer = await people.keepCarer({ ...row.carer, isRoleAddress: false }, knownCarers);
    circle.push(member(carer.id, 'carer', isConfidential));
  }
  return circle;
}

function latest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}

function sorted(circle: readonly CircleMember[]): readonly CircleMember[] {
  return [...circle].sort((a, b) => `${a.role}${a.person}`.localeCompare(`${b.role}${b.person}`));
}

/** Key order does not make two records differ. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a.localeCompare(b)))
      : inner,
  );
}
