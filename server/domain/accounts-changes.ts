import type { Transaction } from 'kysely';
import { deleteApiTokens } from '../catalog/api-tokens.ts';
import * as files from '../catalog/files.ts';
import { ownsAnything, transferFolders } from '../catalog/folders.ts';
import { deletePasswordLinks } from '../catalog/password-links.ts';
import { endSignIns } from '../catalog/sessions.ts';
import type { Database } from '../catalog/tables.ts';
import * as users from '../catalog/users.ts';
import { type InvitedUser, toUser, type User } from './accounts.ts';
import { makeFolderOf } from './folder-changes.ts';
import { makePasswordLink } from './password-links.ts';
import { type Principal, type Role, requireAdmin } from './principal.ts';
import { Problem } from './problem.ts';
import { type Action, actorOf, type NewEvent, record } from './record.ts';
import type { Rooms } from './rooms.ts';

/**
 * Changes an account's role; its sessions and tokens have the new one from the next request on. For administrators.
 * @throws Problem NOT_FOUND, CONFLICT for the last administrator who is enabled
 */
export async function setUserRole(rooms: Rooms, principal: Principal | null, id: string, role: Role): Promise<User> {
  const admin = requireAdmin(principal);
  return rooms.catalog.transaction().execute(async (trx) => {
    const user = changed(await users.changeRole(trx, id, role, rooms.clock()));
    await record(rooms, trx, userEvent('user.role-set', admin, id));
    return user;
  });
}

/**
 * Ends an account's sessions, tokens and links at once and lets nobody sign in to it. For administrators.
 * @throws Problem NOT_FOUND, CONFLICT for the last administrator who is enabled
 */
export async function disableUser(rooms: Rooms, principal: Principal | null, id: string): Promise<User> {
  const admin = requireAdmin(principal);
  return rooms.catalog.transaction().execute(async (trx) => {
    const user = changed(await users.markDisabled(trx, id, rooms.clock()));
    await endAccess(trx, id);
    await record(rooms, trx, userEvent('user.disabled', admin, id));
    return user;
  });
}

/**
 * Lets a disabled account sign in again, with its old password; sessions and tokens stay ended. For administrators.
 * @throws Problem NOT_FOUND
 */
export async function enableUser(rooms: Rooms, principal: Principal | null, id: string): Promise<User> {
  const admin = requireAdmin(principal);
  return rooms.catalog.transaction().execute(async (trx) => {
    const before = await users.findUser(trx, id);
    if (!before) throw missing();
    if (before.disabledAt === null) return toUser(before);
    // A sign-in that was half done when the account was disabled may have left a session behind.
    await endSignIns(trx, id);
    await users.markEnabled(trx, id, rooms.clock());
    await record(rooms, trx, userEvent('user.enabled', admin, id));
    return { ...toUser(before), disabled: false };
  });
}

/**
 * Ends an account's sessions and tokens, its password, second factor and older links, and makes a new link by which
 * its owner sets a password. For administrators.
 * @throws Problem NOT_FOUND
 */
export async function resetUser(rooms: Rooms, principal: Principal | null, id: string): Promise<InvitedUser> {
  const admin = requireAdmin(principal);
  const user = await rooms.catalog.transaction().execute(async (trx) => {
    const now = rooms.clock();
    await users.replacePassword(trx, id, null, now);
    await users.removeSecondFactor(trx, id, now);
    await endAccess(trx, id);
    const reset = await users.findUser(trx, id);
    if (reset) await record(rooms, trx, userEvent('user.reset', admin, id));
    return reset;
  });
  if (!user) throw missing();
  return { user: toUser(user), setPasswordUrl: await makePasswordLink(rooms, id) };
}

/**
 * Hands all stored files and folders of one account to another, without showing them; gives how many files. They come,
 * as they lay, into a new folder of the other's named after the first. For administrators.
 * @throws Problem NOT_FOUND, BAD_INPUT for one account twice or a disabled receiver
 */
export async function transferFiles(
  rooms: Rooms,
  principal: Principal | null,
  fromId: string,
  toId: string,
): Promise<number> {
  const admin = requireAdmin(principal);
  if (fromId === toId) throw new Problem('BAD_INPUT', 'Name two accounts.');
  const moved = await rooms.catalog.transaction().execute(async (trx) => {
    const [from, to] = [await users.findUser(trx, fromId), await users.findUser(trx, toId)];
    if (!from || !to) throw missing();
    if (to.disabledAt !== null) throw new Problem('BAD_INPUT', 'The account that would get the files is disabled.');
    await record(rooms, trx, { ...userEvent('user.files-transferred', admin, fromId), ownerId: toId });
    return giveAll({ ...rooms, catalog: trx }, from, to);
  });
  for (const id of [fromId, toId]) rooms.search.drop(id);
  return moved;
}

async function giveAll(inside: Rooms, from: users.UserRow, to: users.UserRow): Promise<number> {
  const { catalog } = inside;
  if (!(await ownsAnything(catalog, from.id))) return 0;
  const rootFolderId = await makeFolderOf(inside, to.id, from.name);
  await transferFolders(catalog, from.id, to.id, rootFolderId);
  return files.transferFiles(catalog, from.id, to.id, rootFolderId);
}

function userEvent(action: Action, admin: Principal, userId: string): NewEvent {
  return { action, actor: actorOf(admin), ownerId: null, userId };
}

async function endAccess(trx: Transaction<Database>, userId: string): Promise<void> {
  await endSignIns(trx, userId);
  await deleteApiTokens(trx, userId);
  await deletePasswordLinks(trx, userId);
}

function changed(change: users.UserChange): User {
  if ('changed' in change) return toUser(change.changed);
  if (change.refused === 'MISSING') throw missing();
  throw new Problem('CONFLICT', 'This is the last active administrator. Make another one first.');
}

function missing(): Problem {
  return new Problem('NOT_FOUND', 'There is no such account.');
}
