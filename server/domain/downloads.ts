import { IntegrityError } from '../crypto/integrity.ts';
import { ALL_FILES, type DownloadClaim } from './download-links.ts';
import { type Meter, rightTo } from './download-rights.ts';
import { isSafeInline } from './file-names.ts';
import { readFile, verifiedParts } from './file-reader.ts';
import { type OpenFile, recordDownload } from './open-file.ts';
import type { Rooms } from './rooms.ts';
import { listenToSealing } from './sealing.ts';
import { openRow } from './stored-files.ts';
import { openZip } from './zip-download.ts';

/**
 * What a signed address names, after the one authorisation check of a download.
 * @throws Problem UNAUTHENTICATED, NOT_FOUND, EXPIRED, USED_UP; RATE_LIMITED, UNAVAILABLE while too many run;
 * IntegrityError
 */
export async function openDownload(rooms: Rooms, claim: DownloadClaim): Promise<OpenFile> {
  if (claim.fileId === ALL_FILES) return openZip(rooms, claim);
  const right = await rightTo(rooms, claim);
  const { what: row, meter } = right;
  const file = openRow(rooms, row);
  const sealing = listenToSealing(rooms.vault);
  let leave = () => {};
  let admitted = false;
  const release = () => {
    leave();
    sealing.release();
    file.dek.fill(0);
  };
  try {
    leave = rooms.transfers.enter(right.countedAs);
    const { metadata } = file;
    const parts = await verifiedParts(rooms, file);
    if (metadata.size !== row.size) throw new IntegrityError('metadata');
    return {
      id: row.id,
      name: metadata.name,
      contentType: metadata.type,
      size: metadata.size,
      etag: `"${metadata.digest.toString('base64url', 0, 16)}"`,
      inline: claim.disposition === 'INLINE' && isSafeInline(metadata.type),
      async read(range, signal) {
        const all = AbortSignal.any([signal, sealing.signal]);
        return noticed(await readFile(rooms.store, file, parts, range, all), meter);
      },
      async admit({ start, end }) {
        await meter.admit([{ fileId: row.id, bytes: end - start, size: metadata.size }]);
        admitted = true;
      },
      async close(sent) {
        try {
          if (!admitted || !sent) return;
          const taken = { fileId: row.id, ...sent };
          await meter.settle([taken]);
          recordDownload(rooms, right, row.ownerId, taken);
        } finally {
          release();
        }
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** Tells the meter once the first bytes were taken. */
async function* noticed(batches: AsyncGenerator<Buffer[]>, meter: Meter): AsyncGenerator<Buffer[]> {
  let bytes = 0;
  for await (const batch of batches) {
    yield batch;
    if (bytes > 0) continue;
    for (const { length } of batch) bytes += length;
    if (bytes > 0) await meter.begun();
  }
}
