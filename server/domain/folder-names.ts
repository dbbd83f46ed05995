import { setImmediate as nextTurn } from 'node:timers/promises';
import { type FolderRow, listChildren, replaceFolderName } from '../catalog/folders.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { checkFileName } from './file-names.ts';
import { fold } from './name-search.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';

const KIND = 'folder-name';

/** Most folders in one: all of their names are opened to sort them and to see whether one is taken. */
export const CHILDREN_MAX = 10_000;
/** Names opened before others get their turn. */
const SLICE = 100;

/** A folder whose name is open. */
export interface NamedFolder {
  row: FolderRow;
  name: string;
}

/** A folder's name as its row keeps it. */
export function sealFolderName(rooms: Rooms, id: string, rev: number, name: string) {
  const { kekId, sealed } = rooms.vault.keyring.sealRecord(KIND, id, rev, name);
  return { kekId, sealedName: sealed, rev };
}

/** @throws IntegrityError when it is not what was sealed for this folder */
export function openFolderName(rooms: Rooms, { id, kekId, rev, sealedName }: FolderRow): string {
  return rooms.vault.keyring.openRecord(KIND, id, kekId, rev, sealedName);
}

/**
 * Seals a folder's name anew under the active KEK and the next revision; gives false when the folder is gone or was
 * renamed meanwhile.
 * @throws IntegrityError when it cannot be opened
 */
export async function resealFolderName(rooms: Rooms, row: FolderRow): Promise<boolean> {
  const next = sealFolderName(rooms, row.id, row.rev + 1, openFolderName(rooms, row));
  return replaceFolderName(rooms.catalog, row.id, row.rev, next);
}

/**
 * The folders in one, in no order, with their names. One whose name cannot be opened is left out and logged.
 * Within a transaction where `rooms.catalog` is one.
 */
export async function openChildren(rooms: Rooms, ownerId: string, parentId: string | null): Promise<NamedFolder[]> {
  const rows = await listChildren(rooms.catalog, ownerId, parentId);
  const open: NamedFolder[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % SLICE === SLICE - 1) await nextTurn();
    try {
      open.push({ row, name: openFolderName(rooms, row) });
    } catch (error) {
      if (!(error instanceof IntegrityError)) throw error;
      rooms.log.error({ err: error, folderId: row.id }, 'the name of a folder is damaged; it is left out of the list');
    }
  }
  return open;
}

/**
 * Sees to it that a folder of this name may come into `parentId`, in the transaction that puts it there.
 * @param but a folder that may have the name: the one that is renamed or moved
 * @throws Problem BAD_INPUT for a name that is none; CONFLICT when another folder there has it, upper and lower case
 * alike; QUOTA_EXCEEDED when the parent is full
 */
export async function checkFree(
  rooms: Rooms,
  ownerId: string,
  parentId: string | null,
  name: string,
  but: string | null = null,
): Promise<void> {
  const wanted = fold(checkFileName(name));
  const others = (await openChildren(rooms, ownerId, parentId)).filter(({ row }) => row.id !== but);
  if (others.some((other) => fold(other.name) === wanted)) {
    throw new Problem('CONFLICT', 'There is a folder of this name already. Give it another name.');
  }
  if (others.length >= CHILDREN_MAX) {
    throw new Problem('QUOTA_EXCEEDED', `A folder holds at most ${CHILDREN_MAX} folders. Put this one elsewhere.`);
  }
}
