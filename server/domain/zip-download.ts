import { findFile, type KeyedFileRow } from '../catalog/files.ts';
import type { DownloadClaim } from './download-links.ts';
import type { Taken } from './download-rights.ts';
import { isLive } from './file-access.ts';
import { readFile, verifiedParts } from './file-reader.ts';
import { grantRightToAll } from './grant-rights.ts';
import { type OpenFile, recordDownload } from './open-file.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';
import { listenToSealing } from './sealing.ts';
import { openShareTexts } from './share-texts.ts';
import { describeRow, openRow } from './stored-files.ts';
import { type ZipEntry, zip, zipSize } from './zip-format.ts';
import { zipPaths } from './zip-names.ts';

/** A file of the ZIP, and what of it has left. */
interface Entry extends ZipEntry {
  fileId: string;
  ownerId: string;
  name: string;
  left: number;
}

/**
 * All files of a grant as one ZIP, each opened when its turn comes. It takes an allowance of each file, all or none. A
 * file that was damaged, deleted or taken back meanwhile breaks the connection.
 * @throws Problem NOT_FOUND, EXPIRED, FORBIDDEN; RATE_LIMITED, UNAVAILABLE while too many run; IntegrityError
 */
export async function openZip(rooms: Rooms, claim: DownloadClaim): Promise<OpenFile> {
  if (claim.by.kind !== 'grant') throw new Problem('FORBIDDEN', 'This address is not one that we gave.');
  const right = await grantRightToAll(rooms, claim.by.id);
  const { what, share, meter } = right;
  const described = what.map(({ row, path }) => ({ row, path, file: describeRow(rooms, row) }));
  const paths = zipPaths(described.map(({ path, file }) => ({ folders: path, name: file.name })));
  const sealing = listenToSealing(rooms.vault);
  let leave = () => {};
  let admitted = false;
  let signal: AbortSignal = sealing.signal;
  const entries = described.map(({ row, file }, i): Entry => {
    const entry: Entry = {
      fileId: row.id,
      ownerId: row.ownerId,
      name: file.name,
      path: paths[i] ?? row.id,
      size: file.size,
      modified: file.createdAt,
      left: 0,
      async *open() {
        for await (const batch of contents(rooms, row, signal)) {
          yield batch;
          const before = entry.left;
          for (const { length } of batch) entry.left += length;
          if (before === 0 && entry.left > 0) await meter.begun();
        }
      },
    };
    return entry;
  });
  try {
    leave = rooms.transfers.enter(right.countedAs);
    const size = zipSize(entries);
    return {
      id: share.id,
      name: `${openShareTexts(rooms, share).label || 'files'}.zip`,
      contentType: 'application/zip',
      size,
      etag: null,
      inline: false,
      async read(_range, stop) {
        signal = AbortSignal.any([stop, sealing.signal]);
        return zip(entries);
      },
      async admit() {
        await meter.admit(entries.map(({ fileId, size }) => ({ fileId, bytes: size, size })));
        admitted = true;
      },
      async close(sent) {
        try {
          if (!admitted || !sent) return;
          const taken = entries.map(({ fileId, left, size }): Taken => {
            const complete = sent.complete || (left === size && size > 0);
            return { fileId, bytes: sent.complete ? size : left, complete };
          });
          await meter.settle(taken);
          for (const [i, { ownerId }] of entries.entries()) {
            const one = taken[i];
            if (one && (one.bytes > 0 || one.complete)) recordDownload(rooms, right, ownerId, one);
          }
        } finally {
          leave();
          sealing.release();
        }
      },
    };
  } catch (error) {
    leave();
    sealing.release();
    throw error;
  }
}

/** The row is read again: hours may lie between the first file and this one. */
async function* contents(rooms: Rooms, before: KeyedFileRow, signal: AbortSignal): AsyncGenerator<Buffer[]> {
  const row = await findFile(rooms.catalog, before.id);
  if (!row || row.ownerId !== before.ownerId || !isLive(row, rooms.clock())) {
    throw new Problem('NOT_FOUND', 'A file of the ZIP was deleted meanwhile.');
  }
  const file = openRow(rooms, row);
  try {
    const parts = await verifiedParts(rooms, file);
    yield* await readFile(rooms.store, file, parts, { start: 0, end: file.metadata.size }, signal);
  } finally {
    file.dek.fill(0);
  }
}
