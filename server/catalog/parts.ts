import type { Kysely } from 'kysely';
import type { Database } from './tables.ts';
import { atomically } from './transaction.ts';
import { addUsage, type Quotas } from './usage.ts';

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
 * when the writer was replaced or the number was not reserved. Its bytes are counted unless the sender had announced
 * them.
 * @throws CatalogError DUPLICATE when the part is recorded already; OVER_USER_QUOTA, OVER_TOTAL_QUOTA
 */
export async function recordPart(
  db: Kysely<Database>,
  fileId: string,
  fence: number,
  part: PartRow & { /** Bytes of its object. */ storedSize: number; now: number },
  quotas?: Quotas,
): Promise<boolean> {
  return atomically(db, async (trx) => {
    const file = await trx
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
      .returning(['owner_id', 'declared_size'])
      .executeTakeFirst();
    if (!file) return false;
    if (file.declared_size === null) await addUsage(trx, file.owner_id, part.length, quotas);
    await trx
      .insertInto('parts')
      .values({ file_id: fileId, part: part.part, length: part.length, commitment: part.commitment })
      .execute();
    return true;
  });
}

/** Whether the part is recorded. */
export async function hasPart(db: Kysely<Database>, fileId: string, part: number): Promise<boolean> {
  const row = await db
    .selectFrom('parts')
    .select('part')
    .where('file_id', '=', fileId)
    .where('part', '=', part)
    .executeTakeFirst();
  return row !== undefined;
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
