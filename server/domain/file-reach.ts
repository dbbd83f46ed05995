import { countAccess } from '../catalog/file-access.ts';
import { listLinkedFiles, listLinkedFolders } from '../catalog/share-items.ts';
import { isAccount, type Principal } from './principal.ts';
import type { Rooms } from './rooms.ts';
import type { StoredFile } from './stored-files.ts';

/** Who else gets at a file. */
export interface FileReach {
  /** Whether a living link of its owner's gives it, by itself or with a folder that it is in. */
  linked: boolean;
  /** People with an account whom it is shared with. */
  people: number;
}

const NOBODY: FileReach = { linked: false, people: 0 };

/**
 * How far files are given away, in their order; of those of another nothing is said. In three queries, however many
 * files there are.
 */
export async function reachOfFiles(
  rooms: Rooms,
  principal: Principal | null,
  files: readonly StoredFile[],
): Promise<FileReach[]> {
  const own = files.filter(({ ownerId }) => isAccount(principal, ownerId));
  const [first] = own;
  if (!first) return files.map(() => NOBODY);
  const { catalog } = rooms;
  const { ownerId } = first;
  const now = rooms.clock();
  const ids = [...new Set(own.map(({ id }) => id))];
  const folderIds = [...new Set(own.flatMap(({ folderId }) => folderId ?? []))];
  const people = await countAccess(catalog, ids);
  const named = await listLinkedFiles(catalog, ownerId, ids, now);
  const folders = await listLinkedFolders(catalog, ownerId, folderIds, now);
  const known = new Set(ids);
  return files.map(({ id, folderId }) => {
    if (!known.has(id)) return NOBODY;
    return {
      linked: named.has(id) || (folderId !== null && folders.has(folderId)),
      people: people.get(id) ?? 0,
    };
  });
}
