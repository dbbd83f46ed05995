import { findFiles } from '../catalog/file-list.ts';
import { countSpent, listItems } from '../catalog/share-items.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { describeFolder, type Folder, ownFolder } from './folders.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';
import type { Share } from './shares.ts';
import { describeRow, type StoredFile } from './stored-files.ts';

/** The files that a link names itself; what is deleted, or damaged, is left out. For its owner. */
export async function filesOf(rooms: Rooms, share: Share): Promise<StoredFile[]> {
  const items = await listItems(rooms.catalog, share.id);
  const ids = items.filter(({ kind }) => kind === 'file').map(({ itemId }) => itemId);
  const files: StoredFile[] = [];
  for (let i = 0; i < ids.length; i += 200) {
    for (const row of await findFiles(rooms.catalog, share.ownerId, ids.slice(i, i + 200), rooms.clock())) {
      try {
        files.push(describeRow(rooms, row));
      } catch (error) {
        if (!(error instanceof IntegrityError)) throw error;
        rooms.log.error({ err: error, fileId: row.id }, 'the metadata of a shared file is damaged; it is left out');
      }
    }
  }
  return files;
}

/** The folders that a link names; deleted ones are left out. For its owner. */
export async function foldersOf(rooms: Rooms, share: Share): Promise<Folder[]> {
  const folders: Folder[] = [];
  for (const { kind, itemId } of await listItems(rooms.catalog, share.id)) {
    if (kind !== 'folder') continue;
    try {
      folders.push(describeFolder(rooms, await ownFolder(rooms, { userId: share.ownerId }, itemId)));
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'NOT_FOUND') throw error;
    }
  }
  return folders;
}

/** Downloads that were begun, over all files. */
export function downloadsOf(rooms: Rooms, share: Share): Promise<number> {
  return countSpent(rooms.catalog, share.id);
}
