import { setImmediate as nextTurn } from 'node:timers/promises';
import { type FilePosition, listFiles } from '../catalog/file-list.ts';
import type { KeyedFileRow } from '../catalog/files.ts';
import { findFolder, listChildren } from '../catalog/folders.ts';
import { openFolderName } from './folder-names.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';

/** What lies in one folder: a slice of its stored files, newest first. A folder without files gives one empty slice. */
export interface WalkedSlice {
  folderId: string;
  /** Names from the walked folder, which is the first, down to this one. They are data, not checked for any file system. */
  path: string[];
  files: KeyedFileRow[];
}

/** Most folders and files of one walk. */
export interface WalkBounds {
  folders: number;
  files: number;
}

const BOUNDS: WalkBounds = { folders: 10_000, files: 100_000 };
/** Files in a slice. */
const SLICE = 200;

/**
 * Every stored file under a folder, at any depth, with where it is; parents come before what is in them. It holds no
 * transaction: what is moved or stored meanwhile may be met or not, what is deleted or expired before its slice is read
 * is not met. Rights are the caller's to check.
 * @throws Problem NOT_FOUND when the owner has no such folder (any more); TOO_COMPLEX when there is more than `bounds`; IntegrityError for a
 * damaged name: a walk leaves nothing out
 */
export async function* filesUnder(
  rooms: Rooms,
  ownerId: string,
  folderId: string,
  bounds: WalkBounds = BOUNDS,
): AsyncGenerator<WalkedSlice, void, undefined> {
  const top = await findFolder(rooms.catalog, ownerId, folderId);
  if (!top) throw new Problem('NOT_FOUND', 'There is no such folder. It may have been deleted.');
  const waiting = [{ id: folderId, path: [openFolderName(rooms, top)] }];
  const met = new Set<string>([folderId]);
  let files = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { id, path } = next;
    for await (const slice of slicesOf(rooms, ownerId, id)) {
      files += slice.length;
      if (files > bounds.files) throw tooMany();
      yield { folderId: id, path, files: slice };
    }
    for (const row of await listChildren(rooms.catalog, ownerId, id)) {
      // A folder that was moved while we walked can be met twice.
      if (met.has(row.id)) continue;
      met.add(row.id);
      if (met.size > bounds.folders) throw tooMany();
      waiting.push({ id: row.id, path: [...path, openFolderName(rooms, row)] });
    }
    await nextTurn();
  }
}

async function* slicesOf(rooms: Rooms, ownerId: string, folderId: string): AsyncGenerator<KeyedFileRow[]> {
  let after: FilePosition | null = null;
  for (;;) {
    const page: { rows: KeyedFileRow[]; hasNext: boolean } = await listFiles(rooms.catalog, ownerId, {
      first: SLICE,
      after,
      now: rooms.clock(),
      folderId,
    });
    yield page.rows;
    if (!page.hasNext) return;
    after = page.rows.at(-1) ?? null;
  }
}

const tooMany = () =>
  new Problem('TOO_COMPLEX', 'The folder holds too much for this. Take the folders in it one by one.');
