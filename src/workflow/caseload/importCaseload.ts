import type { ImportedChild, ImportedSchool } from '#domain/caseload/import/rows.ts';
import type { Child } from '#domain/caseload/child.ts';
import { ok } from '#domain/result.ts';
import type { Asking } from '../asking.ts';
import { auditBy } from '../asking.ts';
import type { ImportFault, Ports, Tx } from '../ports.ts';
import { knownPeople } from './knownPeople.ts';
import { keepMilestones } from './milestones.ts';
import { takeChild } from './takeChild.ts';
import { takePeople } from './takePeople.ts';

type ImportPorts = Pick<Ports, 'store' | 'clock' | 'chance' | 'csv'>;
type Files = readonly { readonly name: string; readonly bytes: Uint8Array }[];
type Counts = { new: number; changed: number; unchanged: number };

/** Children go in this many at a time, so that others can read and write between. */
const batch = 20;

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
