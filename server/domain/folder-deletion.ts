import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { type DeletingFile, markFolder } from '../catalog/deletion.ts';
import { deleteFileKeys } from '../catalog/file-keys.ts';
import type { FileRow } from '../catalog/files.ts';
import { listSubtree, removeFolder } from '../catalog/folder-tree.ts';
import { truncateJournal } from '../catalog/journal.ts';
import type { Database } from '../catalog/tables.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { destroyObjects } from './destruction.ts';
import { ownFolder } from './folders.ts';
import { type Principal, requireScope } from './principal.ts';
import { actorOf, record } from './record.ts';
import type { Rooms } from './rooms.ts';
import { openRow } from './stored-files.ts';

/** Files marked at a time, before others get their turn. */
const SLICE = 200;
/** Files whose objects are removed before the answer; those of the rest the sweeper removes. */
const AT_ONCE = 100;

/**
 * Destroys a folder, all folders beneath it, and all files and uploads in them. One transaction destroys every key
 * and the folders' names; then the objects go, and those that could not be removed now are left to the sweeper.
 * A crash leaves either all of it or nothing that can be opened.
 * @throws Problem NOT_FOUND
 */
export async function deleteFolder(rooms: Rooms, principal: Principal | null, id: string): Promise<void> {
  const writer = requireScope(principal, 'WRITE');
  const marked: DeletingFile[] = [];
  await rooms.catalog.transaction().execute(async (trx) => {
    await ownFolder({ ...rooms, catalog: trx }, writer, id);
    for (const folder of await listSubtree(trx, id)) {
      marked.push(...(await destroyFiles(rooms, trx, writer, folder.id)));
      await removeFolder(trx, folder.id);
    }
    await record(rooms, trx, {
      action: 'folder.deleted',
      actor: actorOf(writer),
      ownerId: writer.userId,
      folderId: id,
    });
  });
  for (const file of marked) rooms.search.remove(writer.userId, file.id);
  await truncateJournal(rooms.catalog);
  for (const file of marked.slice(0, AT_ONCE)) {
    await destroyObjects(rooms, file).catch((error: unknown) => {
      rooms.log.warn({ err: error, fileId: file.id }, 'objects of a deleted file are left to the sweeper');
    });
  }
}

/** Marks all files and uploads of one folder and destroys their keys. */
async function destroyFiles(
  rooms: Rooms,
  trx: Kysely<Database>,
  writer: Principal,
  folderId: string,
): Promise<DeletingFile[]> {
  const marked: DeletingFile[] = [];
  for (;;) {
    const rows = await markFolder(trx, folderId, SLICE);
    if (rows.length === 0) return marked;
    await deleteFileKeys(
      trx,
      rows.map((row) => row.id),
    );
    for (const row of rows) {
      marked.push({ id: row.id, nextPart: row.nextPart });
      if (row.state !== 'stored') continue;
      const name = nameOf(rooms, row);
      await record(rooms, trx, {
        action: 'file.deleted',
        actor: actorOf(writer),
        ownerId: writer.userId,
        fileId: row.id,
        folderId,
        ...(name === null ? {} : { names: { file: name } }),
      });
    }
    await nextTurn();
  }
}

/** For the record; null when the file is damaged, which keeps nobody from destroying it. */
function nameOf(rooms: Rooms, row: FileRow): string | null {
  if (row.key === null) return null;
  try {
    const { dek, metadata } = openRow(rooms, { ...row, key: row.key });
    dek.fill(0);
    return metadata.name;
  } catch (error) {
    if (error instanceof IntegrityError) return null;
    throw error;
  }
}
