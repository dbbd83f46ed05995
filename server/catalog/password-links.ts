import type { Kysely } from 'kysely';
import type { Database } from './tables.ts';

export interface PasswordLinkRow {
  userId: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** Writes a link; `tokenHash` is the SHA-256 of the token in it. */
export async function insertPasswordLink(
  db: Kysely<Database>,
  link: PasswordLinkRow & { tokenHash: Buffer; createdAt: number },
): Promise<void> {
  await db
    .insertInto('password_links')
    .values({
      token_hash: link.tokenHash,
      user_id: link.userId,
      created_at: link.createdAt,
      expires_at: link.expiresAt,
    })
    .execute();
}

/** The link, or null once it is used. */
export async function findPasswordLink(db: Kysely<Database>, tokenHash: Buffer): Promise<PasswordLinkRow | null> {
  const row = await db
    .selectFrom('password_links')
    .select(['user_id', 'expires_at'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row ? { userId: row.user_id, expiresAt: row.expires_at } : null;
}

/** Removes the link and gives it; of two at once one gets it, the other null. */
export async function takePasswordLink(db: Kysely<Database>, tokenHash: Buffer): Promise<PasswordLinkRow | null> {
  const row = await db
    .deleteFrom('password_links')
    .where('token_hash', '=', tokenHash)
    .returning(['user_id', 'expires_at'])
    .executeTakeFirst();
  return row ? { userId: row.user_id, expiresAt: row.expires_at } : null;
}

/** Removes links whose time is over; gives how many. */
export async function removeExpiredLinks(db: Kysely<Database>, now: number): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('password_links').where('expires_at', '<=', now).executeTakeFirst();
  return Number(numDeletedRows);
}

/** Removes all links of a user. */
export async function deletePasswordLinks(db: Kysely<Database>, userId: string): Promise<void> {
  await db.deleteFrom('password_links').where('user_id', '=', userId).execute();
}
