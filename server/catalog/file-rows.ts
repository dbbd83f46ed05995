import type { Selectable } from 'kysely';
import type { FileKeysTable, FileState, FilesTable } from './tables.ts';

/** A row of `files`; see tables.ts for what each field holds. */
export interface FileRow {
  id: string;
  ownerId: string;
  /** Null in the root. */
  folderId: string | null;
  suite: number;
  flags: number;
  state: FileState;
  sealedMeta: Buffer;
  metaRev: number;
  size: number;
  storedSize: number;
  partCount: number;
  nextPart: number;
  declaredSize: number | null;
  resumable: boolean;
  leaseFence: number;
  leaseUntil: number;
  createdAt: number;
  touchedAt: number;
  expiresAt: number | null;
  /** Who sent it into a file request; null for what its owner sent. */
  requestSenderId: string | null;
  /** The file's wrapped DEK; null once it was destroyed. */
  key: FileKey | null;
}

export interface FileKey {
  kekId: number;
  wrappedDek: Buffer;
}

/** A file whose key exists. */
export type KeyedFileRow = FileRow & { key: FileKey };

type Joined = Selectable<FilesTable> & { kek_id: number | null; wrapped_dek: Buffer | null };

export function toFileRow(row: Joined): FileRow {
  return {
    id: row.id,
    ownerId: row.owner_id,
    folderId: row.folder_id,
    suite: row.suite,
    flags: row.flags,
    state: row.state,
    sealedMeta: row.sealed_meta,
    metaRev: row.meta_rev,
    size: row.size,
    storedSize: row.stored_size,
    partCount: row.part_count,
    nextPart: row.next_part,
    declaredSize: row.declared_size,
    resumable: row.resumable === 1,
    leaseFence: row.lease_fence,
    leaseUntil: row.lease_until,
    createdAt: row.created_at,
    touchedAt: row.touched_at,
    expiresAt: row.expires_at,
    requestSenderId: row.request_sender_id,
    key: row.kek_id === null || row.wrapped_dek === null ? null : { kekId: row.kek_id, wrappedDek: row.wrapped_dek },
  };
}

export function toKeyedFileRow(row: Selectable<FilesTable> & Selectable<Omit<FileKeysTable, 'file_id'>>): KeyedFileRow {
  return { ...toFileRow(row), key: { kekId: row.kek_id, wrappedDek: row.wrapped_dek } };
}
