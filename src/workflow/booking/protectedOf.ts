import type { ProtectedValue } from '#domain/disclosure/protectedValues.ts';
import { namesListed, protectedValuesOf } from '#domain/disclosure/protectedValues.ts';
import { pathOf, textOf } from '#domain/pep/record.ts';
import type { Child } from '#domain/caseload/child.ts';
import type { Tx } from '../ports.ts';

/** A child's values that may reach nobody but the social worker: looked up anew each time something leaves. */
export async function protectedOf(tx: Tx, child: Child): Promise<readonly ProtectedValue[]> {
  const confidential = await tx.children.confidential(child.id);
  const carers = (await tx.circle.of(child.id)).filter(
    (member) => member.role === 'carer' || member.role === 'parent',
  );
  const people = await tx.people.byIds(carers.map((member) => member.person));
  return protectedValuesOf({
    confidential,
    carers: people.map((person) => ({
      name: person.name,
      email: person.email,
      phone: person.phone,
      isConfidential: carers.some((member) => member.person === person.id && member.isConfidential),
    })),
    siblingsElsewhere: [
      ...(await siblingsElsewhere(tx, child, confidential?.notes ?? '')),
      ...(await siblingsWritten(tx, child)),
    ],
  });
}

/** The export names no siblings: where the notes speak of one placed apart, children of the same surname living elsewhere are taken to be meant. */
async function siblingsElsewhere(tx: Tx, child: Child, notes: string): Promise<readonly string[]> {
  if (!/\b(sibling|brother|sister)s?\b/i.test(notes)) return [];
  const home = (await tx.children.confidential(child.id))?.placementAddress ?? '';
  const names: string[] = [];
  for (const other of await tx.children.all()) {
    if (other.id === child.id || other.surname !== child.surname) continue;
    const address = (await tx.children.confidential(other.id))?.placementAddress ?? '';
    if (address !== home) names.push(`${other.forename} ${other.surname}`);
  }
  return names;
}

/** What the social worker wrote in the child's plans. */
async function siblingsWritten(tx: Tx, child: Child): Promise<readonly string[]> {
  const names: string[] = [];
  for (const pep of await tx.peps.ofChild(child.id))
    names.push(
      ...namesListed(
        textOf(await tx.fields.of(pep.id), pathOf('care-situation', null, 'siblings-elsewhere')),
      ),
    );
  return names;
}
