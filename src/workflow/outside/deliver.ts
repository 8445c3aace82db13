import { plusDays } from '#domain/time/localDate.ts';
import type { Edition } from '#domain/disclosure/edition.ts';
import { ok } from '#domain/result.ts';
import { editionOf } from '../pep/editionOf.ts';
import type { LoadedPep } from '../pep/loadPep.ts';
import { loadPep } from '../pep/loadPep.ts';
import type { Reader } from '../pep/readersOf.ts';
import { readersOf } from '../pep/readersOf.ts';
import type { ChildFolder, Delivery, Tx } from '../ports.ts';
import type { Did, Work } from './work.ts';
import { noticeKey } from './enqueueNotices.ts';

/** Access to a delivered copy lasts this long; the social worker's case system is the record's home. */
const accessDays = 365;

/** One edition of one version into the child's folder: searched, readers checked, uploaded, labelled, opened to its people. */
export async function deliver(work: Work): Did {
  const { ports, authority, row } = work;
  const effect = row.effect;
  if (effect.is !== 'deliver') throw new Error(`Not for deliver: ${effect.is}`);
  const loaded = await ports.store.within(authority, (tx) => frozen(tx, effect.pep, effect.version));
  if (loaded === null) return ok('done');
  const delivery: Delivery = {
    pep: effect.pep,
    version: effect.version,
    edition: effect.edition,
    // The app's own reference: a file name is seen in logs, toasts and search results.
    fileName: `${loaded.meeting.reference}-v${effect.version}-${effect.edition}.docx`,
    itemId: null,
    webUrl: null,
    etag: null,
    uploadedAt: null,
    accessFor: [],
    heldBecause: null,
  };
  const { made, readers, before, known } = await ports.store.within(authority, async (tx) => ({
    made: await editionOf(tx, loaded, effect.edition),
    readers: await readersOf(tx, loaded, effect.edition),
    known: await allowedReaders(tx, loaded),
    before: (await tx.deliveries.ofPep(effect.pep)).find(
      (one) => one.version === effect.version && one.edition === effect.edition,
    ),
  }));
  if (made.held.length > 0) {
    await ports.store.within(authority, (tx) =>
      tx.deliveries.save({ ...delivery, heldBecause: 'protected-words' }),
    );
    return {
      ok: false,
      problem: { service: 'words', code: 'protected-words', isWorthRetrying: false, retryAfterSeconds: null },
    };
  }
  if (await waitsForFolder(work, loaded)) return ok({ later: 1 });
  const folder = await folderOf(work, loaded);
  if (!folder.ok) return folder;
  const driveId = loaded.settings.driveId;
  const reading = await ports.documents.readers(driveId, folder.value.folderId);
  if (!reading.ok) return reading;
  const strangers = reading.value.filter((reader) => !known.includes(reader.toLowerCase()));
  if (strangers.length > 0)
    return {
      ok: false,
      problem: {
        service: 'documents',
        code: 'unexpected-readers',
        isWorthRetrying: false,
        retryAfterSeconds: null,
        facts: { count: strangers.length },
      },
    };
  let kept = before ?? delivery;
  if (kept.itemId === null) {
    const bytes = await ports.word.render(made.document);
    const uploaded = await ports.documents.upload({
      driveId,
      folderId: folder.value.folderId,
      name: delivery.fileName,
      bytes,
      etag: null,
    });
    if (!uploaded.ok) return uploaded;
    kept = {
      ...delivery,
      itemId: uploaded.value.itemId,
      webUrl: uploaded.value.webUrl,
      etag: uploaded.value.etag,
      uploadedAt: ports.clock.now(),
    };
    await ports.store.within(authority, (tx) => tx.deliveries.save(kept));
  }
  return label(work, loaded, kept, readers);
}

