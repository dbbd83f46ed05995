import { findRole, type ShareRole } from '../catalog/file-access.ts';
import { type FileRow, findFile, type KeyedFileRow } from '../catalog/files.ts';
import type { Principal } from './principal.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';

export type { ShareRole } from '../catalog/file-access.ts';

/** What can be done with a file: `own` is all that its owner alone may: delete, move, share, replace, make links to it. */
export type FileUse = 'read' | 'rename' | 'own';

/** Everything that someone with a role may do. */
const ALLOWED = {
  OWNER: ['read', 'rename', 'own'],
  EDITOR: ['read', 'rename'],
  VIEWER: ['read'],
} as const satisfies Record<ShareRole | 'OWNER', readonly FileUse[]>;

type Needs = Pick<Rooms, 'catalog' | 'clock'>;

/**
 * The one place that says who may do what with a file: the row of a stored, unexpired file that this person may use so.
 * Asked at every request, also at every one of a download, so that a change holds from the next on. What others share
 * is dead while its owner is disabled. Scopes are checked before.
 * @throws Problem NOT_FOUND when there is none, or none that the caller may know of; FORBIDDEN when they may know of it,
 * but not do this
 */
export async function rowFor(
  rooms: Needs,
  { userId }: Pick<Principal, 'userId'>,
  id: string,
  use: FileUse,
): Promise<KeyedFileRow> {
  const row = await findFile(rooms.catalog, id);
  if (!row || !isLive(row, rooms.clock())) throw missingFile();
  const role = row.ownerId === userId ? 'OWNER' : await findRole(rooms.catalog, id, userId);
  if (role === null) throw missingFile();
  const allowed: readonly FileUse[] = ALLOWED[role];
  if (!allowed.includes(use)) {
    throw new Problem('FORBIDDEN', 'This file belongs to someone else, who did not allow you to do this.');
  }
  return row;
}

/** As `rowFor`, for what the owner alone may. */
export function ownRow(rooms: Needs, owner: Pick<Principal, 'userId'>, id: string): Promise<KeyedFileRow> {
  return rowFor(rooms, owner, id, 'own');
}

/** Whether the file is wholly stored and its time is not over at `now`. */
export function isLive(row: FileRow, now: number): row is KeyedFileRow {
  return row.state === 'stored' && row.key !== null && (row.expiresAt === null || row.expiresAt > now);
}

export const missingFile = () => new Problem('NOT_FOUND', 'There is no such file. It may have been deleted.');
