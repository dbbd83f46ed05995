import { type DeletingFile, removeFile } from '../catalog/deletion.ts';
import { deleteFileKey } from '../catalog/file-keys.ts';
import { filePrefix } from '../crypto/objects.ts';
import type { Rooms } from './rooms.ts';

/**
 * Ends a file that is marked `deleting`: its key, its objects, its rows, in that order. May be repeated; on
 * failure the row stays for the sweeper.
 * @throws StoreError UNAVAILABLE
 */
export async function destroyObjects(rooms: Pick<Rooms, 'catalog' | 'store'>, file: DeletingFile): Promise<void> {
  await deleteFileKey(rooms.catalog, file.id);
  const keys: string[] = [];
  for await (const { key } of rooms.store.list(filePrefix(file.id))) keys.push(key);
  for (const key of keys) await rooms.store.remove(key);
  await removeFile(rooms.catalog, file.id);
}
