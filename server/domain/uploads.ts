import { markDeleting } from '../catalog/deletion.ts';
import { findFolder } from '../catalog/folders.ts';
import { recordPart } from '../catalog/parts.ts';
import { destroyObjects } from './destruction.ts';
import { countedAs, type Principal, requireSender } from './principal.ts';
import { Problem } from './problem.ts';
import { published, publishWith } from './publishing.ts';
import { beginReceiving, lengthOf, type NewUpload, type Receiving, receiveParts } from './receiving.ts';
import type { Rooms } from './rooms.ts';
import { listenToSealing } from './sealing.ts';
import { checkFileSize, checkRoom, roomLeft } from './sending.ts';
import type { StoredFile } from './stored-files.ts';
import { Hold, replaced } from './upload-lease.ts';

export type { NewUpload } from './receiving.ts';

/**
 * Stores a file from a source of any length, in batches of chunks of any size: a `receiving` row is committed first, then parts are sealed while
 * they stream, then one transaction publishes the file. Once it resolves, the file survives a power cut.
 * On failure, or when `signal` aborts, nothing of it is left (what cannot be removed now, the sweeper removes).
 * @throws Problem BAD_INPUT, NOT_FOUND for a folder that is not the sender's (any more), FILE_TOO_LARGE, QUOTA_EXCEEDED; RATE_LIMITED, UNAVAILABLE while too many transfers run;
 * CONFLICT when another process took the upload for dead; UNAUTHENTICATED when the sender's access ended meanwhile;
 * StoreError; whatever the source throws
 */
export async function storeFile(
  rooms: Rooms,
  principal: Principal | null,
  upload: NewUpload,
  source: AsyncIterable<Uint8Array[]>,
  signal: AbortSignal,
): Promise<StoredFile> {
  const writer = requireSender(principal);
  const sealing = listenToSealing(rooms.vault);
  let leave = () => {};
  try {
    leave = rooms.transfers.enter(countedAs(writer));
    const room = await roomLeft(rooms, writer);
    const file = await beginReceiving(rooms, writer, { ...upload, declaredSize: null, resumable: false });
    const contents = limited(rooms, writer, source, room);
    return await receive(rooms, writer, file, contents, AbortSignal.any([signal, sealing.signal])).catch(
      async (error: unknown) => {
        throw (await lostFolder(rooms, writer, upload)) ?? error;
      },
    );
  } finally {
    sealing.release();
    leave();
  }
}

async function receive(
  rooms: Rooms,
  writer: Principal,
  file: Receiving,
  source: AsyncIterable<Uint8Array[]>,
  signal: AbortSignal,
): Promise<StoredFile> {
  const hold = new Hold(rooms, file.id, file.fence, false);
  try {
    const { catalog, settings } = rooms;
    await receiveParts(rooms, file, source, {
      stop: AbortSignal.any([signal, hold.lost]),
      emptyPart: true,
      record: (part) => recordPart(catalog, file.id, file.fence, part, settings.quotas),
      conclude: (part) => publishWith(rooms, writer, file, part),
    });
    const stored = await published(rooms, file);
    if (!stored) throw replaced();
    return stored;
  } catch (error) {
    await abandon(rooms, file);
    throw error;
  } finally {
    await hold.letGo({ ended: true });
    file.dek.fill(0);
  }
}

/** Why an upload failed, when its folder was deleted meanwhile; null when it was not. */
async function lostFolder(rooms: Rooms, { userId }: Principal, { folderId }: NewUpload): Promise<Problem | null> {
  if (folderId == null || (await findFolder(rooms.catalog, userId, folderId))) return null;
  return new Problem('NOT_FOUND', 'The folder was deleted while the file was being sent. It was not stored.');
}

/** Removes what a failed upload began. */
async function abandon(rooms: Rooms, file: Receiving): Promise<void> {
  try {
    const marked = await markDeleting(rooms.catalog, file.id, 'receiving');
    if (marked) await destroyObjects(rooms, marked);
  } catch (error) {
    rooms.log.warn({ err: error, fileId: file.id }, 'a broken upload is left to the sweeper');
  }
}

/** Breaks off what is more than fits; each part is counted exactly when it is recorded. */
async function* limited(
  rooms: Rooms,
  writer: Principal,
  source: AsyncIterable<Uint8Array[]>,
  room: number,
): AsyncGenerator<Uint8Array[]> {
  let total = 0;
  for await (const batch of source) {
    total += lengthOf(batch);
    checkFileSize(rooms, writer, total);
    checkRoom(total, room);
    yield batch;
  }
}
