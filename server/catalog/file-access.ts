import type { Kysely } from 'kysely';
import type { FilePosition } from './file-list.ts';
import { type KeyedFileRow, toKeyedFileRow } from './file-rows.ts';
import type { Database } from './tables.ts';
import { toUserRow, type UserRow } from './users.ts';

export type ShareRole = 'VIEWER' | 'EDITOR';

/** Someone who may use a file of another. */
export interface AccessRow {
  user: UserRow;
  role: ShareRole;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** Lets a user use a file, or changes what they may; since when stays. */
export async function putAccess(
  db: Kysely<Database>,
  { fileId, userId, role, createdAt }: { fileId: string; userId: string; role: ShareRole; createdAt: number },
): Promise<void> {
  await db
    .insertInto('file_access')
    .values({ file_id: fileId, user_id: userId, role, created_at: createdAt })
    .onConflict((conflict) => conflict.columns(['file_id', 'user_id']).doUpdateSet({ role }))
    .execute();
}

/** Takes it back; gives false when there was nothing to take. */
export async function removeAccess(db: Kysely<Database>, fileId: string, userId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('file_access')
    .where('file_id', '=', fileId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** What a user may do with a file of another whose account is enabled, or null. */
export async function findRole(db: Kysely<Database>, fileId: string, userId: string): Promise<ShareRole | null> {
  const row = await db
    .selectFrom('file_access')
    .innerJoin('files', 'files.id', 'file_access.file_id')
    .innerJoin('users', 'users.id', 'files.owner_id')
    .select('file_access.role')
    .where('file_access.file_id', '=', fileId)
    .where('file_access.user_id', '=', userId)
    .where('users.disabled_at', 'is', null)
    .executeTakeFirst();
  return row?.role ?? null;
}

/** Who may use the file, longest first; disabled accounts too. */
export async function listAccess(db: Kysely<Database>, fileId: string): Promise<AccessRow[]> {
  const rows = await db
    .selectFrom('file_access')
    .innerJoin('users', 'users.id', 'file_access.user_id')
    .selectAll('users')
    .select(['file_access.role as may', 'file_access.created_at as since'])
    .where('file_id', '=', fileId)
    .orderBy('file_access.created_at')
    .orderBy('user_id')
    .execute();
  return rows.map((row) => ({ user: toUserRow(row), role: row.may, createdAt: row.since }));
}

/** How many may use each of these files, disabled accounts too; none is left out. */
export async function countAccess(db: Kysely<Database>, fileIds: readonly string[]): Promise<Map<string, number>> {
  if (fileIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('file_access')
    .select(({ fn }) => ['file_id', fn.countAll<number>().as('people')])
    .where('file_id', 'in', fileIds)
    .groupBy('file_id')
    .execute();
  return new Map(rows.map(({ file_id, people }) => [file_id, Number(people)]));
}

/** Ids of those who may use the file and are enabled. */
export async function listReaders(db: Kysely<Database>, fileId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('file_access')
    .innerJoin('users', 'users.id', 'file_access.user_id')
    .select('user_id')
    .where('file_id', '=', fileId)
    .where('users.disabled_at', 'is', null)
    .execute();
  return rows.map((row) => row.user_id);
}

/** A file of another, and where it stands among those that are shared with someone. */
export interface SharedRow {
  row: KeyedFileRow;
  /** The share's time and the file's id. */
  position: FilePosition;
}

/**
 * Stored files that enabled users share with this one, not expired at `now`, after a position, newest share first, at
 * most `first` of them; a page that follows is announced by `hasNext`.
 */
export async function listSharedWith(
  db: Kysely<Database>,
  userId: string,
  { first, after, now }: { first: number; after: FilePosition | null; now: number },
): Promise<{ rows: SharedRow[]; hasNext: boolean }> {
  const rows = await sharedWith(db, userId, now)
    .innerJoin('file_keys', 'file_keys.file_id', 'files.id')
    .selectAll('files')
    .select(['kek_id', 'wrapped_dek', 'file_access.created_at as since'])
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple('file_access.created_at', 'file_access.file_id'),
          '<',
          tuple(after?.createdAt ?? 0, after?.id ?? ''),
        ),
      ),
    )
    .orderBy('file_access.created_at', 'desc')
    .orderBy('file_access.file_id', 'desc')
    .limit(first + 1)
    .execute();
  return {
    rows: rows
      .slice(0, first)
      .map((row) => ({ row: toKeyedFileRow(row), position: { createdAt: row.since, id: row.id } })),
    hasNext: rows.length > first,
  };
}

/** How many there are in all pages. */
export async function countSharedWith(db: Kysely<Database>, userId: string, now: number): Promise<number> {
  const { files } = await sharedWith(db, userId, now)
    .select(({ fn }) => fn.countAll<number>().as('files'))
    .executeTakeFirstOrThrow();
  return Number(files);
}

function sharedWith(db: Kysely<Database>, userId: string, now: number) {
  return db
    .selectFrom('file_access')
    .innerJoin('files', 'files.id', 'file_access.file_id')
    .innerJoin('users as owners', 'owners.id', 'files.owner_id')
    .where('file_access.user_id', '=', userId)
    .where('owners.disabled_at', 'is', null)
    .where('files.state', '=', 'stored')
    .where((eb) => eb.or([eb('files.expires_at', 'is', null), eb('files.expires_at', '>', now)]));
}
