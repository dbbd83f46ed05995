import { type Kysely, sql } from 'kysely';
import { CatalogError } from './catalog-error.ts';
import type { Database } from './tables.ts';

/** Most bytes of one user's files, and of all files; null: no bound. */
export interface Quotas {
  user: number | null;
  total: number | null;
}

export const NO_QUOTAS: Quotas = { user: null, total: null };

/** The row that counts all users together. */
const EVERYONE = '*';

/**
 * Counts `bytes` more for a user, inside the transaction that makes them.
 * @throws CatalogError OVER_USER_QUOTA, OVER_TOTAL_QUOTA; the transaction must then be rolled back
 */
export async function addUsage(
  trx: Kysely<Database>,
  ownerId: string,
  bytes: number,
  { user, total }: Quotas = NO_QUOTAS,
): Promise<void> {
  if (bytes === 0) return;
  const rows = await trx
    .insertInto('usage')
    .values([ownerId, EVERYONE].map((owner_id) => ({ owner_id, bytes })))
    .onConflict((conflict) => conflict.column('owner_id').doUpdateSet({ bytes: sql`usage.bytes + excluded.bytes` }))
    .returning(['owner_id', 'bytes'])
    .execute();
  const over = (id: string, most: number | null) =>
    most !== null && rows.some((row) => row.owner_id === id && row.bytes > most);
  if (over(ownerId, user)) throw new CatalogError('OVER_USER_QUOTA');
  if (over(EVERYONE, total)) throw new CatalogError('OVER_TOTAL_QUOTA');
}

/** Counts `bytes` less, inside the transaction that removes them. */
export async function subtractUsage(trx: Kysely<Database>, ownerId: string, bytes: number): Promise<void> {
  if (bytes === 0) return;
  await trx
    .updateTable('usage')
    .set((eb) => ({ bytes: eb('bytes', '-', bytes) }))
    .where('owner_id', 'in', [ownerId, EVERYONE])
    .execute();
}

/** Bytes that are counted for one user and for all. */
export async function readUsage(db: Kysely<Database>, ownerId: string): Promise<{ user: number; total: number }> {
  const rows = await db.selectFrom('usage').selectAll().where('owner_id', 'in', [ownerId, EVERYONE]).execute();
  const of = (id: string) => rows.find((row) => row.owner_id === id)?.bytes ?? 0;
  return { user: of(ownerId), total: of(EVERYONE) };
}
