import { type Kysely, type Selectable, sql } from 'kysely';
import type { Database, UsersTable } from './tables.ts';
import { atomically } from './transaction.ts';

/** A row of `users`. */
export interface UserRow {
  id: string;
  name: string;
  email: string;
  role: 'ADMIN' | 'MEMBER';
  twoFactorEnabled: boolean;
  /** Milliseconds since 1970; null while the account is enabled. */
  disabledAt: number | null;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** An account to be written. */
export interface NewAccount {
  /** A fresh uuid. */
  id: string;
  name: string;
  /** In lower case; no two accounts share one. */
  email: string;
  role: 'ADMIN' | 'MEMBER';
  /** An Argon2id hash in PHC form; null until the owner sets a password by a link. */
  passwordHash: string | null;
  /** Milliseconds since 1970. */
  now: number;
}

/** A place in the listing by name. */
export interface UserPosition {
  /** The name as the listing sorts it. */
  key: string;
  id: string;
}

/**
 * Writes a user and the record that holds its password, both or neither.
 * @throws CatalogError DUPLICATE when the e-mail address is taken
 */
export async function insertAccount(db: Kysely<Database>, account: NewAccount): Promise<void> {
  const moment = new Date(account.now).toISOString();
  await atomically(db, async (trx) => {
    await trx
      .insertInto('users')
      .values({
        id: account.id,
        name: account.name,
        email: account.email,
        email_verified: 0,
        image: null,
        two_factor_enabled: 0,
        role: account.role,
        disabled_at: null,
        created_at: moment,
        updated_at: moment,
      })
      .execute();
    await trx
      .insertInto('accounts')
      .values({
        id: account.id,
        user_id: account.id,
        account_id: account.id,
        provider_id: 'credential',
        password: account.passwordHash,
        created_at: moment,
        updated_at: moment,
      })
      .execute();
  });
}

/** The user, or null. */
export async function findUser(db: Kysely<Database>, id: string): Promise<UserRow | null> {
  const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toUserRow(row) : null;
}

/** The user with this address in lower case, or null. */
export async function findUserByEmail(db: Kysely<Database>, email: string): Promise<UserRow | null> {
  const row = await db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst();
  return row ? toUserRow(row) : null;
}

/** The users among `ids` (at most a few hundred), in no promised order. */
export async function findUsers(db: Kysely<Database>, ids: string[]): Promise<UserRow[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('users').selectAll().where('id', 'in', ids).execute();
  return rows.map(toUserRow);
}

/** How all enabled users are called. */
export function listNames(db: Kysely<Database>): Promise<Pick<UserRow, 'id' | 'name' | 'email'>[]> {
  return db.selectFrom('users').select(['id', 'name', 'email']).where('disabled_at', 'is', null).execute();
}

/** All users after a position, by name, at most `first` of them; a page that follows is announced by `hasNext`. */
export async function listUsers(
  db: Kysely<Database>,
  { first, after }: { first: number; after: UserPosition | null },
): Promise<{ rows: (UserRow & { position: UserPosition })[]; hasNext: boolean }> {
  const key = sql<string>`lower(name)`;
  const rows = await db
    .selectFrom('users')
    .selectAll()
    .select(key.as('key'))
    .$if(after !== null, (query) => query.where(sql<boolean>`(lower(name), id) > (${after?.key}, ${after?.id})`))
    .orderBy(key)
    .orderBy('id')
    .limit(first + 1)
    .execute();
  return {
    rows: rows.slice(0, first).map((row) => ({ ...toUserRow(row), position: { key: row.key, id: row.id } })),
    hasNext: rows.length > first,
  };
}

/** Whether a change was made: not when there is no such user, nor to the last administrator who is enabled. */
export type UserChange = { changed: UserRow } | { refused: 'MISSING' | 'LAST_ADMIN' };

/** Gives a user a role, unless that would leave no administrator who is enabled. */
export async function changeRole(
  db: Kysely<Database>,
  id: string,
  role: 'ADMIN' | 'MEMBER',
  now: number,
): Promise<UserChange> {
  return keepingAnAdmin(db, id, role === 'ADMIN', { role }, now);
}

/** Disables a user, unless that would leave no administrator who is enabled; one who is disabled stays so. */
export async function markDisabled(db: Kysely<Database>, id: string, now: number): Promise<UserChange> {
  return keepingAnAdmin(db, id, false, { disabled_at: now }, now);
}

/** Enables a user. */
export async function markEnabled(db: Kysely<Database>, id: string, now: number): Promise<void> {
  await db
    .updateTable('users')
    .set({ disabled_at: null, updated_at: new Date(now).toISOString() })
    .where('id', '=', id)
    .execute();
}

/** Puts a password hash in place of a user's old one; null: no password opens the account. */
export async function replacePassword(
  db: Kysely<Database>,
  userId: string,
  passwordHash: string | null,
  now: number,
): Promise<void> {
  await db
    .updateTable('accounts')
    .set({ password: passwordHash, updated_at: new Date(now).toISOString() })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .execute();
}

/** Removes a user's second factor with its recovery codes, whether confirmed or not. */
export async function removeSecondFactor(db: Kysely<Database>, userId: string, now: number): Promise<void> {
  await atomically(db, async (trx) => {
    await trx.deleteFrom('two_factors').where('user_id', '=', userId).execute();
    await trx
      .updateTable('users')
      .set({ two_factor_enabled: 0, updated_at: new Date(now).toISOString() })
      .where('id', '=', userId)
      .execute();
  });
}

async function keepingAnAdmin(
  db: Kysely<Database>,
  id: string,
  staysAdmin: boolean,
  change: { role: 'ADMIN' | 'MEMBER' } | { disabled_at: number },
  now: number,
): Promise<UserChange> {
  return atomically(db, async (trx): Promise<UserChange> => {
    // A write that changes nothing locks the administrators' rows, so that two who remove each other queue up.
    await trx
      .updateTable('users')
      .set((eb) => ({ role: eb.ref('role') }))
      .where('role', '=', 'ADMIN')
      .execute();
    const row = await trx
      .updateTable('users')
      .set({ ...change, updated_at: new Date(now).toISOString() })
      .where('id', '=', id)
      .$if(!staysAdmin, (query) =>
        query.where(({ or, eb, exists, selectFrom }) =>
          or([
            eb('role', '<>', 'ADMIN'),
            eb('disabled_at', 'is not', null),
            exists(
              selectFrom('users as others')
                .select('others.id')
                .where('others.id', '<>', id)
                .where('others.role', '=', 'ADMIN')
                .where('others.disabled_at', 'is', null),
            ),
          ]),
        ),
      )
      .returningAll()
      .executeTakeFirst();
    if (row) return { changed: toUserRow(row) };
    return { refused: (await findUser(trx, id)) ? 'LAST_ADMIN' : 'MISSING' };
  });
}

export function toUserRow(row: Selectable<UsersTable>): UserRow {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    twoFactorEnabled: row.two_factor_enabled === 1,
    disabledAt: row.disabled_at,
    createdAt: Date.parse(row.created_at),
  };
}
