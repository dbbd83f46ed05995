import type { Kysely } from 'kysely';
import type { Database } from './tables.ts';

/** A grant, and how often each file of its link may be taken; null for any number. */
export interface Allowing {
  grantId: string;
  shareId: string;
  maxDownloads: number | null;
}

/** Bytes of a file to reserve for one answer, and how many the allowance is worth in all. */
export interface Reservation {
  fileId: string;
  bytes: number;
  allowed: number;
}

const SLICE = 300;

/**
 * Reserves bytes of each file for one answer, taking an allowance of those that the grant has none of, by one
 * `insert … on conflict do update … where spent < max`: parallel requests cannot take more than there are.
 * Gives false when any file has none left, or too few bytes; roll the transaction back then.
 */
export async function reserve(trx: Kysely<Database>, of: Allowing, wanted: Reservation[]): Promise<boolean> {
  for (let i = 0; i < wanted.length; i += SLICE) {
    if (!(await reserveSlice(trx, of, wanted.slice(i, i + SLICE)))) return false;
  }
  return true;
}

async function reserveSlice(trx: Kysely<Database>, of: Allowing, wanted: Reservation[]): Promise<boolean> {
  const ids = wanted.map(({ fileId }) => fileId);
  const held = await trx
    .selectFrom('grant_files')
    .select(['file_id', 'left_bytes'])
    .where('grant_id', '=', of.grantId)
    .where('file_id', 'in', ids)
    .execute();
  const left = new Map(held.map(({ file_id, left_bytes }) => [file_id, left_bytes]));
  const fresh = wanted.filter(({ fileId }) => !left.has(fileId));
  if (fresh.length > 0) {
    const taken = await trx
      .insertInto('share_spent')
      .values(fresh.map(({ fileId }) => ({ share_id: of.shareId, file_id: fileId, spent: 1 })))
      .onConflict((conflict) =>
        conflict
          .columns(['share_id', 'file_id'])
          .doUpdateSet((eb) => ({ spent: eb('share_spent.spent', '+', 1) }))
          .where('share_spent.spent', '<', of.maxDownloads ?? Number.MAX_SAFE_INTEGER),
      )
      .returning('file_id')
      .execute();
    if (taken.length < fresh.length) return false;
    await trx
      .insertInto('grant_files')
      .values(
        fresh.map(({ fileId, bytes, allowed }) => ({
          grant_id: of.grantId,
          file_id: fileId,
          allowed,
          left_bytes: allowed - bytes,
          spent_at: null,
        })),
      )
      .execute();
  }
  for (const { fileId, bytes } of wanted) {
    const before = left.get(fileId);
    if (before === undefined) continue;
    if (before < bytes) return false;
    await trx
      .updateTable('grant_files')
      .set({ left_bytes: before - bytes })
      .where('grant_id', '=', of.grantId)
      .where('file_id', '=', fileId)
      .execute();
  }
  return true;
}

/** Notes that the first byte left; gives the files of which none had before. */
export async function markSpent(
  trx: Kysely<Database>,
  grantId: string,
  fileIds: string[],
  now: number,
): Promise<string[]> {
  const marked: string[] = [];
  for (let i = 0; i < fileIds.length; i += SLICE) {
    const rows = await trx
      .updateTable('grant_files')
      .set({ spent_at: now })
      .where('grant_id', '=', grantId)
      .where('file_id', 'in', fileIds.slice(i, i + SLICE))
      .where('spent_at', 'is', null)
      .returning('file_id')
      .execute();
    marked.push(...rows.map(({ file_id }) => file_id));
  }
  return marked;
}

/**
 * Gives reserved bytes back. An allowance of which nothing left, and which no other answer holds, goes back to the
 * link. In a transaction.
 */
export async function giveBack(
  trx: Kysely<Database>,
  of: Pick<Allowing, 'grantId' | 'shareId'>,
  unused: { fileId: string; bytes: number }[],
): Promise<void> {
  for (const { fileId, bytes } of unused) {
    const row = await trx
      .updateTable('grant_files')
      .set((eb) => ({ left_bytes: eb('left_bytes', '+', bytes) }))
      .where('grant_id', '=', of.grantId)
      .where('file_id', '=', fileId)
      .returning(['allowed', 'left_bytes', 'spent_at'])
      .executeTakeFirst();
    if (!row || row.spent_at !== null || row.left_bytes < row.allowed) continue;
    await trx.deleteFrom('grant_files').where('grant_id', '=', of.grantId).where('file_id', '=', fileId).execute();
    await trx
      .updateTable('share_spent')
      .set((eb) => ({ spent: eb('spent', '-', 1) }))
      .where('share_id', '=', of.shareId)
      .where('file_id', '=', fileId)
      .where('spent', '>', 0)
      .execute();
  }
}
