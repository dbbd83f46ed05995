import type { Kysely } from 'kysely';
import type { Database } from './tables.ts';
import { atomically } from './transaction.ts';

export interface PartRow {
  part: number;
  /** Plaintext bytes. */
  length: number;
  commitment: Buffer;
}

/**
 * Reserves `count` part numbers that were never used; gives the first of them, or null when the writer was
 * replaced. Only after this has been committed may their objects be written.
 */
export async function reserveParts(
  db: Kysely<Database>,
  fileId: string,
  fence: number,
  count: number,
): Promise<number | null> {
  const row = await db
    .updateTable('files')
    .set((eb) => ({ next_part: eb('next_part', '+', count) }))
    .where('id', '=', fileId)
    .where('state', '=', 'receiving')
    .where('lease_fence', '=', fence)
    .returning('next_part')
    .executeTakeFirst();
  return row ? row.next_part - count : null;
}

/**
 * Records a part whose object is durable and adds it to the file's sizes. Gives false, and writes nothing,
 * when the writer was replaced or the number was not reserved.
 * @throws CatalogError DUPLICATE when the part is recorded already
 */
export async function recordPart(
  db: Kysely<Database>,
  fileId: string,
  fence: number,
  part: PartRow & { /** Bytes of its object. */ storedSize: number; now: number },
): Promise<boolean> {
  return atomically(db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('files')
      .set((eb) => ({
        size: eb('size', '+', part.length),
        stored_size: eb('stored_size', '+', part.storedSize),
        part_count: eb('part_count', '+', 1),
        touched_at: part.now,
      }))
      .where('id', '=', fileId)
      .where('state', '=', 'receiving')
      .where('lease_fence', '=', fence)
      .where('next_part', '>', part.part)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return false;
    await trx
      .insertInto('parts')
      .values({ file_id: fileId, part: part.part, length: part.length, commitment: part.commitment })
      .execute();
    return true;
  });
}

/** A file's parts in their order. */
export function listParts(db: Kysely<Database>, fileId: string): Promise<PartRow[]> {
  return db
    .selectFrom('parts')
    .select(['part', 'length', 'commitment'])
    .where('file_id', '=', fileId)
    .orderBy('part')
    .execute();
}
