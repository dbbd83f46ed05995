import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CatalogError } from '../catalog/catalog-error.ts';
import * as sessions from '../catalog/sessions.ts';
import * as users from '../catalog/users.ts';
import { brokenCursor, decodeCursor, encodeCursor, pageSize } from './cursor.ts';
import { makePasswordLink } from './password-links.ts';
import { type Principal, type Role, requireAdmin, requireSession } from './principal.ts';
import { Problem } from './problem.ts';
import { actorOf, record } from './record.ts';
import type { Rooms } from './rooms.ts';

/** An account. Times are milliseconds since 1970. */
export interface User {
  id: string;
  name: string;
  /** In lower case. */
  email: string;
  role: Role;
  twoFactorEnabled: boolean;
  disabled: boolean;
  createdAt: number;
}

export interface UserPage {
  edges: { cursor: string; node: User }[];
  hasNextPage: boolean;
}

/** A user, and the one-time address by which they set a password. */
export interface InvitedUser {
  user: User;
  setPasswordUrl: string;
}

/** Whose request this is; null when signed out, and for whoever sends into a file request. */
export async function viewer(rooms: Rooms, principal: Principal | null): Promise<User | null> {
  return principal === null || principal.kind === 'request' ? null : findUser(rooms, principal.userId);
}

/** The account by its id, or null; for other rules, which decide who may know of it. */
export async function findUser(rooms: Rooms, id: string): Promise<User | null> {
  const row = await users.findUser(rooms.catalog, id);
  return row && toUser(row);
}

/** What of an account only its owner and administrators may know; null for all others. */
export function privately<T>(principal: Principal | null, user: User, value: T): T | null {
  if (!principal || principal.kind === 'request') return null;
  const isAdmin = principal.role === 'ADMIN' && principal.scopes.has('ADMIN');
  return isAdmin || principal.userId === user.id ? value : null;
}

/**
 * Accounts by name. For administrators.
 * @throws Problem BAD_INPUT for a `first` that is not 1 to 200 or a cursor that is none
 */
export async function listUsers(
  rooms: Rooms,
  principal: Principal | null,
  { first, after }: { first: number; after: string | null },
): Promise<UserPage> {
  requireAdmin(principal);
  const { rows, hasNext } = await users.listUsers(rooms.catalog, {
    first: pageSize(first),
    after: after === null ? null : readPosition(after),
  });
  return {
    edges: rows.map((row) => ({ cursor: encodeCursor([row.position.key, row.position.id]), node: toUser(row) })),
    hasNextPage: hasNext,
  };
}

function readPosition(cursor: string): users.UserPosition {
  const [key, id] = decodeCursor(cursor);
  if (typeof key !== 'string' || typeof id !== 'string') throw brokenCursor();
  return { key, id };
}

/**
 * Makes an account without a password, and a link by which its owner sets one. For administrators.
 * @throws Problem BAD_INPUT for a name or address that cannot be, CONFLICT when the address is taken
 */
export async function createUser(
  rooms: Rooms,
  principal: Principal | null,
  input: { name: string; email: string; role: Role },
): Promise<InvitedUser> {
  requireAdmin(principal);
  const now = rooms.clock();
  const identity = { name: checkAccountName(input.name), email: checkEmail(input.email), role: input.role };
  const id = randomUUID();
  try {
    await rooms.catalog.transaction().execute(async (trx) => {
      await users.insertAccount(trx, { id, ...identity, passwordHash: null, now });
      await record(rooms, trx, { action: 'user.created', actor: actorOf(principal), ownerId: null, userId: id });
    });
  } catch (error) {
    if (!(error instanceof CatalogError) || error.code !== 'DUPLICATE') throw error;
    throw new Problem('CONFLICT', 'There is an account with this e-mail address.', { cause: error });
  }
  const user: User = { id, ...identity, twoFactorEnabled: false, disabled: false, createdAt: now };
  return { user, setPasswordUrl: await makePasswordLink(rooms, id) };
}

/** Ends all sessions of the caller but this one, at once; gives how many there were. */
export async function signOutEverywhere(rooms: Rooms, principal: Principal | null): Promise<number> {
  const person = requireSession(principal);
  const { userId, id } = person;
  return rooms.catalog.transaction().execute(async (trx) => {
    await record(rooms, trx, { action: 'session.signed-out', actor: actorOf(person), ownerId: null, userId });
    return sessions.endSessions(trx, userId, id);
  });
}

/**
 * An e-mail address as accounts keep it: trimmed, in lower case.
 * @throws Problem BAD_INPUT when it is none
 */
export function checkEmail(text: string): string {
  const email = text.trim().toLowerCase();
  if (email.length > 254 || !z.email().safeParse(email).success) {
    throw new Problem('BAD_INPUT', 'This is not an e-mail address.');
  }
  return email;
}

/**
 * A person's name, trimmed.
 * @throws Problem BAD_INPUT unless it has 1 to 100 characters and no control characters
 */
export function checkAccountName(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > 100 || /\p{Cc}/u.test(name)) {
    throw new Problem('BAD_INPUT', 'A name needs 1 to 100 characters, and no line breaks.');
  }
  return name;
}

export function toUser(row: users.UserRow): User {
  const { id, name, email, role, twoFactorEnabled, disabledAt, createdAt } = row;
  return { id, name, email, role, twoFactorEnabled, disabled: disabledAt !== null, createdAt };
}
