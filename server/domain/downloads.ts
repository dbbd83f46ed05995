import { IntegrityError } from '../crypto/integrity.ts';
import type { DownloadClaim } from './download-links.ts';
import { rowFor } from './file-access.ts';
import { isSafeInline } from './file-names.ts';
import { type ByteRange, readFile, verifiedParts } from './file-reader.ts';
import { livePrincipal } from './live-principal.ts';
import { requireScope } from './principal.ts';
import type { Rooms } from './rooms.ts';
import { listenToSealing } from './sealing.ts';
import { openRow } from './stored-files.ts';

/** A file that may be sent now: authorised, its key unwrapped, its metadata and part list authentic. */
export interface OpenFile {
  id: string;
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
  /** A strong entity tag in quotes: the first 16 bytes of the metadata digest, unchanged by a rename. */
  etag: string;
  /** Whether it may be shown by the browser. */
  inline: boolean;
  /**
   * Batches of authentic plaintext. Resolves once the first of them is authenticated.
   * @throws IntegrityError, StoreError; from the iteration too, which then must break the connection
   */
  read(range: ByteRange, signal: AbortSignal): Promise<AsyncGenerator<Buffer[]>>;
  /** Zero-fills the key and gives the place among the running transfers back. Nothing can be read afterwards. */
  close(): void;
}

/**
 * The one authorisation check of a download, made at the time of the request: the principal that the URL
 * names must still be live and still allowed.
 * @throws Problem UNAUTHENTICATED, NOT_FOUND; RATE_LIMITED, UNAVAILABLE while too many run; IntegrityError
 */
export async function openDownload(rooms: Rooms, claim: DownloadClaim): Promise<OpenFile> {
  const reader = requireScope(await livePrincipal(rooms, claim.by), 'READ');
  const row = await rowFor(rooms, reader, claim.fileId, 'read');
  const file = openRow(rooms, row);
  const sealing = listenToSealing(rooms.vault);
  let leave = () => {};
  const close = () => {
    leave();
    sealing.release();
    file.dek.fill(0);
  };
  try {
    leave = rooms.transfers.enter(reader.userId);
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
      read: (range, signal) => readFile(rooms.store, file, parts, range, AbortSignal.any([signal, sealing.signal])),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
