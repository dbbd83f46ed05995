import { setImmediate as nextTurn } from 'node:timers/promises';
import { findFiles } from '../catalog/file-list.ts';
import { findFile, type KeyedFileRow } from '../catalog/files.ts';
import { listAncestors } from '../catalog/folder-tree.ts';
import {
  countFilesBelow,
  countItems,
  countNamedFiles,
  countNamedFolders,
  hasItem,
  listItems,
} from '../catalog/share-items.ts';
import type { ShareItem, ShareRow } from '../catalog/shares.ts';
import { isLive, ownRow } from './file-access.ts';
import { filesUnder } from './folder-walk.ts';
import { ownFolder } from './folders.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';

/** Files and folders that a link may name together. */
const NAMED_MAX = 1000;
/** What a link may open. */
const BOUNDS = { folders: 10_000, files: 10_000 };

const SLICE = 200;

/** A file of a link. */
export interface SharedRow {
  row: KeyedFileRow;
  /** The folders that it is in, below the one that was shared; with that one's name where the link names more. */
  path: string[];
}

type Whose = Pick<ShareRow, 'id' | 'ownerId'>;

/**
 * The items that a new link is to name.
 * @throws Problem BAD_INPUT for none or too many, NOT_FOUND for what is not the owner's
 */
export async function checkNamed(
  rooms: Rooms,
  userId: string,
  { fileIds, folderIds }: { fileIds: string[]; folderIds: string[] },
): Promise<ShareItem[]> {
  const [files, folders] = [[...new Set(fileIds)], [...new Set(folderIds)]];
  const count = files.length + folders.length;
  if (count < 1 || count > NAMED_MAX) {
    throw new Problem('BAD_INPUT', `A link names 1 to ${NAMED_MAX} files and folders.`);
  }
  for (const id of files) await ownRow(rooms, { userId }, id);
  for (const id of folders) await ownFolder(rooms, { userId }, id);
  return [
    ...files.map((itemId) => ({ kind: 'file' as const, itemId })),
    ...folders.map((itemId) => ({ kind: 'folder' as const, itemId })),
  ];
}

/**
 * The files that a link opens now, each once; what was deleted, expired, or is someone else's by now is left out.
 * @throws Problem TOO_COMPLEX when there are more than 10,000; IntegrityError for the name of a folder
 */
export async function listShared(rooms: Rooms, share: Whose): Promise<SharedRow[]> {
  const items = await listItems(rooms.catalog, share.id);
  const found = new Map<string, SharedRow>();
  const ids = items.filter(({ kind }) => kind === 'file').map(({ itemId }) => itemId);
  for (let i = 0; i < ids.length; i += SLICE) {
    const rows = await findFiles(rooms.catalog, share.ownerId, ids.slice(i, i + SLICE), rooms.clock());
    for (const row of rows.sort(newestFirst)) found.set(row.id, { row, path: [] });
    await nextTurn();
  }
  for (const { kind, itemId } of items) {
    if (kind === 'folder') await addBelow(rooms, share, itemId, items.length === 1 ? 1 : 0, found);
  }
  return [...found.values()];
}

const newestFirst = (a: KeyedFileRow, b: KeyedFileRow) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);

/** Adds what is in a folder; the first `hidden` names of each path are left out. */
async function addBelow(
  rooms: Rooms,
  share: Whose,
  folderId: string,
  hidden: number,
  found: Map<string, SharedRow>,
): Promise<void> {
  try {
    for await (const { path, files } of filesUnder(rooms, share.ownerId, folderId, BOUNDS)) {
      for (const row of files) if (!found.has(row.id)) found.set(row.id, { row, path: path.slice(hidden) });
      if (found.size > BOUNDS.files) throw new Problem('TOO_COMPLEX', 'The link holds more than it can give at once.');
    }
  } catch (error) {
    // A folder that was deleted meanwhile: the rest still opens.
    if (!(error instanceof Problem) || error.code !== 'NOT_FOUND') throw error;
  }
}

/** The file, if the link opens it now; or null. */
export async function findShared(rooms: Rooms, share: Whose, fileId: string): Promise<KeyedFileRow | null> {
  const { catalog } = rooms;
  const row = await findFile(catalog, fileId);
  if (!row || row.ownerId !== share.ownerId || !isLive(row, rooms.clock())) return null;
  if (await hasItem(catalog, share.id, 'file', [fileId])) return row;
  if (row.folderId === null) return null;
  const above = await listAncestors(catalog, row.folderId);
  const ids = above.filter(({ ownerId }) => ownerId === share.ownerId).map(({ id }) => id);
  return (await hasItem(catalog, share.id, 'folder', ids)) ? row : null;
}

/** Whether a link, opened now, could give anything (a folder may be filled yet), and whether a file of it has an allowance left. */
export async function remaining(
  rooms: Rooms,
  share: Whose & Pick<ShareRow, 'maxDownloads'>,
): Promise<'open' | 'spent' | 'gone'> {
  const { catalog } = rooms;
  const named = await countNamedFiles(catalog, share, rooms.clock());
  if (named.open > 0) return 'open';
  if ((await countNamedFolders(catalog, share)) === 0) return named.stored > 0 ? 'spent' : 'gone';
  const below = await countFilesBelow(catalog, share, rooms.clock());
  return below.open > 0 || named.stored + below.stored === 0 ? 'open' : 'spent';
}

/** What a link names itself. */
export async function kindOf(rooms: Rooms, shareId: string): Promise<'FILE' | 'BUNDLE'> {
  const { catalog } = rooms;
  const [files, folders] = [await countItems(catalog, shareId, 'file'), await countItems(catalog, shareId, 'folder')];
  return files === 1 && folders === 0 ? 'FILE' : 'BUNDLE';
}
