import type { ProtectedValue } from '#domain/disclosure/protectedValues.ts';
import { protectedValuesOf } from '#domain/disclosure/protectedValues.ts';
import type { Child } from '#domain/caseload/child.ts';
import type { Tx } from '../ports.ts';

/** A child's values that may reach nobody but the social worker: looked up anew each time something leaves. */
export async function protectedOf(tx: Tx, child: Child): Promise<readonly ProtectedValue[]> {
  const confidential = await tx.children.confidential(child.id);
  const carers = (await tx.circle.of(child.id)).filter((member) => member.role === 'carer' || member.role === 'parent');
  const people = await tx.people.byIds(carers.map((member) => member.person));
  return protectedValuesOf({
    confidential,
    carers: people.map((person) => ({
      name: person.name,
      email: person.email,
      phone: person.phone,
      isConfidential: carers.some((member) => member.person === person.id && member.isConfidential),
    })),
    siblingsElsewhere: await siblingsElsewhere(tx, child, confidential?.notes ?? ''),
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
