import type { DownloadRight, Taken } from './download-rights.ts';
import type { ByteRange } from './file-reader.ts';
import { recordSoon } from './record.ts';
import type { Rooms } from './rooms.ts';

/** What of an answer left. */
export interface Sent {
  /** Of the body. */
  bytes: number;
  /** Whether all of what was admitted did. */
  complete: boolean;
}

/** A file that may be sent now: authorised, its key unwrapped, its metadata and part list authentic. */
export interface OpenFile {
  /** Its id; not of several files as one. */
  id: string;
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
  /** A strong entity tag in quotes, unchanged by a rename; null for what cannot be sought or resumed. */
  etag: string | null;
  /** Whether it may be shown by the browser. */
  inline: boolean;
  /**
   * Batches of authentic plaintext, each gone (of length 0) once the next is asked for. Resolves once the first of them
   * is authenticated.
   * @throws IntegrityError, StoreError; from the iteration too, which then must break the connection
   */
  read(range: ByteRange, signal: AbortSignal): Promise<AsyncGenerator<Buffer[]>>;
  /**
   * Asks for leave to deliver the range; to be called before the status line, and at most once.
   * @throws Problem USED_UP when the limit of a link does not allow it
   */
  admit(range: ByteRange): Promise<void>;
  /**
   * Zero-fills the key, gives the place among the running transfers back and, of what was admitted, what did not
   * leave; writes the download into the record. Nothing can be read afterwards.
   */
  close(sent?: Sent): Promise<void>;
}

/** Writes into the record that, and how far, someone downloaded a file; its name is found by the events before. */
export function recordDownload(
  rooms: Rooms,
  { by: { recipient, ...by } }: Pick<DownloadRight<unknown>, 'by'>,
  ownerId: string,
  { fileId, bytes, complete }: Taken,
): void {
  const names = recipient === undefined ? {} : { names: { recipient } };
  recordSoon(rooms, { action: 'file.downloaded', ...by, ownerId, fileId, bytes, complete, ...names });
}
