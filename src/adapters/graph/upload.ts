import {
  type Client,
  FileUpload,
  type LargeFileUploadSession,
  LargeFileUploadTask,
  Range,
  ResponseType,
} from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import { ok } from '#domain/result.ts';
import type { DocumentPort, Outside } from '#workflow/ports.ts';
import { ask, segment } from './ask.ts';
import { asking } from './access.ts';

export type File = Parameters<DocumentPort['upload']>[0];
type Uploaded = { readonly itemId: string; readonly etag: string; readonly webUrl: string };

const item = z
  .object({ id: z.string(), eTag: z.string(), webUrl: z.string() })
  .transform(({ id, eTag, webUrl }): Uploaded => ({ itemId: id, etag: eTag, webUrl }));
const largestPut = 4 * 1024 * 1024;
/** SharePoint takes multiples of 320 KiB. */
const rangeSize = 10 * 320 * 1024;
const types: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/**
 * Safe to repeat: when the name is taken, or the version has moved on, because an earlier try of the same
 * bytes arrived and only its answer was lost, that try's file is the answer.
 */
export async function upload(client: Client, file: File): Outside<Uploaded> {
  const done = await (file.bytes.byteLength > largestPut ? inSlices(client, file) : inOne(client, file));
  if (done.ok || done.problem.code !== 'changed-meanwhile') return done;
  const there = await ask(asking, item, () => client.api(pathOf(file)).select('id,eTag,webUrl').get());
  if (!there.ok) return done;
  const kept = await ask(asking, z.instanceof(ArrayBuffer), () =>
    client
      .api(`${pathOf(file)}:/content`)
      .responseType(ResponseType.ARRAYBUFFER)
      .get(),
  );
  return kept.ok && Buffer.from(kept.value).equals(file.bytes) ? ok(there.value) : done;
}

function pathOf({ driveId, folderId, name }: File): string {
  return `/drives/${segment(driveId)}/items/${segment(folderId)}:/${segment(name)}`;
}

/** A Buffer of our own: the client would send the whole memory that lies under a plain Uint8Array. */
function inOne(client: Client, file: File): Outside<Uploaded> {
  const behaviour = file.etag === null ? 'fail' : 'replace';
  return ask(asking, item, () =>
    client
      .api(`${pathOf(file)}:/content?@microsoft.graph.conflictBehavior=${behaviour}`)
      .headers({ 'Content-Type': typeOf(file.name), ...onlyIf(file) })
      .put(Buffer.from(file.bytes)),
  );
}

async function inSlices(client: Client, file: File): Outside<Uploaded> {
  const behaviour = file.etag === null ? 'fail' : 'replace';
  return ask(asking, item, async () => {
    const session = await LargeFileUploadTask.createUploadSession(
      client,
      `${pathOf(file)}:/createUploadSession`,
      { item: { '@microsoft.graph.conflictBehavior': behaviour, name: file.name } },
      onlyIf(file),
    );
    return sendSlices(client, file, session);
  });
}

/** The task's own `upload` throws a refusal of the last slice without its status, so the slices are sent one by one. */
async function sendSlices(client: Client, file: File, session: LargeFileUploadSession): Promise<unknown> {
  const bytes = Buffer.from(file.bytes);
  const size = bytes.byteLength;
  const task = new LargeFileUploadTask(client, new FileUpload(bytes, file.name, size), session, {
    rangeSize,
  });
  let reply: unknown;
  for (let from = 0; from < size; from += rangeSize) {
    const to = Math.min(from + rangeSize, size) - 1;
    const slice = new Uint8Array(bytes.subarray(from, to + 1)).buffer;
    reply = await task.uploadSlice(slice, new Range(from, to), size);
  }
  return reply;
}

function onlyIf({ etag }: File): Record<string, string> {
  return etag === null ? {} : { 'If-Match': etag };
}

function typeOf(name: string): string {
  return types[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}
