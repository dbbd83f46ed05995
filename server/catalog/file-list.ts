import type { Kysely } from 'kysely';
import { type KeyedFileRow, toKeyedFileRow } from './file-rows.ts';
import type { Database } from './tables.ts';

/** Which folder's files are meant: null for the root; undefined for those of all. */
export interface InFolder {
  folderId?: string | null | undefined;
}

/** A place in a listing, newest first. */
export interface FilePosition {
  createdAt: number;
  id: string;
}

/** The owner's stored files, not expired at `now`, among `ids` (at most a few hundred), in no promised order. */
export async function findFiles(
  db: Kysely<Database>,
  ownerId: string,
  ids: string[],
  now: number,
): Promise<KeyedFileRow[]> {
  if (ids.length === 0) return [];
  const rows = await storedOf(db, ownerId, now)
    .selectAll('files')
    .select(['kek_id', 'wrapped_dek'])
    .where('files.id', 'in', ids)
    .execute();
  return rows.map(toKeyedFileRow);
}

/**
 * The owner's stored files after a position, not expired at `now`, newest first, at most `first` of them; a page that
 * follows is announced by `hasNext`. Of one folder where one is named (null: the root), otherwise all.
 */
export async function listFiles(
  db: Kysely<Database>,
  ownerId: string,
  { first, after, now, folderId }: { first: number; after: FilePosition | null; now: number } & InFolder,
): Promise<{ rows: KeyedFileRow[]; hasNext: boolean }> {
  const rows = await page(db, ownerId, { after, limit: first + 1, now, folderId })
    .selectAll('files')
    .select(['kek_id', 'wrapped_dek'])
    .execute();
  return { rows: rows.slice(0, first).map(toKeyedFileRow), hasNext: rows.length > first };
}

/** What a search index needs of a file. */
export type SealedName = Pick<
  KeyedFileRow,
  'id' | 'folderId' | 'createdAt' | 'expiresAt' | 'sealedMeta' | 'metaRev' | 'key'
>;

/** The names of the owner's stored files: a slice of at most `limit`, newest first. */
export async function listSealedNames(
  db: Kysely<Database>,
  ownerId: string,
  { limit, after, now }: { limit: number; after: FilePosition | null; now: number },
): Promise<SealedName[]> {
  const rows = await page(db, ownerId, { after, limit, now })
    .select(['files.id', 'folder_id', 'created_at', 'expires_at', 'sealed_meta', 'meta_rev', 'kek_id', 'wrapped_dek'])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    folderId: row.folder_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    sealedMeta: row.sealed_meta,
    metaRev: row.meta_rev,
    key: { kekId: row.kek_id, wrappedDek: row.wrapped_dek },
  }));
}

/** How many stored files the owner has, in one folder or in all, those that expired at `now` left out. */
export async function countFiles(
  db: Kysely<Database>,
  ownerId: string,
  now: number,
  { folderId }: InFolder = {},
): Promise<number> {
  const { files } = await db
    .selectFrom('files')
    .select(({ fn }) => fn.countAll<number>().as('files'))
    .where('owner_id', '=', ownerId)
    .$if(folderId !== undefined, (query) => query.where('folder_id', folderId === null ? 'is' : '=', folderId ?? null))
    .where('state', '=', 'stored')
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirstOrThrow();
  return Number(files);
}

function storedOf(db: Kysely<Database>, ownerId: string, now: number) {
  return db
    .selectFrom('files')
    .innerJoin('file_keys', 'file_keys.file_id', 'files.id')
    .where('owner_id', '=', ownerId)
    .where('state', '=', 'stored')
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]));
}

function page(
  db: Kysely<Database>,
  ownerId: string,
  { after, limit, now, folderId }: { after: FilePosition | null; limit: number; now: number } & InFolder,
) {
  return storedOf(db, ownerId, now)
    .$if(folderId !== undefined, (query) => query.where('folder_id', folderId === null ? 'is' : '=', folderId ?? null))
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('created_at', 'files.id'), '<', tuple(after?.createdAt ?? 0, after?.id ?? '')),
      ),
    )
    .orderBy('created_at', 'desc')
    .orderBy('files.id', 'desc')
    .limit(limit);
}
