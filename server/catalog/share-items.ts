import type { Kysely } from 'kysely';
import type { ShareItem } from './shares.ts';
import type { Database } from './tables.ts';

/** What a link names. */
export async function listItems(db: Kysely<Database>, shareId: string): Promise<ShareItem[]> {
  return db
    .selectFrom('share_items')
    .select(['kind', 'item_id as itemId'])
    .where('share_id', '=', shareId)
    .orderBy('item_id')
    .execute();
}

/** Whether a link names this itself. */
export async function hasItem(db: Kysely<Database>, shareId: string, { kind, itemId }: ShareItem): Promise<boolean> {
  const row = await db
    .selectFrom('share_items')
    .select('item_id')
    .where('share_id', '=', shareId)
    .where('kind', '=', kind)
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many of a kind a link names. */
export async function countItems(db: Kysely<Database>, shareId: string, kind: ShareItem['kind']): Promise<number> {
  const { items } = await db
    .selectFrom('share_items')
    .select(({ fn }) => fn.countAll<number>().as('items'))
    .where('share_id', '=', shareId)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  return Number(items);
}

/** How many of the files that a link names itself are still stored, the owner's, and not expired at `now`; and of those, with allowances below `max`. */
export async function countNamedFiles(
  db: Kysely<Database>,
  share: { id: string; ownerId: string; maxDownloads: number | null },
  now: number,
): Promise<{ stored: number; open: number }> {
  const { stored, open } = await db
    .selectFrom('share_items')
    .innerJoin('files', 'files.id', 'share_items.item_id')
    .leftJoin('share_spent', (join) =>
      join.onRef('share_spent.share_id', '=', 'share_items.share_id').onRef('share_spent.file_id', '=', 'files.id'),
    )
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('stored'),
      fn
        .countAll<number>()
        .filterWhere(
          eb(fn.coalesce('share_spent.spent', eb.lit(0)), '<', share.maxDownloads ?? Number.MAX_SAFE_INTEGER),
        )
        .as('open'),
    ])
    .where('share_items.share_id', '=', share.id)
    .where('share_items.kind', '=', 'file')
    .where('files.owner_id', '=', share.ownerId)
    .where('files.state', '=', 'stored')
    .where((eb) => eb.or([eb('files.expires_at', 'is', null), eb('files.expires_at', '>', now)]))
    .executeTakeFirstOrThrow();
  return { stored: Number(stored), open: Number(open) };
}

/** Allowances taken of each file that any was taken of. */
export async function listSpent(db: Kysely<Database>, shareId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('share_spent')
    .select(['file_id', 'spent'])
    .where('share_id', '=', shareId)
    .where('spent', '>', 0)
    .execute();
  return new Map(rows.map(({ file_id, spent }) => [file_id, spent]));
}

/** Allowances taken over all files of a link. */
export async function countSpent(db: Kysely<Database>, shareId: string): Promise<number> {
  const { spent } = await db
    .selectFrom('share_spent')
    .select(({ fn }) => fn.sum<number | null>('spent').as('spent'))
    .where('share_id', '=', shareId)
    .executeTakeFirstOrThrow();
  return Number(spent ?? 0);
}
