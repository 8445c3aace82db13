import { readCaseload } from '#adapters/caseload/readCaseload.ts';
import { openDb } from '#adapters/db/openDb.ts';
import { systemChance } from '#adapters/system.ts';
import type { Config } from '#src/config.ts';
import { plainProblem } from '#src/exitPlainly.ts';
import { importCaseload } from '#workflow/caseload/importCaseload.ts';
import type { Clock } from '#workflow/ports.ts';

export type CaseloadFiles = readonly { readonly name: string; readonly bytes: Uint8Array }[];
export type Report = Extract<Awaited<ReturnType<typeof importCaseload>>, { ok: true }>['value'];

/** On the store itself: while the server is closed, or beside it where the database takes more than one. */
export async function onStore(
  config: Pick<Config, 'store' | 'door' | 'authorities'>,
  wish: { readonly files: CaseloadFiles; readonly authority: string | null; readonly clock: Clock },
): Promise<Report> {
  const authority = wish.authority ?? config.authorities[0]?.id ?? '';
  const known = config.authorities.map(({ id }) => id);
  if (!known.includes(authority))
    throw plainProblem(
      `There is no authority '${authority}'. Choose one with --authority: ${known.join(', ')}.`,
    );
  const db = await openDb(config.store, config.door);
  try {
    await db.store.gate.keepAuthorities(config.authorities);
    const actor = {
      authority,
      person: 'settings',
      name: 'Command line',
      door: 'command',
      roles: [],
      teams: [],
      admittedTo: [],
    } as const;
    const ports = { store: db.store, clock: wish.clock, chance: systemChance, csv: { read: readCaseload } };
    return (await importCaseload(ports, { actor, roles: [] }, wish.files)).value;
  } finally {
    await db.close();
  }
}