async function label(
  { ports, authority }: Work,
  loaded: LoadedPep,
  kept: Delivery,
  readers: readonly Reader[],
): Did {
  const driveId = loaded.settings.driveId;
  const itemId = kept.itemId ?? '';
  const fields = {
    Reference: loaded.meeting.reference,
    PlanVersion: String(kept.version),
    Edition: kept.edition,
    MeetingDate: loaded.meeting.startsAt.slice(0, 10),
  };
  const labelled = await ports.documents.setFields(driveId, itemId, fields);
  if (!labelled.ok) return labelled;
  for (const reader of readers) {
    const granted = await ports.documents.grantRead(
      driveId,
      itemId,
      reader.email,
      plusDays(ports.clock.today(), accessDays),
    );
    if (!granted.ok) return granted;
  }
  await ports.store.within(authority, async (tx) => {
    await tx.deliveries.save({
      ...kept,
      etag: labelled.value.etag,
      accessFor: readers.map((reader) => reader.person),
    });
    await tx.audit.append({
      at: ports.clock.now(),
      by: 'app',
      through: 'effect',
      did: 'document delivered',
      object: `pep:${kept.pep}`,
      facts: { version: kept.version, edition: kept.edition, readers: readers.length },
    });
    if (kept.edition !== 'full') return;
    for (const reader of readers)
      await tx.effects.enqueue(
        {
          is: 'notify',
          notice: 'documentReady',
          person: reader.person,
          meeting: null,
          pep: kept.pep,
          revision: kept.version,
        },
        noticeKey({
          notice: 'documentReady',
          person: reader.person,
          about: kept.pep,
          revision: kept.version,
        }),
      );
  });
  return ok('done');
}

/**
 * Two editions leave at the same moment, and one makes the folder: while it is being cut off from the library's readers
 * our own mailbox stands in it, which the other would take for an unexpected reader.
 */
async function waitsForFolder({ ports, authority, row }: Work, { child, pep }: LoadedPep): Promise<boolean> {
  const { effect } = row;
  if (effect.is !== 'deliver' || effect.edition === 'full') return false;
  return ports.store.within(authority, async (tx) => {
    if ((await tx.deliveries.folderOf(child.id)) !== null) return false;
    const others = (await tx.effects.ofPep(pep.id)).filter(({ id }) => id !== row.id);
    return others.some((other) => other.effect.is === 'deliver' && other.state.is === 'waiting');
  });
}

async function folderOf(
  { ports, authority }: Work,
  { child, settings }: LoadedPep,
): Promise<
  | { readonly ok: true; readonly value: ChildFolder }
  | Extract<Awaited<ReturnType<Work['ports']['documents']['ensureFolder']>>, { ok: false }>
> {
  const known = await ports.store.within(authority, (tx) => tx.deliveries.folderOf(child.id));
  if (known !== null) return ok(known);
  const made = await ports.documents.ensureFolder({
    driveId: settings.driveId,
    rootFolderId: settings.rootFolderId,
    name: child.reference,
  });
  if (!made.ok) return made;
  const folder: ChildFolder = { child: child.id, name: child.reference, ...made.value };
  await ports.store.within(authority, (tx) => tx.deliveries.saveFolder(folder));
  return ok(folder);
}

/** The version as it was signed off: what is written after never slips into it. */
async function frozen(tx: Tx, pep: string, version: number): Promise<LoadedPep | null> {
  const loaded = await loadPep(tx, pep);
  const record = await tx.peps.versionOf(pep, version);
  return loaded === null || record === null ? null : { ...loaded, pep: record.pep, fields: record.fields };
}

/** Whoever any edition of this child may be opened to: these may be found reading the folder, nobody else. */
async function allowedReaders(tx: Tx, loaded: LoadedPep): Promise<readonly string[]> {
  const all: readonly Edition[] = ['full', 'school'];
  const addresses: string[] = [];
  for (const edition of all)
    for (const reader of await readersOf(tx, loaded, edition)) addresses.push(reader.email.toLowerCase());
  return addresses;
}
