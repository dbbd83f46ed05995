import type { Kysely } from 'kysely';
import { type FileKey, type FileRow, type KeyedFileRow, toFileRow, toKeyedFileRow } from './file-rows.ts';
import type { Database } from './tables.ts';
import { atomically } from './transaction.ts';
import { addUsage, type Quotas, subtractUsage } from './usage.ts';

export type { FileKey, FileRow, KeyedFileRow } from './file-rows.ts';

export interface NewFile {
  id: string;
  ownerId: string;
  /** One of the owner's; the root where absent. */
  folderId?: string | null;
  suite: number;
  /** Sealed under the draft context. */
  sealedMeta: Buffer;
  /** Counted against the quotas at once; null: each part when it is recorded. */
  declaredSize: number | null;
  /** Whether another request may continue it. */
  resumable?: boolean;
  /** Part numbers, from 0 on, that its first writer has from the start; none where absent. See `reserveParts`. */
  reserved?: number;
  createdAt: number;
  expiresAt: number | null;
  leaseUntil: number;
  key: FileKey;
  /** Who sends it into a file request; absent for what its owner sends. */
  requestSenderId?: string | undefined;
}

/** Which folder's files are meant: null for the root; undefined for those of all. */
export interface InFolder {
  folderId?: string | null | undefined;
}

/** A place in a listing, newest first. */
export interface FilePosition {
  createdAt: number;
  id: string;
}

/**
 * Writes a `receiving` file and its key, both or neither, and gives the fence of its first writer.
 * @throws CatalogError DUPLICATE when the id is taken; OVER_USER_QUOTA, OVER_TOTAL_QUOTA
 */
export async function insertReceiving(db: Kysely<Database>, file: NewFile, quotas?: Quotas): Promise<number> {
  const fence = 1;
  await atomically(db, async (trx) => {
    await addUsage(trx, file.ownerId, file.declaredSize ?? 0, quotas);
    await trx
      .insertInto('files')
      .values({
        id: file.id,
        owner_id: file.ownerId,
        folder_id: file.folderId ?? null,
        suite: file.suite,
        flags: 0,
        state: 'receiving',
        sealed_meta: file.sealedMeta,
        meta_rev: 0,
        size: 0,
        stored_size: 0,
        part_count: 0,
        next_part: file.reserved ?? 0,
        declared_size: file.declaredSize,
        resumable: file.resumable ? 1 : 0,
        lease_fence: fence,
        lease_until: file.leaseUntil,
        created_at: file.createdAt,
        touched_at: file.createdAt,
        expires_at: file.expiresAt,
        request_sender_id: file.requestSenderId ?? null,
        hash_due: file.requestSenderId === undefined ? 0 : 1,
      })
      .execute();
    await trx
      .insertInto('file_keys')
      .values({ file_id: file.id, kek_id: file.key.kekId, wrapped_dek: file.key.wrappedDek })
      .execute();
  });
  return fence;
}

/**
 * Makes a received file a stored one, with metadata sealed at metaRev 1, and ends its lease. Gives false,
 * and changes nothing, when the writer was replaced or what the catalog has recorded is not `size` and `partCount`.
 */
export async function publishFile(
  db: Kysely<Database>,
  file: {
    id: string;
    fence: number;
    sealedMeta: Buffer;
    size: number;
    partCount: number;
    now: number;
    /** Whether the metadata holds the hash of the contents. */
    hashed?: boolean;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('files')
    .set({ state: 'stored', sealed_meta: file.sealedMeta, meta_rev: 1, lease_until: 0, touched_at: file.now })
    .$if(file.hashed === true, (query) => query.set({ hash_due: 0 }))
    .where('id', '=', file.id)
    .where('state', '=', 'receiving')
    .where('lease_fence', '=', file.fence)
    .where('size', '=', file.size)
    .where('part_count', '=', file.partCount)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The file in whatever state it is, or null. */
export async function findFile(db: Kysely<Database>, id: string): Promise<FileRow | null> {
  const row = await db
    .selectFrom('files')
    .leftJoin('file_keys', 'file_keys.file_id', 'files.id')
    .selectAll('files')
    .select(['kek_id', 'wrapped_dek'])
    .where('files.id', '=', id)
    .executeTakeFirst();
  return row ? toFileRow(row) : null;
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

/** Puts metadata sealed at `metaRev + 1` in place of that at `metaRev`; gives false when someone else was first. */
export async function replaceMeta(
  db: Kysely<Database>,
  id: string,
  metaRev: number,
  sealedMeta: Buffer,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('files')
    .set({ sealed_meta: sealedMeta, meta_rev: metaRev + 1 })
    .where('id', '=', id)
    .where('state', '=', 'stored')
    .where('meta_rev', '=', metaRev)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Puts a stored file into a folder of its owner's, null for the root; gives false when there is no such file. */
export async function placeFile(db: Kysely<Database>, id: string, folderId: string | null): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('files')
    .set({ folder_id: folderId })
    .where('id', '=', id)
    .where('state', '=', 'stored')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Gives all stored files of one user to another; says how many. Files of the root come into `rootFolderId`, the
 * others stay in their folders, which must be given away as well. Uploads under way stay where they are.
 */
export async function transferFiles(
  db: Kysely<Database>,
  fromId: string,
  toId: string,
  rootFolderId: string | null,
): Promise<number> {
  return atomically(db, async (trx) => {
    const moved = await trx
      .updateTable('files')
      .set((eb) => ({ owner_id: toId, folder_id: eb.fn.coalesce('folder_id', eb.val(rootFolderId)) }))
      .where('owner_id', '=', fromId)
      .where('state', '=', 'stored')
      .returning((eb) => eb.fn.coalesce('declared_size', 'size').as('counted'))
      .execute();
    const bytes = moved.reduce((sum, { counted }) => sum + counted, 0);
    // What was shared with the new owner is theirs now.
    await trx
      .deleteFrom('file_access')
      .where('user_id', '=', toId)
      .where('file_id', 'in', (eb) => eb.selectFrom('files').select('id').where('owner_id', '=', toId))
      .execute();
    await subtractUsage(trx, fromId, bytes);
    await addUsage(trx, toId, bytes);
    return moved.length;
  });
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
