import type { Child } from '#domain/caseload/child.ts';
import type { ProtectedValue } from '#domain/disclosure/protectedValues.ts';
import { findProtected } from '#domain/disclosure/findProtected.ts';
import { protectedOf } from '../booking/protectedOf.ts';
import type { Tx } from '../ports.ts';

/** The last look before anything leaves for Outlook, chat, mail or Word: what of the child's protected values is in these texts. */
export async function guard(
  tx: Tx,
  child: Child,
  texts: readonly string[],
): Promise<ReturnType<typeof findProtected>> {
  const values: readonly ProtectedValue[] = await protectedOf(tx, child);
  return texts.flatMap((text) => findProtected(text, values));
}
