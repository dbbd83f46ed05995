import { countFiles } from '../catalog/file-list.ts';
import { countFilesBeneath, countFoldersBeneath, listAncestors } from '../catalog/folder-tree.ts';
import { countAllFolders, countChildren, type FolderRow, findFolder as findRow } from '../catalog/folders.ts';
import { brokenCursor, decodeCursor, encodeCursor, pageSize } from './cursor.ts';
import { openChildren, openFolderName } from './folder-names.ts';
import { fold } from './name-search.ts';
import { type Principal, requireScope } from './principal.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';

/** A folder as its owner sees it, or the root (`id` null). Times are milliseconds since 1970. */
export interface Folder {
  id: string | null;
  /** Empty for the root. */
  name: string;
  parentId: string | null;
  createdAt: number | null;
}

export interface FolderPage {
  folders: Folder[];
  hasNextPage: boolean;
  endCursor: string | null;
}

export const ROOT: Readonly<Folder> = { id: null, name: '', parentId: null, createdAt: null };

/** Most characters of a name that the order of a listing looks at. */
const KEY_MAX = 200;
const byName = new Intl.Collator('en', { numeric: true });

/**
 * One of the caller's folders, or the root for null.
 * @throws Problem NOT_FOUND; IntegrityError for a damaged name
 */
export async function findFolder(
  rooms: Rooms,
  principal: Principal | null,
  id: string | null | undefined,
): Promise<Folder> {
  const reader = requireScope(principal, 'READ');
  return id == null ? ROOT : describeFolder(rooms, await ownFolder(rooms, reader, id));
}

/**
 * The row of this user's folder.
 * @throws Problem NOT_FOUND when there is none, or none that the caller may know of
 */
export async function ownFolder(rooms: Rooms, owner: Pick<Principal, 'userId'>, id: string): Promise<FolderRow> {
  const row = await findRow(rooms.catalog, owner.userId, id);
  if (!row) throw new Problem('NOT_FOUND', 'There is no such folder. It may have been deleted.');
  return row;
}

/** What the owner sees of the row. @throws IntegrityError */
export function describeFolder(rooms: Rooms, row: FolderRow): Folder {
  return { id: row.id, name: openFolderName(rooms, row), parentId: row.parentId, createdAt: row.createdAt };
}

/** The folders from the root's child down to the one that holds this one. */
export async function pathOf(rooms: Rooms, principal: Principal | null, { id }: Folder): Promise<Folder[]> {
  requireScope(principal, 'READ');
  if (id === null) return [];
  const rows = await listAncestors(rooms.catalog, id);
  return rows.slice(0, -1).map((row) => describeFolder(rooms, row));
}

/**
 * A page of the folders in one, by name: numbers in names count as numbers, upper and lower case are alike. All names
 * of that folder are opened for it, 10,000 at most.
 * @throws Problem BAD_INPUT for a page size or a cursor that cannot be
 */
export async function listFolders(
  rooms: Rooms,
  principal: Principal | null,
  parent: Folder,
  query: { first: number; after?: string | null | undefined },
): Promise<FolderPage> {
  const { userId } = requireScope(principal, 'READ');
  const first = pageSize(query.first);
  const after = query.after ? readPosition(query.after) : null;
  const children = (await openChildren(rooms, userId, parent.id))
    .map(({ row, name }) => ({ row, name, place: placeOf(name, row.id) }))
    .filter(({ place }) => after === null || compare(place, after) > 0)
    .sort((a, b) => compare(a.place, b.place));
  const page = children.slice(0, first);
  const last = page.at(-1);
  return {
    folders: page.map(({ row, name }) => ({ id: row.id, name, parentId: row.parentId, createdAt: row.createdAt })),
    hasNextPage: children.length > first,
    endCursor: last ? encodeCursor([last.place.key, last.place.id]) : null,
  };
}

/** How many folders are in one. */
export async function countFolders(rooms: Rooms, principal: Principal | null, parent: Folder): Promise<number> {
  return countChildren(rooms.catalog, requireScope(principal, 'READ').userId, parent.id);
}

/** How many files are in a folder and in all beneath it; of the root: all of them. */
export async function countFilesWithin(rooms: Rooms, principal: Principal | null, { id }: Folder): Promise<number> {
  const { userId } = requireScope(principal, 'READ');
  const { catalog } = rooms;
  return id === null ? countFiles(catalog, userId, rooms.clock()) : countFilesBeneath(catalog, id, rooms.clock());
}

/** How many folders are beneath one; of the root: all of them. */
export async function countFoldersWithin(rooms: Rooms, principal: Principal | null, { id }: Folder): Promise<number> {
  const { userId } = requireScope(principal, 'READ');
  return id === null ? countAllFolders(rooms.catalog, userId) : countFoldersBeneath(rooms.catalog, id);
}

/** The place of a folder in the listing, as an opaque cursor. */
export function folderCursor({ id, name }: Folder): string {
  const place = placeOf(name, id ?? '');
  return encodeCursor([place.key, place.id]);
}

interface Place {
  key: string;
  id: string;
}

function placeOf(name: string, id: string): Place {
  return { key: fold(name).slice(0, KEY_MAX), id };
}

function compare(a: Place, b: Place): number {
  return byName.compare(a.key, b.key) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function readPosition(cursor: string): Place {
  const [key, id] = decodeCursor(cursor);
  if (typeof key !== 'string' || typeof id !== 'string') throw brokenCursor();
  return { key, id };
}
