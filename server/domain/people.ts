import * as users from '../catalog/users.ts';
import { toUser, type User } from './accounts.ts';
import { type Principal, requireScope } from './principal.ts';
import type { Rooms } from './rooms.ts';

/** Most that are shown at once. */
const MOST = 20;

/**
 * Accounts that a file can be shared with: by a part of the name, or by the whole e-mail address; by name, at most 20,
 * without the caller and those who are disabled. None for an empty text. Scope SHARE.
 */
export async function findPeople(rooms: Rooms, principal: Principal | null, search: string): Promise<User[]> {
  const { userId } = requireScope(principal, 'SHARE');
  const text = search.trim();
  if (text === '') return [];
  const wanted = fold(text);
  const email = text.toLowerCase();
  // SQLite folds the case of ASCII alone; there are thousands of accounts at most.
  const named = await users.listNames(rooms.catalog);
  const hits = named
    .filter((user) => user.id !== userId && (user.email === email || fold(user.name).includes(wanted)))
    .sort((a, b) => fold(a.name).localeCompare(fold(b.name)) || a.id.localeCompare(b.id))
    .slice(0, MOST);
  const found = await users.findUsers(
    rooms.catalog,
    hits.map(({ id }) => id),
  );
  return hits.flatMap(({ id }) => found.filter((user) => user.id === id).map(toUser));
}

const fold = (text: string) => text.normalize('NFKC').toUpperCase().toLowerCase();
