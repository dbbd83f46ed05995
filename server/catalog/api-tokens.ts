import type { Kysely, Selectable } from 'kysely';
import { listOlder, type OlderThan } from './older-keks.ts';
import type { LiveOwner } from './sessions.ts';
import type { ApiTokensTable, Database } from './tables.ts';
import { atomically } from './transaction.ts';

/** A row of `api_tokens` without its hash. */
export interface ApiTokenRow {
  id: string;
  userId: string;
  /** The name under record kind `api-token`. */
  sealedName: Buffer;
  kekId: number;
  rev: number;
  /** Scopes joined by commas. */
  scopes: string;
  createdAt: number;
  expiresAt: number | null;
  lastUsedAt: number | null;
}

export type NewApiToken = Omit<ApiTokenRow, 'lastUsedAt'> & {
  /** SHA-256 of the token's text. */
  tokenHash: Buffer;
};

/** Writes a token, unless the user has `limit` of them; gives false then. */
export async function insertApiToken(db: Kysely<Database>, token: NewApiToken, limit: number): Promise<boolean> {
  const row = {
    id: token.id,
    user_id: token.userId,
    sealed_name: token.sealedName,
    kek_id: token.kekId,
    rev: token.rev,
    token_hash: token.tokenHash,
    scopes: token.scopes,
    created_at: token.createdAt,
    expires_at: token.expiresAt,
    last_used_at: null,
  };
  return atomically(db, async (trx) => {
    const { tokens } = await trx
      .selectFrom('api_tokens')
      .select(({ fn }) => fn.countAll<number>().as('tokens'))
      .where('user_id', '=', token.userId)
      .executeTakeFirstOrThrow();
    if (Number(tokens) >= limit) return false;
    await trx.insertInto('api_tokens').values(row).execute();
    return true;
  });
}

/** A user's tokens, newest first, expired ones too. */
export async function listApiTokens(db: Kysely<Database>, userId: string): Promise<ApiTokenRow[]> {
  const rows = await db
    .selectFrom('api_tokens')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toApiTokenRow);
}

/** Removes a user's token; gives false where that user has none by this id. */
export async function deleteApiToken(db: Kysely<Database>, userId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('api_tokens')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Removes all tokens of a user; gives how many there were. */
export async function deleteApiTokens(db: Kysely<Database>, userId: string): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('api_tokens').where('user_id', '=', userId).executeTakeFirst();
  return Number(numDeletedRows);
}

/** A token that has not expired by `now` and whose owner is enabled, found by its id or by the SHA-256 of its text; or null. */
export async function findLiveToken(
  db: Kysely<Database>,
  by: { id: string } | { tokenHash: Buffer },
  now: number,
): Promise<(LiveOwner & ApiTokenRow) | null> {
  const row = await db
    .selectFrom('api_tokens')
    .innerJoin('users', 'users.id', 'api_tokens.user_id')
    .selectAll('api_tokens')
    .select('users.role')
    .where((eb) => ('id' in by ? eb('api_tokens.id', '=', by.id) : eb('api_tokens.token_hash', '=', by.tokenHash)))
    .where('users.disabled_at', 'is', null)
    .where((eb) => eb.or([eb('api_tokens.expires_at', 'is', null), eb('api_tokens.expires_at', '>', now)]))
    .executeTakeFirst();
  return row ? { ...toApiTokenRow(row), role: row.role } : null;
}

/** Tokens whose name rests under an older KEK. */
export async function listTokensOlderThan(...slice: OlderThan): Promise<ApiTokenRow[]> {
  return (await listOlder('api_tokens', ...slice)).map(toApiTokenRow);
}

/** Puts a name sealed at `rev + 1` in place of that at `rev`; gives false when that is gone. */
export async function replaceTokenName(
  db: Kysely<Database>,
  id: string,
  rev: number,
  next: { kekId: number; sealedName: Buffer },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('api_tokens')
    .set({ sealed_name: next.sealedName, kek_id: next.kekId, rev: rev + 1 })
    .where('id', '=', id)
    .where('rev', '=', rev)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Notes that a token was used at `now`, unless that was noted after `since`. */
export async function touchApiToken(db: Kysely<Database>, id: string, now: number, since: number): Promise<void> {
  await db
    .updateTable('api_tokens')
    .set({ last_used_at: now })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<=', since)]))
    .execute();
}

function toApiTokenRow(row: Selectable<ApiTokensTable>): ApiTokenRow {
  return {
    id: row.id,
    userId: row.user_id,
    sealedName: row.sealed_name,
    kekId: row.kek_id,
    rev: row.rev,
    scopes: row.scopes,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  };
}
