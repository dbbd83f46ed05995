import * as catalog from '../catalog/file-access.ts';
import type { FilePosition } from '../catalog/file-list.ts';
import { findUser } from '../catalog/users.ts';
import { toUser, type User } from './accounts.ts';
import { brokenCursor, decodeCursor, encodeCursor, pageSize } from './cursor.ts';
import { ownRow, type ShareRole } from './file-access.ts';
import { describeOrLog, type FilePage } from './files.ts';
import { isAccount, type Principal, requireScope } from './principal.ts';
import { Problem } from './problem.ts';
import { actorOf, record } from './record.ts';
import type { Rooms } from './rooms.ts';
import { describeRow, type StoredFile } from './stored-files.ts';

/** Someone who may use a file of another. */
export interface FileAccess {
  user: User;
  role: ShareRole;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** A page of files that others share, with the place of each in this very listing. */
export interface SharedPage extends FilePage {
  /** By the file's id. */
  cursors: ReadonlyMap<string, string>;
}

/**
 * Lets someone with an account use a file of the caller's, or changes what they may. Scope SHARE.
 * @throws Problem NOT_FOUND for the file, and for an account that is none or is disabled; FORBIDDEN for a file of
 * another; BAD_INPUT for the caller's own account
 */
export async function shareWithUser(
  rooms: Rooms,
  principal: Principal | null,
  { fileId, userId, role }: { fileId: string; userId: string; role: ShareRole },
): Promise<StoredFile> {
  const owner = requireScope(principal, 'SHARE');
  return rooms.catalog.transaction().execute(async (trx) => {
    const file = describeRow(rooms, await ownRow({ ...rooms, catalog: trx }, owner, fileId));
    if (userId === owner.userId) throw new Problem('BAD_INPUT', 'This is your own account.');
    const user = await findUser(trx, userId);
    if (!user || user.disabledAt !== null) throw new Problem('NOT_FOUND', 'There is no such account.');
    await catalog.putAccess(trx, { fileId, userId, role, createdAt: rooms.clock() });
    await record(rooms, trx, { action: 'file.shared', ...about(owner, file), userId });
    return file;
  });
}

/**
 * Takes it back; effective at the next byte request. Scope SHARE.
 * @throws Problem NOT_FOUND for the file, and for someone who does not have it; FORBIDDEN for a file of another
 */
export async function unshareWithUser(
  rooms: Rooms,
  principal: Principal | null,
  { fileId, userId }: { fileId: string; userId: string },
): Promise<StoredFile> {
  const owner = requireScope(principal, 'SHARE');
  return rooms.catalog.transaction().execute(async (trx) => {
    const file = describeRow(rooms, await ownRow({ ...rooms, catalog: trx }, owner, fileId));
    if (!(await catalog.removeAccess(trx, fileId, userId))) {
      throw new Problem('NOT_FOUND', 'The file is not shared with this account.');
    }
    await record(rooms, trx, { action: 'file.unshared', ...about(owner, file), userId });
    return file;
  });
}

function about(owner: Principal, { id, name }: StoredFile) {
  return { actor: actorOf(owner), ownerId: owner.userId, fileId: id, names: { file: name } };
}

/**
 * Files that others share with the caller, newest share first; those of disabled owners are left out.
 * @throws Problem BAD_INPUT for a page size or a cursor that cannot be
 */
export async function sharedWithMe(
  rooms: Rooms,
  principal: Principal | null,
  { first, after }: { first: number; after?: string | null | undefined },
): Promise<SharedPage> {
  const { userId } = requireScope(principal, 'READ');
  const { rows, hasNext } = await catalog.listSharedWith(rooms.catalog, userId, {
    first: pageSize(first),
    after: after ? readPosition(after) : null,
    now: rooms.clock(),
  });
  const cursors = new Map(rows.map(({ row, position }) => [row.id, encodeCursor([position.createdAt, position.id])]));
  const last = rows.at(-1);
  return {
    files: rows.flatMap(({ row }) => describeOrLog(rooms, row)),
    cursors,
    hasNextPage: hasNext,
    endCursor: last ? (cursors.get(last.row.id) ?? null) : null,
  };
}

function readPosition(cursor: string): FilePosition {
  const [createdAt, id] = decodeCursor(cursor);
  if (typeof createdAt !== 'number' || typeof id !== 'string') throw brokenCursor();
  return { createdAt, id };
}

/** How many files others share with the caller. */
export async function countSharedWithMe(rooms: Rooms, principal: Principal | null): Promise<number> {
  const { userId } = requireScope(principal, 'READ');
  return catalog.countSharedWith(rooms.catalog, userId, rooms.clock());
}

/** Who else may use the file; empty for all but its owner. */
export async function accessTo(rooms: Rooms, principal: Principal | null, file: StoredFile): Promise<FileAccess[]> {
  if (!isAccount(principal, file.ownerId)) return [];
  const rows = await catalog.listAccess(rooms.catalog, file.id);
  return rows.map(({ user, role, createdAt }) => ({ user: toUser(user), role, createdAt }));
}

/** What the caller may do with a file of another; null for its owner, and for whoever may not use it. */
export async function roleIn(rooms: Rooms, principal: Principal | null, file: StoredFile): Promise<ShareRole | null> {
  if (!principal || file.ownerId === principal.userId) return null;
  return catalog.findRole(rooms.catalog, file.id, principal.userId);
}
