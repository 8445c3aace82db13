import type { Edition } from '#domain/disclosure/edition.ts';
import type { EditionRecord } from '#domain/disclosure/editionFor.ts';
import { recordForEdition } from '#domain/disclosure/editionFor.ts';
import { findProtected } from '#domain/disclosure/findProtected.ts';
import type { Block, WordDocument } from '#domain/pep/block.ts';
import { wordDocumentOf } from '#domain/pep/blocks.ts';
import { protectedOf } from '../booking/protectedOf.ts';
import type { Tx } from '../ports.ts';
import type { LoadedPep } from './loadPep.ts';
import { listsOf } from './loadPep.ts';

export type EditionMade = {
  readonly document: WordDocument;
  readonly record: EditionRecord;
  /** What the search for protected values found. The full record is the social worker's own and is not searched. */
  readonly held: readonly { readonly block: Block; readonly where: string; readonly sentence: string }[];
};

/** One edition, from the record as it stands or as a version froze it. */
export async function editionOf(tx: Tx, loaded: LoadedPep, edition: Edition): Promise<EditionMade> {
  const { pep, fields, child, meeting, invitees, settings, profile, schools } = loaded;
  const record = recordForEdition(edition, { pep, fields });
  const names = new Map(
    (await tx.people.byIds([pep.submittedBy ?? '', pep.signedOffBy ?? ''].filter((id) => id !== ''))).map(
      (person) => [person.id, person.name],
    ),
  );
  const document = wordDocumentOf(
    {
      child: {
        forename: child.forename,
        surname: child.surname,
        dob: child.dob,
        ncYear: child.ncYear,
        upn: child.upn,
      },
      authorityName: settings.name,
      schoolName: schools.find((school) => school.urn === child.schoolUrn)?.name ?? null,
      meeting,
      people: invitees.map(({ person, name, role, isConfidential }) => ({
        person,
        name,
        role,
        isConfidential,
      })),
      edition: record,
      lists: listsOf(profile),
      yearlyPence: settings.pppYearlyPence,
      completedByName: names.get(pep.submittedBy ?? '') ?? null,
      signedOffByName: names.get(pep.signedOffBy ?? '') ?? null,
    },
    profile.accent.is,
  );
  if (edition === 'full') return { document, record, held: [] };
  const values = await protectedOf(tx, child);
  const open = [
    `${child.forename} ${child.surname}`,
    ...invitees.filter((invitee) => !invitee.isConfidential).map((invitee) => invitee.name),
  ];
  const held = document.blocks.flatMap((block) =>
    findProtected(textOfBlock(block), values, open).map((hit) => ({
      block,
      where: whereOf(block),
      sentence: hit.sentence,
    })),
  );
  return { document, record, held };
}

function textOfBlock(block: Block): string {
  switch (block.is) {
    case 'title':
    case 'subtitle':
    case 'heading':
    case 'paragraph':
      return block.text;
    case 'facts':
      return block.rows.map((row) => row.value).join('\n');
    case 'table':
      return [...block.rows.flat(), ...(block.total ?? [])].join('\n');
    case 'list':
      return block.lines.join('\n');
    case 'answer':
      return block.text;
  }
}

function whereOf(block: Block): string {
  if (block.is === 'answer') return block.label;
  return block.is === 'table' ? block.caption : 'The first page';
}
