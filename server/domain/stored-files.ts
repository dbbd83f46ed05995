import type { KeyedFileRow } from '../catalog/files.ts';
import { metadataContext } from '../crypto/contexts.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { decodeMetadata, type Metadata } from '../crypto/metadata.ts';
import type { SuiteId } from '../crypto/suites.ts';
import { unwrap } from '../crypto/wrap.ts';
import type { Rooms } from './rooms.ts';

/** A file that is wholly stored, as its owner sees it. Sizes in bytes, times in milliseconds since 1970. */
export interface StoredFile {
  id: string;
  ownerId: string;
  /** Null in the root. */
  folderId: string | null;
  name: string;
  contentType: string;
  size: number;
  suite: SuiteId;
  createdAt: number;
  expiresAt: number | null;
  keyVersion: number;
  parts: number;
  storedSize: number;
}

/** A file's row with its key and its authentic metadata. The key is zero-filled by whoever asked for it. */
export interface OpenedRow {
  row: KeyedFileRow;
  suite: SuiteId;
  dek: Buffer;
  metadata: Metadata;
}

/**
 * Unwraps the row's key and opens its metadata (FORMAT.md section 5, step 1).
 * @throws IntegrityError when key or metadata are not what was sealed for this file
 */
export function openRow(rooms: Rooms, row: KeyedFileRow): OpenedRow {
  if (row.flags !== 0 || (row.suite !== 1 && row.suite !== 2)) throw new IntegrityError('suite');
  const dek = rooms.vault.keyring.openDek(row.id, row.key.kekId, row.key.wrappedDek);
  try {
    const metadata = decodeMetadata(unwrap(dek, metadataContext(row.id, row.metaRev), row.sealedMeta));
    return { row, suite: row.suite, dek, metadata };
  } catch (error) {
    dek.fill(0);
    throw error;
  }
}

/**
 * What the owner sees of the row.
 * @throws IntegrityError as `openRow`, and when a clear size in the catalog is not the sealed one
 */
export function describeRow(rooms: Rooms, row: KeyedFileRow): StoredFile {
  const { suite, dek, metadata } = openRow(rooms, row);
  dek.fill(0);
  return describe(row, suite, metadata);
}

/** As `describeRow`, for a row that is open already. */
export function describe(row: KeyedFileRow, suite: SuiteId, metadata: Metadata): StoredFile {
  if (metadata.size !== row.size || metadata.parts !== row.partCount) throw new IntegrityError('metadata');
  return {
    id: row.id,
    ownerId: row.ownerId,
    folderId: row.folderId,
    name: metadata.name,
    contentType: metadata.type,
    size: metadata.size,
    suite,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    keyVersion: row.key.kekId,
    parts: metadata.parts,
    storedSize: row.storedSize,
  };
}
