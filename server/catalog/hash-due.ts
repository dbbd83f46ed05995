import type { Kysely } from 'kysely';
import { type KeyedFileRow, toKeyedFileRow } from './file-rows.ts';
import type { Database } from './tables.ts';

/** Stored files whose contents a receipt needs the hash of, by id, at most `limit`. */
export async function listHashDue(db: Kysely<Database>, after: string, limit: number): Promise<KeyedFileRow[]> {
  const rows = await db
    .selectFrom('files')
    .innerJoin('file_keys', 'file_keys.file_id', 'files.id')
    .selectAll('files')
    .select(['kek_id', 'wrapped_dek'])
    .where('hash_due', '=', 1)
    .where('state', '=', 'stored')
    .where('files.id', '>', after)
    .orderBy('files.id')
    .limit(limit)
    .execute();
  return rows.map(toKeyedFileRow);
}

/** Notes that a file's metadata holds the hash. */
export async function clearHashDue(trx: Kysely<Database>, id: string): Promise<void> {
  await trx.updateTable('files').set({ hash_due: 0 }).where('id', '=', id).execute();
}
