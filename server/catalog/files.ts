import type { Kysely } from 'kysely';
import { type FileKey, type FileRow, toFileRow } from './file-rows.ts';
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
