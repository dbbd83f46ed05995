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

/** Whether a link names any of these itself. */
export async function hasItem(
  db: Kysely<Database>,
  shareId: string,
  kind: ShareItem['kind'],
  ids: readonly string[],
): Promise<boolean> {
  if (ids.length === 0) return false;
  const row = await db
    .selectFrom('share_items')
    .select('item_id')
    .where('share_id', '=', shareId)
    .where('kind', '=', kind)
    .where('item_id', 'in', ids)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many of the folders that a link names are there, and the owner's. */
export async function countNamedFolders(db: Kysely<Database>, share: { id: string; ownerId: string }): Promise<number> {
  const { folders } = await db
    .selectFrom('share_items')
    .innerJoin('folders', 'folders.id', 'share_items.item_id')
    .select(({ fn }) => fn.countAll<number>().as('folders'))
    .where('share_items.share_id', '=', share.id)
    .where('share_items.kind', '=', 'folder')
    .where('folders.owner_id', '=', share.ownerId)
    .executeTakeFirstOrThrow();
  return Number(folders);
}

/** Of these files of an owner's, those that a link names itself that has not ended at `now`. */
export async function listLinkedFiles(
  db: Kysely<Database>,
  ownerId: string,
  fileIds: readonly string[],
  now: number,
): Promise<Set<string>> {
  if (fileIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('share_items')
    .innerJoin('shares', 'shares.id', 'share_items.share_id')
    .select('share_items.item_id as id')
    .distinct()
    .where('share_items.item_id', 'in', fileIds)
    .where('share_items.kind', '=', 'file')
    .where('shares.owner_id', '=', ownerId)
    .where('shares.ended_at', 'is', null)
    .where((eb) => eb.or([eb('shares.expires_at', 'is', null), eb('shares.expires_at', '>', now)]))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Of these folders of an owner's, those that a link gives that has not ended at `now`: it names them, or one above. */
export async function listLinkedFolders(
  db: Kysely<Database>,
  ownerId: string,
  folderIds: readonly string[],
  now: number,
): Promise<Set<string>> {
  if (folderIds.length === 0) return new Set();
  const rows = await db
    .withRecursive('up(start, id)', (cte) =>
      cte
        .selectFrom('folders')
        .select(['folders.id as start', 'folders.id as id'])
        .where('folders.id', 'in', folderIds)
        .unionAll((again) =>
          again
            .selectFrom('up')
            .innerJoin('folders', 'folders.id', 'up.id')
            .select(({ ref }) => ['up.start', ref('folders.parent_id').$castTo<string>().as('id')])
            .where('folders.parent_id', 'is not', null),
        ),
    )
    .selectFrom('up')
    // The order is SQLite's to keep: it would otherwise go through all links of the owner's.
    .crossJoin('share_items')
    .innerJoin('shares', 'shares.id', 'share_items.share_id')
    .select('up.start')
    .distinct()
    .whereRef('share_items.item_id', '=', 'up.id')
    .where('share_items.kind', '=', 'folder')
    .where('shares.owner_id', '=', ownerId)
    .where('shares.ended_at', 'is', null)
    .where((eb) => eb.or([eb('shares.expires_at', 'is', null), eb('shares.expires_at', '>', now)]))
    .execute();
  return new Set(rows.map(({ start }) => start));
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

interface Limited {
  id: string;
  ownerId: string;
  maxDownloads: number | null;
}

/** Of the files that a link names itself, those that are stored, the owner's, and not expired at `now`; and of those, with an allowance left. */
export async function countNamedFiles(
  db: Kysely<Database>,
  share: Limited,
  now: number,
): Promise<{ stored: number; open: number }> {
  const found = await db
    .selectFrom('share_items')
    .innerJoin('files', 'files.id', 'share_items.item_id')
    .leftJoin('share_spent', (join) =>
      join.onRef('share_spent.share_id', '=', 'share_items.share_id').onRef('share_spent.file_id', '=', 'files.id'),
    )
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('stored'),
      fn
        .countAll<number>()
        .filterWhere(eb(fn.coalesce('share_spent.spent', eb.lit(0)), '<', limitOf(share)))
        .as('open'),
    ])
    .where('share_items.share_id', '=', share.id)
    .where('share_items.kind', '=', 'file')
    .where('files.owner_id', '=', share.ownerId)
    .where('files.state', '=', 'stored')
    .where((eb) => eb.or([eb('files.expires_at', 'is', null), eb('files.expires_at', '>', now)]))
    .executeTakeFirstOrThrow();
  return { stored: Number(found.stored), open: Number(found.open) };
}

/** As `countNamedFiles`, of the files in the folders that a link names, at any depth. */
export async function countFilesBelow(
  db: Kysely<Database>,
  share: Limited,
  now: number,
): Promise<{ stored: number; open: number }> {
  const found = await db
    .withRecursive('down(id)', (cte) =>
      cte
        .selectFrom('share_items')
        .innerJoin('folders', 'folders.id', 'share_items.item_id')
        .select('folders.id')
        .where('share_items.share_id', '=', share.id)
        .where('share_items.kind', '=', 'folder')
        .where('folders.owner_id', '=', share.ownerId)
        .union((again) =>
          again.selectFrom('down').innerJoin('folders', 'folders.parent_id', 'down.id').select('folders.id'),
        ),
    )
    .selectFrom('down')
    // The order is SQLite's to keep: it would otherwise go through all files and look each one's folder up.
    .crossJoin('files')
    .leftJoin('share_spent', (join) =>
      join.onRef('share_spent.file_id', '=', 'files.id').on('share_spent.share_id', '=', share.id),
    )
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('stored'),
      fn
        .countAll<number>()
        .filterWhere(eb(fn.coalesce('share_spent.spent', eb.lit(0)), '<', limitOf(share)))
        .as('open'),
    ])
    .whereRef('files.folder_id', '=', 'down.id')
    .where('files.owner_id', '=', share.ownerId)
    .where('files.state', '=', 'stored')
    .where((eb) => eb.or([eb('files.expires_at', 'is', null), eb('files.expires_at', '>', now)]))
    .executeTakeFirstOrThrow();
  return { stored: Number(found.stored), open: Number(found.open) };
}

const limitOf = ({ maxDownloads }: Limited) => maxDownloads ?? Number.MAX_SAFE_INTEGER;

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
