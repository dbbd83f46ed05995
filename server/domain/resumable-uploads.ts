import { listParts } from '../catalog/parts.ts';
import { filePrefix } from '../crypto/objects.ts';
import { PART_MAX } from '../crypto/sizes.ts';
import { type Principal, requireSender } from './principal.ts';
import { Problem } from './problem.ts';
import { beginReceiving, hashFor, type NewUpload, PARTS_MAX } from './receiving.ts';
import {
  describeUpload,
  RESUMABLE_FOR,
  type ResumableRow,
  resumableRow,
  type UploadState,
  uploadKey,
} from './resumable-rows.ts';
import { ResumableUpload } from './resumable-upload.ts';
import type { Rooms } from './rooms.ts';
import { checkFileSize } from './sending.ts';
import { Hold, takeHold } from './upload-lease.ts';

/**
 * Begins an upload of a known size; the whole of it is counted against the quotas at once. An empty file is stored
 * right away. Close what it gives.
 * @throws Problem BAD_INPUT, NOT_FOUND for a folder that is not the sender's, FILE_TOO_LARGE, QUOTA_EXCEEDED
 */
export async function createUpload(
  rooms: Rooms,
  principal: Principal | null,
  upload: NewUpload & { id: string; size: number },
): Promise<ResumableUpload> {
  const sender = requireSender(principal);
  const { size } = upload;
  const most = PARTS_MAX * PART_MAX;
  checkFileSize(rooms, sender, size);
  if (size > most) throw new Problem('FILE_TOO_LARGE', `The file is larger than this server takes: ${most} bytes.`);
  const file = await beginReceiving(rooms, sender, { ...upload, declaredSize: size, resumable: true });
  const hold = new Hold(rooms, file.id, file.fence, true);
  const state: UploadState = {
    id: file.id,
    size,
    offset: 0,
    finished: false,
    expiresAt: rooms.clock() + RESUMABLE_FOR,
    name: file.name,
    contentType: file.contentType,
    suite: file.suite,
    fileExpiresAt: upload.expiresAt ?? null,
    folderId: upload.folderId ?? null,
  };
  const created = new ResumableUpload(rooms, sender, state, { file, hold, parts: 0 });
  if (size === 0) {
    try {
      await created.append((async function* () {})(), 0);
    } catch (error) {
      await created.close();
      throw error;
    }
  }
  return created;
}

/**
 * Goes on with an upload as its one writer; whoever writes it at the moment closes what they have and lets go.
 * Of a finished one only the state can be had. Close what it gives.
 * @throws Problem NOT_FOUND, EXPIRED, CONFLICT
 */
export async function continueUpload(rooms: Rooms, principal: Principal | null, id: string): Promise<ResumableUpload> {
  const sender = requireSender(principal);
  let row = await resumableRow(rooms, sender, id);
  const hold = await takeHold(rooms, id, async () => {
    row = await resumableRow(rooms, sender, id);
    return row.state === 'receiving';
  });
  if (hold === null) return new ResumableUpload(rooms, sender, describeUpload(rooms, row), null);
  try {
    const died = row.leaseUntil !== 0;
    row = await resumableRow(rooms, sender, id);
    if (died) await removeLeftovers(rooms, row);
    const state = describeUpload(rooms, row);
    const { name, contentType, suite } = state;
    // What came before went past us: its hash is made once all is stored.
    const hash = state.offset === 0 ? hashFor(row.requestSenderId) : null;
    const file = { id, suite, dek: uploadKey(rooms, row), fence: hold.fence, reserved: 0, name, contentType, hash };
    return new ResumableUpload(rooms, sender, state, { file, hold, parts: row.partCount });
  } catch (error) {
    await hold.letGo({ ended: false });
    throw error;
  }
}

/**
 * How far an upload is; a living writer is asked to let go first, so that the offset stays what it is.
 * @throws Problem NOT_FOUND, EXPIRED, CONFLICT
 */
export async function lookAtUpload(rooms: Rooms, principal: Principal | null, id: string): Promise<UploadState> {
  const row = await resumableRow(rooms, requireSender(principal), id);
  if (row.state === 'stored' || row.leaseUntil === 0) return describeUpload(rooms, row);
  const upload = await continueUpload(rooms, principal, id);
  await upload.close();
  return upload.state;
}

/**
 * Removes objects that a writer before us, which was killed, made durable and did not come to write down. Their
 * numbers lie below `nextPart` as it was when we became the writer: what a later one reserves is out of reach.
 */
async function removeLeftovers(rooms: Rooms, { id, nextPart }: ResumableRow): Promise<void> {
  const recorded = new Set((await listParts(rooms.catalog, id)).map(({ part }) => part));
  for await (const { key } of rooms.store.list(filePrefix(id))) {
    const part = Number(/(\d+)\.enc$/.exec(key)?.[1] ?? nextPart);
    if (part < nextPart && !recorded.has(part)) await rooms.store.remove(key);
  }
}
