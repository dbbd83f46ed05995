import { type Kysely, sql } from 'kysely';
import type { Database } from './tables.ts';

/**
 * Empties the write-ahead journal, so that no older copy of deleted or overwritten rows is left in a file
 * of the catalog. Call it after deletes and outside any transaction. Gives false when a reader in another
 * process still needs the journal: call it again later.
 */
export async function truncateJournal(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  return rows[0]?.busy === 0;
}
