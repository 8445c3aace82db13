import type { ImportedChild, ImportedPerson, ImportedSchool } from '#domain/caseload/import/rows.ts';
import type { Child } from '#domain/caseload/child.ts';
import { saysCarerIsConfidential } from '#domain/caseload/carerConfidential.ts';
import type { CircleMember } from '#domain/people/person.ts';
import type { Role } from '#domain/people/role.ts';
import { authorityRoles } from '#domain/people/role.ts';
import { ok } from '#domain/result.ts';
import type { Asking } from '../asking.ts';
import { auditBy } from '../asking.ts';
import type { ImportFault, Ports, Tx } from '../ports.ts';
import { knownPeople } from './knownPeople.ts';
import type { KnownPeople } from './knownPeople.ts';
import { keepMilestones } from './milestones.ts';

type ImportPorts = Pick<Ports, 'store' | 'clock' | 'chance' | 'csv'>;
type Files = readonly { readonly name: string; readonly bytes: Uint8Array }[];
type Taking = {
  readonly ports: ImportPorts;
  readonly tx: Tx;
  readonly people: KnownPeople;
  readonly importer: string;
};
type Counts = { new: number; changed: number; unchanged: number };

/** Children go in this many at a time, so that others can read and write between. */
const batch = 20;
const importedRoles = [
  'socialWorker',
  'designatedTeacher',
  'carer',
  'iro',
  'officer',
] as const satisfies readonly Role[];

/**
 * Takes in the case system's export. The good rows go in, faulty ones are reported; running it again updates and
 * duplicates nothing. Roles across the authority are only proposed: a second person confirms them.
 */
export async function importCaseload(ports: ImportPorts, asking: Asking, files: Files) {
  const read = ports.csv.read(files, ports.clock.today());
  const within = <T>(work: (tx: Tx) => Promise<T>) => ports.store.within(asking.actor.authority, work);
  const rolesToConfirm = await within(async (tx) => {
    for (const school of read.schools) await tx.schools.save(schoolOf(school));
    for (const calendar of new Set(read.terms.map((term) => term.calendar)))
      await tx.terms.replaceCalendar(
        calendar,
        read.terms.filter((term) => term.calendar === calendar),
      );
    return takePeople(ports, tx, asking, read.people);
  });
  const counts: Counts = { new: 0, changed: 0, unchanged: 0 };
  const selfLeftOut: ImportFault[] = [];
  for (let from = 0; from < read.children.length; from += batch) {
    const some = read.children.slice(from, from + batch);
    await within(async (tx) => {
      const people = await knownPeople(ports, tx);
      const dts = new Map(read.schools.map((school) => [school.urn, school]));
      const touched: Child[] = [];
      for (const row of some) {
        const { child, was, isSelfLeftOut } = await takeChild(
          { ports, tx, people, importer: asking.actor.person },
          row,
          dts.get(row.schoolUrn ?? '') ?? null,
        );
        counts[was] += 1;
        if (isSelfLeftOut) selfLeftOut.push(selfFault(row));
        if (was !== 'unchanged') touched.push(child);
        if (was !== 'unchanged')
          await tx.audit.append(
            auditBy(ports, asking, {
              did: was === 'new' ? 'child imported' : 'child changed by import',
              object: `child:${child.id}`,
            }),
          );
      }
      await keepMilestones(ports, tx, touched);
    });
  }
  await within(async (tx) => {
    // New term dates move everybody's deadline.
    if (read.terms.length > 0) await keepMilestones(ports, tx, await tx.children.all());
    await tx.audit.append(
      auditBy(ports, asking, {
        did: 'caseload imported',
        object: 'authority',
        facts: {
          ...counts,
          refused: read.refusedChildren,
          faults: read.faults.length + selfLeftOut.length,
        },
      }),
    );
  });
  return ok({
    children: { ...counts, refused: read.refusedChildren },
    schools: read.schools.length,
    people: read.people.length,
    terms: read.terms.length,
    rolesToConfirm,
    faults: [...read.faults, ...selfLeftOut].map(({ file, line, column, what, whatToDo }) => ({
      file,
      line,
      column,
      what,
      whatToDo,
    })),
  });
}

/** Nobody hands themselves a role: a circle is one too, so whoever imports is never put into one by their own import. */
function selfFault({ line }: ImportedChild): ImportFault {
  return {
    file: 'children.csv',
    line,
    column: '(whole row)',
    what: 'This row would put you into the child’s circle. It went in without you.',
    whatToDo: 'Ask another coordinator, or the head, to import it.',
  };
}

function schoolOf({ urn, name, phase, la, calendar }: ImportedSchool) {
  return { urn, name, phase, la, calendar };
}

async function takePeople(
  ports: ImportPorts,
  tx: Tx,
  asking: Asking,
  rows: readonly ImportedPerson[],
): Promise<number> {
  const people = await knownPeople(ports, tx);
  const grants = await tx.roles.all();
  let proposed = 0;
  for (const row of rows) {
    const person = await people.keep({
      name: row.name,
      email: row.email,
      phone: null,
      isRoleAddress: row.roleAddress,
    });
    const isAcross = row.role === 'teamManager' || authorityRoles.some((role) => role === row.role);
    if (!isAcross) continue;
    const team = row.role === 'teamManager' ? row.teamOrSchool : null;
    const has = grants.some(
      (grant) =>
        grant.person === person.id &&
        grant.role === row.role &&
        grant.team === team &&
        grant.endedAt === null,
    );
    if (has) continue;
    const proposedAt = ports.clock.now();
    await tx.roles.save({
      id: ports.chance.id(),
      person: person.id,
      role: row.role,
      team,
      proposedBy: asking.actor.person,
      proposedAt,
      confirmedBy: null,
      endedAt: null,
    });
    proposed += 1;
  }
  return proposed;
}

async function takeChild(
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
