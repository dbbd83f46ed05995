import type { Kysely, Selectable } from 'kysely';
import type { FoldersTable } from './folder-tables.ts';
import { listOlder, type OlderThan } from './older-keks.ts';
import type { Database } from './tables.ts';

/** A row of `folders`; see folder-tables.ts for what each field holds. */
export interface FolderRow {
  id: string;
  ownerId: string;
  parentId: string | null;
  sealedName: Buffer;
  kekId: number;
  rev: number;
  createdAt: number;
}

export async function insertFolder(db: Kysely<Database>, folder: FolderRow): Promise<void> {
  const { id, ownerId, parentId, sealedName, kekId, rev, createdAt } = folder;
  await db
    .insertInto('folders')
    .values({
      id,
      owner_id: ownerId,
      parent_id: parentId,
      sealed_name: sealedName,
      kek_id: kekId,
      rev,
      created_at: createdAt,
    })
    .execute();
}

/** The owner's folder, or null. */
export async function findFolder(db: Kysely<Database>, ownerId: string, id: string): Promise<FolderRow | null> {
  const row = await db
    .selectFrom('folders')
    .selectAll()
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .executeTakeFirst();
  return row ? toFolderRow(row) : null;
}

/** All of the owner's folders in one; `parentId` null: in the root. */
export async function listChildren(
  db: Kysely<Database>,
  ownerId: string,
  parentId: string | null,
): Promise<FolderRow[]> {
  const rows = await childrenOf(db, ownerId, parentId).selectAll().execute();
  return rows.map(toFolderRow);
}

export async function countChildren(db: Kysely<Database>, ownerId: string, parentId: string | null): Promise<number> {
  const { folders } = await childrenOf(db, ownerId, parentId)
    .select(({ fn }) => fn.countAll<number>().as('folders'))
    .executeTakeFirstOrThrow();
  return Number(folders);
}

/** How many folders the owner has. */
export async function countAllFolders(db: Kysely<Database>, ownerId: string): Promise<number> {
  const { folders } = await db
    .selectFrom('folders')
    .select(({ fn }) => fn.countAll<number>().as('folders'))
    .where('owner_id', '=', ownerId)
    .executeTakeFirstOrThrow();
  return Number(folders);
}

/** Puts a folder into another, null for the root. Whoever calls sees to it that no folder comes into itself. */
export async function placeFolder(db: Kysely<Database>, id: string, parentId: string | null): Promise<void> {
  await db.updateTable('folders').set({ parent_id: parentId }).where('id', '=', id).execute();
}

/** Puts a name sealed at `rev + 1` in place of that at `rev`; gives false when that is gone. */
export async function replaceFolderName(
  db: Kysely<Database>,
  id: string,
  rev: number,
  next: { kekId: number; sealedName: Buffer },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('folders')
    .set({ sealed_name: next.sealedName, kek_id: next.kekId, rev: rev + 1 })
    .where('id', '=', id)
    .where('rev', '=', rev)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Folders whose name rests under an older KEK. */
export async function listFoldersOlderThan(...slice: OlderThan): Promise<FolderRow[]> {
  return (await listOlder('folders', ...slice)).map(toFolderRow);
}

/**
 * Gives all folders of one user to another, those of the root into `rootFolderId`; says how many. Uploads that are
 * under way into them go on into the root of the one who sends them.
 */
export async function transferFolders(
  db: Kysely<Database>,
  fromId: string,
  toId: string,
  rootFolderId: string,
): Promise<number> {
  await db
    .updateTable('files')
    .set({ folder_id: null })
    .where('owner_id', '=', fromId)
    .where('state', '=', 'receiving')
    .execute();
  const { numUpdatedRows } = await db
    .updateTable('folders')
    .set((eb) => ({ owner_id: toId, parent_id: eb.fn.coalesce('parent_id', eb.val(rootFolderId)) }))
    .where('owner_id', '=', fromId)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Whether the user has a folder or a stored file. */
export async function ownsAnything(db: Kysely<Database>, ownerId: string): Promise<boolean> {
  const folder = await db.selectFrom('folders').select('id').where('owner_id', '=', ownerId).limit(1).execute();
  if (folder.length > 0) return true;
  const file = await db
    .selectFrom('files')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where('state', '=', 'stored')
    .limit(1)
    .execute();
  return file.length > 0;
}

function childrenOf(db: Kysely<Database>, ownerId: string, parentId: string | null) {
  return db
    .selectFrom('folders')
    .where('parent_id', parentId === null ? 'is' : '=', parentId)
    .where('owner_id', '=', ownerId);
}

export function toFolderRow(row: Selectable<FoldersTable>): FolderRow {
  return {
    id: row.id,
    ownerId: row.owner_id,
    parentId: row.parent_id,
    sealedName: row.sealed_name,
    kekId: row.kek_id,
    rev: row.rev,
    createdAt: row.created_at,
  };
}
