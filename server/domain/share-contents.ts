import { setImmediate as nextTurn } from 'node:timers/promises';
import { findFile, findFiles, type KeyedFileRow } from '../catalog/files.ts';
import { countItems, countNamedFiles, hasItem, listItems } from '../catalog/share-items.ts';
import type { ShareItem, ShareRow } from '../catalog/shares.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';
import { isLive, ownRow } from './stored-files.ts';

/** Files and folders that a link may name together. */
const NAMED_MAX = 1000;
/** Files that a link may open. */
export const FILES_MAX = 10_000;

const SLICE = 200;

/** A file of a link. */
export interface SharedRow {
  row: KeyedFileRow;
  /** The folders that it is in, below the one that was shared. */
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
  if (folders.length > 0) throw new Problem('NOT_FOUND', 'There is no such folder. It may have been deleted.');
  return files.map((itemId) => ({ kind: 'file' as const, itemId }));
}

/** The files that a link opens now, each once; what was deleted, expired, or is someone else's by now is left out. */
export async function listShared(rooms: Rooms, share: Whose): Promise<SharedRow[]> {
  const items = await listItems(rooms.catalog, share.id);
  const found = new Map<string, SharedRow>();
  const ids = items.filter(({ kind }) => kind === 'file').map(({ itemId }) => itemId);
  for (let i = 0; i < ids.length; i += SLICE) {
    const rows = await findFiles(rooms.catalog, share.ownerId, ids.slice(i, i + SLICE), rooms.clock());
    for (const row of rows) found.set(row.id, { row, path: [] });
    await nextTurn();
  }
  if (found.size > FILES_MAX) {
    throw new Problem('TOO_COMPLEX', `The link holds more than ${FILES_MAX} files. Ask its owner for smaller ones.`);
  }
  return [...found.values()].sort((a, b) => b.row.createdAt - a.row.createdAt || (a.row.id < b.row.id ? -1 : 1));
}

/** The file, if the link opens it now; or null. */
export async function findShared(rooms: Rooms, share: Whose, fileId: string): Promise<KeyedFileRow | null> {
  const row = await findFile(rooms.catalog, fileId);
  if (!row || row.ownerId !== share.ownerId || !isLive(row, rooms.clock())) return null;
  return (await hasItem(rooms.catalog, share.id, { kind: 'file', itemId: fileId })) ? row : null;
}

/** Whether a link, opened now, could give anything, and whether a file of it has an allowance left. */
export async function remaining(
  rooms: Rooms,
  share: Whose & Pick<ShareRow, 'maxDownloads'>,
): Promise<'open' | 'spent' | 'gone'> {
  const named = await countNamedFiles(rooms.catalog, share, rooms.clock());
  if (named.open > 0) return 'open';
  return named.stored > 0 ? 'spent' : 'gone';
}

/** What a link names itself. */
export async function kindOf(rooms: Rooms, shareId: string): Promise<'FILE' | 'BUNDLE'> {
  const { catalog } = rooms;
  const [files, folders] = [await countItems(catalog, shareId, 'file'), await countItems(catalog, shareId, 'folder')];
  return files === 1 && folders === 0 ? 'FILE' : 'BUNDLE';
}
