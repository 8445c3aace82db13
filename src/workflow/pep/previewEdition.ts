import type { Edition } from '#domain/disclosure/edition.ts';
import { editionName } from '#domain/disclosure/editionFor.ts';
import type { Block } from '#domain/pep/block.ts';
import { roleName } from '#domain/people/role.ts';
import { ok } from '#domain/result.ts';
import type { Asking } from '../asking.ts';
import { auditBy, refused } from '../asking.ts';
import type { Ports } from '../ports.ts';
import { editionOf } from './editionOf.ts';
import { loadPep } from './loadPep.ts';
import { readersOf } from './readersOf.ts';

/** In the place of what holds a protected value, for everybody but the social worker. */
const unseen: Block = {
  is: 'paragraph',
  text: 'The social worker will check this wording before it is sent.',
  isQuiet: true,
};

/** On top of the full record for everybody whose it is not. */
const cutForYou: Block = {
  is: 'paragraph',
  text: 'You see the full record as the school’s copy is cut. What is the social worker’s alone stands in their file only.',
  isQuiet: true,
};

/** The document as it will be, what it leaves out, what holds it back and who gets it: seen before it is sent. */
export async function previewEdition(
  ports: Ports,
  asking: Asking,
  params: { readonly pep: string },
  request: { readonly edition: Edition },
) {
  return ports.store.within(asking.actor.authority, async (tx) => {
    const loaded = await loadPep(tx, params.pep);
    if (loaded === null) return refused('not-found');
    const isSocialWorker = asking.roles.includes('socialWorker');
    // The full record holds what is the social worker's alone: everyone else previews it as the school's copy is cut.
    const shown = request.edition === 'full' && !isSocialWorker ? 'school' : request.edition;
    const made = await editionOf(tx, loaded, shown);
    await tx.audit.append(
      auditBy(ports, asking, {
        did: 'document previewed',
        object: `pep:${params.pep}`,
        facts: { edition: request.edition },
      }),
    );
    const held = isSocialWorker ? [] : made.held.map(({ block }) => block);
    const readers = await readersOf(tx, loaded, request.edition);
    return ok({
      edition: request.edition,
      editionName: editionName[request.edition],
      blocks: [
        ...(shown === request.edition ? [] : [cutForYou]),
        ...made.document.blocks.map((block) => (held.includes(block) ? unseen : block)),
      ],
      leftOut: request.edition === 'school' ? made.record.leftOut.map((left) => left.label) : [],
      held:
        request.edition === 'school'
          ? made.held.map(({ where, sentence }) => ({ where, sentence: isSocialWorker ? sentence : null }))
          : [],
      readers: readers.map((reader) => `${reader.name} (${roleName(reader.role).toLowerCase()})`),
    });
  });
}
