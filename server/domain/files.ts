import { markDeleting } from '../catalog/deletion.ts';
import { deleteFileKey } from '../catalog/file-keys.ts';
import { countFiles, type FilePosition, listFiles as listRows } from '../catalog/file-list.ts';
import { type KeyedFileRow, replaceMeta } from '../catalog/files.ts';
import { truncateJournal } from '../catalog/journal.ts';
import { metadataContext } from '../crypto/contexts.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { encodeMetadata } from '../crypto/metadata.ts';
import { wrap } from '../crypto/wrap.ts';
import { brokenCursor, decodeCursor, encodeCursor, pageSize } from './cursor.ts';
import { destroyObjects } from './destruction.ts';
import { ownRow, rowFor } from './file-access.ts';
import { checkFileName } from './file-names.ts';
import { ownFolder } from './folders.ts';
import { type Principal, requireScope } from './principal.ts';
import { Problem } from './problem.ts';
import { actorOf, type NewEvent, record } from './record.ts';
import type { Rooms } from './rooms.ts';
import { describe, describeRow, openRow, type StoredFile } from './stored-files.ts';

export interface FilePage {
  files: StoredFile[];
  hasNextPage: boolean;
  /** Where the next page begins; null when this one is empty. */
  endCursor: string | null;
}

export interface FileQuery {
  first: number;
  after?: string | null | undefined;
  search?: string | null | undefined;
  /** Only what is in this folder itself; null for the root; left out for all. */
  folderId?: string | null | undefined;
}

/**
 * A page of the caller's files, newest first. A file whose metadata cannot be opened is left out and logged,
 * so that damage to one hides no other; asked for by its id it is INTEGRITY.
 * @throws Problem BAD_INPUT for a page size or a cursor that cannot be; NOT_FOUND for the folder
 */
export async function listFiles(rooms: Rooms, principal: Principal | null, query: FileQuery): Promise<FilePage> {
  const reader = requireScope(principal, 'READ');
  const { userId } = reader;
  const { folderId } = query;
  if (folderId != null) await ownFolder(rooms, reader, folderId);
  const first = pageSize(query.first);
  const page = { first, after: query.after ? readPosition(query.after) : null, now: rooms.clock(), folderId };
  const { rows, hasNext } = query.search
    ? await rooms.search.page(rooms, userId, query.search, page)
    : await listRows(rooms.catalog, userId, page);
  const last = rows.at(-1);
  return {
    files: rows.flatMap((row) => describeOrLog(rooms, row)),
    hasNextPage: hasNext,
    endCursor: last ? fileCursor(last) : null,
  };
}

/** What the row's owner sees of it; nothing where its metadata is damaged, which the log then says. */
export function describeOrLog(rooms: Rooms, row: KeyedFileRow): StoredFile | [] {
  try {
    return describeRow(rooms, row);
  } catch (error) {
    if (!(error instanceof IntegrityError)) throw error;
    rooms.log.error({ err: error, fileId: row.id }, 'the metadata of a file is damaged; it is left out of the list');
    return [];
  }
}

/** How many files the caller has, or how many names hold the text; in one folder or in all. */
export async function countOwnFiles(
  rooms: Rooms,
  principal: Principal | null,
  { search, folderId }: Pick<FileQuery, 'search' | 'folderId'> = {},
): Promise<number> {
  const { userId } = requireScope(principal, 'READ');
  return search
    ? rooms.search.count(rooms, userId, search, { folderId })
    : countFiles(rooms.catalog, userId, rooms.clock(), { folderId });
}

/** The place of a file in the listing, as an opaque cursor. */
export function fileCursor(file: FilePosition): string {
  return encodeCursor([file.createdAt, file.id]);
}

function readPosition(cursor: string): FilePosition {
  const [createdAt, id] = decodeCursor(cursor);
  if (typeof createdAt !== 'number' || typeof id !== 'string') throw brokenCursor();
  return { createdAt, id };
}

/** A file of the caller's, or one that is shared with them; or null. */
export async function findReadableFile(
  rooms: Rooms,
  principal: Principal | null,
  id: string,
): Promise<StoredFile | null> {
  const reader = requireScope(principal, 'READ');
  try {
    return describeRow(rooms, await rowFor(rooms, reader, id, 'read'));
  } catch (error) {
    if (error instanceof Problem && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

/**
 * Seals the metadata anew under the next revision.
 * @throws Problem NOT_FOUND; FORBIDDEN for a viewer; BAD_INPUT for the name; CONFLICT when someone else changed the file meanwhile
 */
export async function renameFile(
  rooms: Rooms,
  principal: Principal | null,
  id: string,
  name: string,
): Promise<StoredFile> {
  const writer = requireScope(principal, 'WRITE');
  const row = await rowFor(rooms, writer, id, 'rename');
  const { suite, dek, metadata } = openRow(rooms, row);
  try {
    const renamed = { ...metadata, name: checkFileName(name) };
    const metaRev = row.metaRev + 1;
    const sealedMeta = wrap(dek, metadataContext(id, metaRev), encodeMetadata(renamed));
    await rooms.catalog.transaction().execute(async (trx) => {
      if (!(await replaceMeta(trx, id, row.metaRev, sealedMeta))) {
        throw new Problem('CONFLICT', 'The file was changed at the same time. Look again, then repeat.');
      }
      await record(rooms, trx, {
        action: 'file.renamed',
        actor: actorOf(writer),
        ownerId: row.ownerId,
        fileId: id,
        names: { file: renamed.name },
      });
    });
    rooms.search.put(row.ownerId, row, renamed.name);
    return describe({ ...row, metaRev, sealedMeta }, suite, renamed);
  } finally {
    dek.fill(0);
  }
}

/**
 * Destroys the key, then the objects. Once it resolves no copy of the objects can be opened any more; objects
 * that could not be removed now are left to the sweeper.
 * @throws Problem NOT_FOUND; FORBIDDEN for a file of another
 */
export async function deleteFile(rooms: Rooms, principal: Principal | null, id: string): Promise<void> {
  const writer = requireScope(principal, 'WRITE');
  const marked = await rooms.catalog.transaction().execute(async (trx) => {
    const row = await ownRow({ ...rooms, catalog: trx }, writer, id);
    const what = nameOf(rooms, row);
    const file = await markDeleting(trx, id, 'stored');
    if (!file) return null;
    await deleteFileKey(trx, id);
    await record(rooms, trx, {
      action: 'file.deleted',
      actor: actorOf(writer),
      ownerId: writer.userId,
      fileId: id,
      ...what,
    });
    return file;
  });
  if (!marked) throw new Problem('NOT_FOUND', 'There is no such file. It may have been deleted.');
  rooms.search.remove(writer.userId, id);
  await truncateJournal(rooms.catalog);
  await destroyObjects(rooms, marked).catch((error: unknown) => {
    rooms.log.warn({ err: error, fileId: id }, 'objects of a deleted file are left to the sweeper');
  });
}

/** What the record says of a file that goes; nothing where its metadata is damaged, which must not keep it from going. */
function nameOf(rooms: Rooms, row: KeyedFileRow): Pick<NewEvent, 'names' | 'bytes'> {
  try {
    const { name, size } = describeRow(rooms, row);
    return { names: { file: name }, bytes: size };
  } catch (error) {
    if (!(error instanceof IntegrityError)) throw error;
    return {};
  }
}
