import { findFile, type KeyedFileRow } from '../catalog/files.ts';
import { draftContext } from '../crypto/contexts.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { type DraftMetadata, decodeDraft } from '../crypto/metadata.ts';
import type { SuiteId } from '../crypto/suites.ts';
import { unwrap } from '../crypto/wrap.ts';
import type { Principal } from './principal.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';
import { openRow } from './stored-files.ts';

/** Milliseconds after its last durable byte for which an upload may be continued, and known after its end. */
export const RESUMABLE_FOR = 7 * 86_400_000;

/** How far a resumable upload is. Sizes in bytes, times in milliseconds since 1970. */
export interface UploadState {
  /** Also the id of the file. */
  id: string;
  size: number;
  /** Bytes that would survive a power cut. */
  offset: number;
  /** Whether it is a stored file. */
  finished: boolean;
  /** When it can no longer be continued; null once it is finished. */
  expiresAt: number | null;
  name: string;
  contentType: string;
  suite: SuiteId;
  /** When the file itself expires. */
  fileExpiresAt: number | null;
  /** Null in the root. */
  folderId: string | null;
}

export type ResumableRow = KeyedFileRow & { state: 'receiving' | 'stored'; suite: SuiteId; declaredSize: number };

/**
 * The row of a resumable upload of this user's, or of this sender's into a request, finished or not.
 * @throws Problem NOT_FOUND when there is none, or none of theirs; EXPIRED when its time is over
 */
export async function resumableRow(rooms: Rooms, sender: Principal, id: string): Promise<ResumableRow> {
  const row = await findFile(rooms.catalog, id);
  const senderId = sender.kind === 'request' ? sender.id : null;
  const own = row?.ownerId === sender.userId && row.requestSenderId === senderId;
  if (!row?.key || !row.resumable || !own || row.state === 'deleting') {
    throw new Problem('NOT_FOUND', 'There is no such upload. It may have ended, or been deleted.');
  }
  const { key, state, suite, declaredSize } = row;
  if ((suite !== 1 && suite !== 2) || declaredSize === null) throw new IntegrityError('suite');
  const now = rooms.clock();
  if (row.touchedAt + RESUMABLE_FOR <= now || (row.expiresAt !== null && row.expiresAt <= now)) {
    throw new Problem('EXPIRED', 'This upload has expired. Send the file again.');
  }
  return { ...row, key, state, suite, declaredSize };
}

/** The upload's key; zero-fill it when you are done. @throws IntegrityError */
export function uploadKey(rooms: Rooms, row: ResumableRow): Buffer {
  return rooms.vault.keyring.openDek(row.id, row.key.kekId, row.key.wrappedDek);
}

/** What the sender is told of the upload. @throws IntegrityError */
export function describeUpload(rooms: Rooms, row: ResumableRow): UploadState {
  const finished = row.state === 'stored';
  const { name, type } = finished ? storedName(rooms, row) : draftName(rooms, row);
  return {
    id: row.id,
    size: row.declaredSize,
    offset: row.size,
    finished,
    expiresAt: finished ? null : Math.min(row.touchedAt + RESUMABLE_FOR, row.expiresAt ?? Number.POSITIVE_INFINITY),
    name,
    contentType: type,
    suite: row.suite,
    fileExpiresAt: row.expiresAt,
    folderId: row.folderId,
  };
}

function draftName(rooms: Rooms, row: ResumableRow): DraftMetadata {
  const dek = uploadKey(rooms, row);
  try {
    return decodeDraft(unwrap(dek, draftContext(row.id), row.sealedMeta));
  } finally {
    dek.fill(0);
  }
}

function storedName(rooms: Rooms, row: ResumableRow): DraftMetadata {
  const { dek, metadata } = openRow(rooms, row);
  dek.fill(0);
  return metadata;
}
