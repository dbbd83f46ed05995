import type { Kysely } from 'kysely';
import { underOlderKek } from './older-keks.ts';
import type { Database } from './tables.ts';

export interface FileKeyRow {
  fileId: string;
  kekId: number;
  wrappedDek: Buffer;
}

/**
 * Destroys a file's wrapped DEK, which makes every copy of its objects unreadable; gives false when there was
 * none. Bytes of it rest in the journal until `truncateJournal`.
 */
export async function deleteFileKey(db: Kysely<Database>, fileId: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('file_keys').where('file_id', '=', fileId).executeTakeFirst();
  return numDeletedRows === 1n;
}

/** As `deleteFileKey`, of many files at once (at most a few hundred). */
export async function deleteFileKeys(db: Kysely<Database>, fileIds: string[]): Promise<void> {
  if (fileIds.length > 0) await db.deleteFrom('file_keys').where('file_id', 'in', fileIds).execute();
}

/** Keys under a KEK older than `kekId`, at most `limit`; `after` is the last row of the slice before. */
export function listKeysOlderThan(
  db: Kysely<Database>,
  kekId: number,
  after: { kekId: number; fileId: string } | null,
  limit: number,
): Promise<FileKeyRow[]> {
  return db
    .selectFrom('file_keys')
    .select(['file_id as fileId', 'kek_id as kekId', 'wrapped_dek as wrappedDek'])
    .where(underOlderKek(kekId, after && { kekId: after.kekId, id: after.fileId }, 'file_id'))
    .orderBy('kek_id')
    .orderBy('file_id')
    .limit(limit)
    .execute();
}

/** Puts a DEK wrapped under `next.kekId` in place of the one under `kekId`; gives false when that is gone. */
export async function rewrapFileKey(
  db: Kysely<Database>,
  fileId: string,
  kekId: number,
  next: { kekId: number; wrappedDek: Buffer },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('file_keys')
    .set({ kek_id: next.kekId, wrapped_dek: next.wrappedDek })
    .where('file_id', '=', fileId)
    .where('kek_id', '=', kekId)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
