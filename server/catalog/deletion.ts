import type { ExpressionBuilder, Kysely } from 'kysely';
import { type FileRow, toFileRow } from './file-rows.ts';
import type { Database, FileState } from './tables.ts';
import { atomically } from './transaction.ts';
import { subtractUsage } from './usage.ts';

/**
 * Deleting is: mark, `deleteFileKey`, remove the objects 0 … nextPart - 1 from the store, `removeFile`. The mark
 * raises the fence, so that a writer that still runs is refused. Whoever dies in between leaves a row in
 * `deleting` for the sweeper.
 */

export interface DeletingFile {
  id: string;
  /** Objects 0 … nextPart - 1 may exist. */
  nextPart: number;
}

/** Marks a file that is in state `from`; gives null when it is not (any more). */
export async function markDeleting(
  db: Kysely<Database>,
  id: string,
  from: 'receiving' | 'stored',
): Promise<DeletingFile | null> {
  const row = await mark(db).where('id', '=', id).where('state', '=', from).executeTakeFirst();
  return row ?? null;
}

/**
 * Marks at most `limit` files and uploads of one folder, and takes them out of it; gives them as they were. Call it
 * until it gives none.
 */
export async function markFolder(db: Kysely<Database>, folderId: string, limit: number): Promise<FileRow[]> {
  const rows = await db
    .selectFrom('files')
    .leftJoin('file_keys', 'file_keys.file_id', 'files.id')
    .selectAll('files')
    .select(['kek_id', 'wrapped_dek'])
    .where('folder_id', '=', folderId)
    .limit(limit)
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  await db.updateTable('files').set(marked).where('id', 'in', ids).execute();
  return rows.map(toFileRow);
}

/** Marks at most `limit` stored files that expired at `now` or before; gives whose they were. */
export function markExpired(
  db: Kysely<Database>,
  now: number,
  limit: number,
): Promise<(DeletingFile & { ownerId: string })[]> {
  return mark(db)
    .returning('owner_id as ownerId')
    .where('id', 'in', (eb) =>
      eb.selectFrom('files').select('id').where('state', '=', 'stored').where('expires_at', '<=', now).limit(limit),
    )
    .execute();
}

/**
 * Marks at most `limit` uploads that no writer holds and whose last byte came before `touchedBefore`, or before
 * `resumableBefore` (no later than that) where another request may continue them.
 */
export function markAbandoned(
  db: Kysely<Database>,
  { now, touchedBefore, resumableBefore }: { now: number; touchedBefore: number; resumableBefore: number },
  limit: number,
): Promise<DeletingFile[]> {
  return mark(db)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('files')
        .select('id')
        .where('state', '=', 'receiving')
        .where('touched_at', '<', touchedBefore)
        .where((or) => or.or([or('resumable', '=', 0), or('touched_at', '<', resumableBefore)]))
        .where('lease_until', '<', now)
        .limit(limit),
    )
    .execute();
}

/** At most `limit` files in a state, by id; `after` is the last id of the slice before. */
export function listByState(
  db: Kysely<Database>,
  state: FileState,
  after: string | null,
  limit: number,
): Promise<DeletingFile[]> {
  return db
    .selectFrom('files')
    .select(['id', 'next_part as nextPart'])
    .where('state', '=', state)
    .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
}

/**
 * Removes the row of a file in `deleting`, with its parts; gives false when there is none. While its key
 * exists the catalog refuses (foreign key): the key goes first. From now on its bytes are not counted any more.
 */
export async function removeFile(db: Kysely<Database>, id: string): Promise<boolean> {
  return atomically(db, async (trx) => {
    const removed = await trx
      .deleteFrom('files')
      .where('id', '=', id)
      .where('state', '=', 'deleting')
      .returning(['owner_id', 'declared_size', 'size'])
      .executeTakeFirst();
    if (removed) await subtractUsage(trx, removed.owner_id, removed.declared_size ?? removed.size);
    return removed !== undefined;
  });
}

function mark(db: Kysely<Database>) {
  return db.updateTable('files').set(marked).returning(['id', 'next_part as nextPart']);
}

/** Out of its folder as well, so that a folder can go before the last object in it has gone. */
const marked = (eb: ExpressionBuilder<Database, 'files'>) => ({
  state: 'deleting' as const,
  lease_fence: eb('lease_fence', '+', 1),
  lease_until: 0,
  folder_id: null,
});
