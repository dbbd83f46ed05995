import type { Kysely } from 'kysely';
import type { ShareEnd } from './share-tables.ts';
import type { Database } from './tables.ts';

/** Writes the end of a link down; gives false when it had ended, or is gone. */
export async function endShare(db: Kysely<Database>, id: string, reason: ShareEnd, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('shares')
    .set({ ended_at: now, end_reason: reason })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface EndingShare {
  id: string;
  ownerId: string;
}

/** At most `limit` links that live, and whose time was over at `now`. */
export function listOverdueShares(db: Kysely<Database>, now: number, limit: number): Promise<EndingShare[]> {
  return db
    .selectFrom('shares')
    .select(['id', 'owner_id as ownerId'])
    .where('ended_at', 'is', null)
    .where('expires_at', '<=', now)
    .limit(limit)
    .execute();
}

/** At most `limit` links that live, and of which no file is stored and no folder there any more, the owner's. */
export function listEmptyShares(db: Kysely<Database>, now: number, limit: number): Promise<EndingShare[]> {
  return db
    .selectFrom('shares')
    .select(['shares.id', 'shares.owner_id as ownerId'])
    .where('ended_at', 'is', null)
    .where(({ eb, not, exists }) =>
      not(
        exists(
          eb
            .selectFrom('share_items')
            .leftJoin('files', 'files.id', 'share_items.item_id')
            .leftJoin('folders', 'folders.id', 'share_items.item_id')
            .select('share_items.item_id')
            .whereRef('share_items.share_id', '=', 'shares.id')
            .where((or) =>
              or.or([
                or('folders.owner_id', '=', or.ref('shares.owner_id')),
                or.and([
                  or('files.state', '=', 'stored'),
                  or('files.owner_id', '=', or.ref('shares.owner_id')),
                  or.or([or('files.expires_at', 'is', null), or('files.expires_at', '>', now)]),
                ]),
              ]),
            ),
        ),
      ),
    )
    .limit(limit)
    .execute();
}

/**
 * At most `limit` ended links that still hold texts, items or counts; of those that were used up, only when no
 * grant can go on at `now`.
 */
export async function listUncleared(db: Kysely<Database>, now: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('shares')
    .select('id')
    .where('ended_at', 'is not', null)
    .where('sealed_token', 'is not', null)
    .where(({ eb, or, not, exists }) =>
      or([
        eb('end_reason', '<>', 'USED_UP'),
        not(
          exists(
            eb
              .selectFrom('grants')
              .select('grants.id')
              .whereRef('grants.share_id', '=', 'shares.id')
              .where('grants.expires_at', '>', now),
          ),
        ),
      ]),
    )
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Leaves of an ended link its tombstone: id, owner, token hash, end and reason. In a transaction. */
export async function clearShare(trx: Kysely<Database>, id: string): Promise<void> {
  for (const table of ['share_items', 'share_spent', 'share_codes'] as const) {
    await trx.deleteFrom(table).where('share_id', '=', id).execute();
  }
  await trx
    .updateTable('shares')
    .set({ sealed_token: null, sealed_label: null, sealed_recipients: null, password_hash: null })
    .where('id', '=', id)
    .where('ended_at', 'is not', null)
    .execute();
}

/** Removes tombstones of links that ended at `before` or earlier; gives how many. */
export async function removeTombstones(db: Kysely<Database>, before: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('shares')
    .where('ended_at', '<=', before)
    .where('sealed_token', 'is', null)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Removes grants and codes whose time was over at `now`; gives how many. */
export async function removeExpiredGrants(db: Kysely<Database>, now: number): Promise<number> {
  const grants = await db.deleteFrom('grants').where('expires_at', '<=', now).executeTakeFirst();
  const codes = await db.deleteFrom('share_codes').where('expires_at', '<=', now).executeTakeFirst();
  return Number(grants.numDeletedRows + codes.numDeletedRows);
}
