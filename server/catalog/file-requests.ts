import type { Kysely, Selectable } from 'kysely';
import { listOlder, type OlderThan } from './older-keks.ts';
import type { FileRequestsTable, RequestEnd } from './request-tables.ts';
import type { Database } from './tables.ts';
import { atomically } from './transaction.ts';

/** A row of `file_requests`; see request-tables.ts for what each field holds. */
export interface FileRequestRow {
  id: string;
  ownerId: string;
  sealedToken: Buffer | null;
  sealedTitle: Buffer;
  sealedNote: Buffer | null;
  kekId: number;
  rev: number;
  folderId: string | null;
  passwordHash: string | null;
  maxFiles: number | null;
  maxFileSize: number | null;
  files: number;
  notify: boolean;
  createdAt: number;
  expiresAt: number | null;
  endedAt: number | null;
  endReason: RequestEnd | null;
}

export type NewFileRequest = Omit<FileRequestRow, 'files' | 'endedAt' | 'endReason'> & {
  /** SHA-256 of the token in the link. */
  tokenHash: Buffer;
};

/** A place in a listing, newest first. */
export interface RequestPosition {
  createdAt: number;
  id: string;
}

/** Writes a request, unless its owner has `limit` living ones; gives false then. */
export async function insertRequest(db: Kysely<Database>, request: NewFileRequest, limit: number): Promise<boolean> {
  return atomically(db, async (trx) => {
    const { living } = await trx
      .selectFrom('file_requests')
      .select(({ fn }) => fn.countAll<number>().as('living'))
      .where('owner_id', '=', request.ownerId)
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (Number(living) >= limit) return false;
    await trx
      .insertInto('file_requests')
      .values({
        id: request.id,
        owner_id: request.ownerId,
        token_hash: request.tokenHash,
        sealed_token: request.sealedToken,
        sealed_title: request.sealedTitle,
        sealed_note: request.sealedNote,
        kek_id: request.kekId,
        rev: request.rev,
        folder_id: request.folderId,
        password_hash: request.passwordHash,
        max_files: request.maxFiles,
        max_file_size: request.maxFileSize,
        files: 0,
        notify: request.notify ? 1 : 0,
        created_at: request.createdAt,
        expires_at: request.expiresAt,
        ended_at: null,
        end_reason: null,
      })
      .execute();
    return true;
  });
}

/** Who asks by a request. */
export interface RequestOwner {
  name: string;
  role: 'ADMIN' | 'MEMBER';
  /** Milliseconds since 1970; null while the account is enabled. */
  disabledAt: number | null;
}

/** The request by its id, or by the SHA-256 of its token, ended ones too; or null. */
export async function findRequest(
  db: Kysely<Database>,
  by: { id: string } | { tokenHash: Buffer },
): Promise<(FileRequestRow & { owner: RequestOwner }) | null> {
  const row = await db
    .selectFrom('file_requests')
    .innerJoin('users', 'users.id', 'file_requests.owner_id')
    .selectAll('file_requests')
    .select(['users.name', 'users.role', 'users.disabled_at'])
    .where((eb) => ('id' in by ? eb('file_requests.id', '=', by.id) : eb('token_hash', '=', by.tokenHash)))
    .executeTakeFirst();
  return row ? { ...toRequestRow(row), owner: { name: row.name, role: row.role, disabledAt: row.disabled_at } } : null;
}

/** The owner's requests after a position, newest first, at most `first`; a page that follows is told by `hasNext`. */
export async function listRequests(
  db: Kysely<Database>,
  ownerId: string,
  { first, after }: { first: number; after: RequestPosition | null },
): Promise<{ rows: FileRequestRow[]; hasNext: boolean }> {
  const rows = await db
    .selectFrom('file_requests')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('created_at', 'id'), '<', tuple(after?.createdAt ?? 0, after?.id ?? '')),
      ),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(first + 1)
    .execute();
  return { rows: rows.slice(0, first).map(toRequestRow), hasNext: rows.length > first };
}

/** Requests whose texts rest under an older KEK. */
export async function listRequestsOlderThan(...slice: OlderThan): Promise<FileRequestRow[]> {
  return (await listOlder('file_requests', ...slice)).map(toRequestRow);
}

export type SealedRequestTexts = Pick<FileRequestRow, 'sealedToken' | 'sealedTitle' | 'sealedNote' | 'kekId'>;

/** Puts texts sealed at `rev + 1` in place of those at `rev`; gives false when they are gone, or were forgotten. */
export async function replaceRequestTexts(
  db: Kysely<Database>,
  { id, rev, endedAt }: Pick<FileRequestRow, 'id' | 'rev' | 'endedAt'>,
  next: SealedRequestTexts,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('file_requests')
    .set({
      sealed_token: next.sealedToken,
      sealed_title: next.sealedTitle,
      sealed_note: next.sealedNote,
      kek_id: next.kekId,
      rev: rev + 1,
    })
    .where('id', '=', id)
    .where('rev', '=', rev)
    .where('ended_at', endedAt === null ? 'is' : '=', endedAt)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

function toRequestRow(row: Selectable<FileRequestsTable>): FileRequestRow {
  return {
    id: row.id,
    ownerId: row.owner_id,
    sealedToken: row.sealed_token,
    sealedTitle: row.sealed_title,
    sealedNote: row.sealed_note,
    kekId: row.kek_id,
    rev: row.rev,
    folderId: row.folder_id,
    passwordHash: row.password_hash,
    maxFiles: row.max_files,
    maxFileSize: row.max_file_size,
    files: row.files,
    notify: row.notify === 1,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
    endReason: row.end_reason,
  };
}
