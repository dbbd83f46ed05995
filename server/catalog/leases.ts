import type { Kysely } from 'kysely';
import type { Database } from './tables.ts';

/**
 * Takes over an upload whose last writer is held to be dead or has let go: `until` is when this writer will be.
 * Gives its fence, or null when another writer is alive or the file is not `receiving`. From then on every
 * older fence is refused.
 */
export async function takeLease(
  db: Kysely<Database>,
  fileId: string,
  now: number,
  until: number,
): Promise<number | null> {
  const row = await db
    .updateTable('files')
    .set((eb) => ({ lease_fence: eb('lease_fence', '+', 1), lease_until: until, lease_wanted: 0 }))
    .where('id', '=', fileId)
    .where('state', '=', 'receiving')
    .where('lease_until', '<', now)
    .returning('lease_fence')
    .executeTakeFirst();
  return row?.lease_fence ?? null;
}

/** Says that the writer with this fence lives until `until`; gives false when it was replaced. */
export async function extendLease(
  db: Kysely<Database>,
  fileId: string,
  fence: number,
  until: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('files')
    .set({ lease_until: until })
    .where('id', '=', fileId)
    .where('state', '=', 'receiving')
    .where('lease_fence', '=', fence)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Lets another writer continue at once; gives false when this one was replaced. */
export function releaseLease(db: Kysely<Database>, fileId: string, fence: number): Promise<boolean> {
  return extendLease(db, fileId, fence, 0);
}

/** Asks the writer to let go; it looks by `checkLease`. */
export async function askForLease(db: Kysely<Database>, fileId: string): Promise<void> {
  await db
    .updateTable('files')
    .set({ lease_wanted: 1 })
    .where('id', '=', fileId)
    .where('state', '=', 'receiving')
    .where('lease_wanted', '=', 0)
    .execute();
}

/** How the writer with this fence stands: `lost` when it was replaced, `wanted` when someone waits for it. */
export async function checkLease(
  db: Kysely<Database>,
  fileId: string,
  fence: number,
): Promise<'held' | 'wanted' | 'lost'> {
  const row = await db
    .selectFrom('files')
    .select('lease_wanted')
    .where('id', '=', fileId)
    .where('state', '=', 'receiving')
    .where('lease_fence', '=', fence)
    .executeTakeFirst();
  if (!row) return 'lost';
  return row.lease_wanted === 1 ? 'wanted' : 'held';
}
