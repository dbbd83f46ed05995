import { type Kysely, sql } from 'kysely';
import { type FolderRow, toFolderRow } from './folders.ts';
import type { Database } from './tables.ts';

/** The folders round one, from the root's child down to itself; none when there is no such folder. */
export async function listAncestors(db: Kysely<Database>, id: string): Promise<FolderRow[]> {
  const rows = await db
    .withRecursive('up(id, parent_id, height)', (cte) =>
      cte
        .selectFrom('folders')
        .select(({ ref, val }) => [ref('id').as('id'), ref('parent_id').as('parent_id'), val(0).as('height')])
        .where('folders.id', '=', id)
        .unionAll((again) =>
          again
            .selectFrom('up')
            .innerJoin('folders', 'folders.id', 'up.parent_id')
            .select(['folders.id', 'folders.parent_id', sql<number>`up.height + 1`.as('height')]),
        ),
    )
    .selectFrom('up')
    .innerJoin('folders', 'folders.id', 'up.id')
    .selectAll('folders')
    .orderBy('height', 'desc')
    .execute();
  return rows.map(toFolderRow);
}

export interface TreeRow {
  id: string;
  /** 0 for the folder at the top. */
  depth: number;
}

/** A folder and all folders beneath it, the deepest first. */
export function listSubtree(db: Kysely<Database>, id: string): Promise<TreeRow[]> {
  return subtree(db, id).selectFrom('down').select(['id', 'depth']).orderBy('depth', 'desc').execute();
}

/** How many folders are beneath one, at any depth. */
export async function countFoldersBeneath(db: Kysely<Database>, id: string): Promise<number> {
  const { folders } = await subtree(db, id)
    .selectFrom('down')
    .select(({ fn }) => fn.countAll<number>().as('folders'))
    .executeTakeFirstOrThrow();
  return Math.max(0, Number(folders) - 1);
}

/** How many stored files, not expired at `now`, are in a folder and in all beneath it. */
export async function countFilesBeneath(db: Kysely<Database>, id: string, now: number): Promise<number> {
  const { files } = await subtree(db, id)
    .selectFrom('down')
    // The order is SQLite's to keep: it would otherwise go through all files and look each one's folder up.
    .crossJoin('files')
    .select(({ fn }) => fn.countAll<number>().as('files'))
    .whereRef('files.folder_id', '=', 'down.id')
    .whereRef('files.owner_id', '=', 'down.owner_id')
    .where('state', '=', 'stored')
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirstOrThrow();
  return Number(files);
}

/** Removes a folder whose files are gone or marked, and those in it are gone. */
export async function removeFolder(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('folders').where('id', '=', id).execute();
}

function subtree(db: Kysely<Database>, id: string) {
  return db.withRecursive('down(id, owner_id, depth)', (cte) =>
    cte
      .selectFrom('folders')
      .select(({ ref, val }) => [ref('id').as('id'), ref('owner_id').as('owner_id'), val(0).as('depth')])
      .where('folders.id', '=', id)
      .unionAll((again) =>
        again
          .selectFrom('down')
          .innerJoin('folders', 'folders.parent_id', 'down.id')
          .select(['folders.id', 'folders.owner_id', sql<number>`down.depth + 1`.as('depth')]),
      ),
  );
}
