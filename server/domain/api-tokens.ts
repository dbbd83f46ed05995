import { randomBytes, randomUUID } from 'node:crypto';
import * as tokens from '../catalog/api-tokens.ts';
import { hashToken } from './live-principal.ts';
import { type Principal, requireScope, requireSession, SCOPES, type Scope } from './principal.ts';
import { Problem } from './problem.ts';
import { actorOf, record } from './record.ts';
import type { Rooms } from './rooms.ts';

/** A token for programs, without its secret. Times are milliseconds since 1970. */
export interface ApiToken {
  id: string;
  name: string;
  scopes: Scope[];
  createdAt: number;
  expiresAt: number | null;
  /** Within a minute. */
  lastUsedAt: number | null;
}

/** What a token's text begins with, so that leaked ones can be searched for. */
export const TOKEN_PREFIX = 'sr_';

/** How many a user may have. */
const MOST = 100;

const KIND = 'api-token';

/**
 * Makes a token. Its text is given this once; the catalog keeps its SHA-256. Needs a session.
 * @throws Problem BAD_INPUT for a name, no scope or a time that is past; FORBIDDEN for ADMIN when the caller is not;
 * QUOTA_EXCEEDED for the 101st
 */
export async function createApiToken(
  rooms: Rooms,
  principal: Principal | null,
  input: { name: string; scopes: readonly Scope[]; expiresAt: number | null },
): Promise<{ token: string; apiToken: ApiToken }> {
  const person = requireSession(principal);
  const { userId, role } = person;
  const name = input.name.trim();
  const scopes = SCOPES.filter((scope) => input.scopes.includes(scope));
  const now = rooms.clock();
  if (name === '' || name.length > 100) throw new Problem('BAD_INPUT', 'A name needs 1 to 100 characters.');
  if (scopes.length === 0) throw new Problem('BAD_INPUT', 'Choose at least one scope.');
  if (input.expiresAt !== null && input.expiresAt <= now) {
    throw new Problem('BAD_INPUT', 'The token would have expired already.');
  }
  if (scopes.includes('ADMIN') && role !== 'ADMIN') {
    throw new Problem('FORBIDDEN', 'Only an administrator can give the scope ADMIN.');
  }
  const token = TOKEN_PREFIX + randomBytes(32).toString('base64url');
  const id = randomUUID();
  const rev = 1;
  const { kekId, sealed } = rooms.vault.keyring.sealRecord(KIND, id, rev, name);
  const row = {
    id,
    userId,
    sealedName: sealed,
    kekId,
    rev,
    tokenHash: hashToken(token),
    scopes: scopes.join(','),
    createdAt: now,
    expiresAt: input.expiresAt,
  };
  await rooms.catalog.transaction().execute(async (trx) => {
    if (!(await tokens.insertApiToken(trx, row, MOST))) {
      throw new Problem('QUOTA_EXCEEDED', `You have ${MOST} tokens. Revoke one first.`);
    }
    await record(rooms, trx, { action: 'token.created', actor: actorOf(person), ownerId: null, userId });
  });
  return { token, apiToken: { id, name, scopes, createdAt: now, expiresAt: input.expiresAt, lastUsedAt: null } };
}

/** The caller's tokens, newest first. Scope READ. */
export async function listApiTokens(rooms: Rooms, principal: Principal | null): Promise<ApiToken[]> {
  const { userId } = requireScope(principal, 'READ');
  const { keyring } = rooms.vault;
  const rows = await tokens.listApiTokens(rooms.catalog, userId);
  return rows.map(({ id, kekId, rev, sealedName, scopes, createdAt, expiresAt, lastUsedAt }) => ({
    id,
    name: keyring.openRecord(KIND, id, kekId, rev, sealedName),
    scopes: SCOPES.filter((scope) => scopes.split(',').includes(scope)),
    createdAt,
    expiresAt,
    lastUsedAt,
  }));
}

/**
 * Seals a token's name anew under the active KEK and the next revision; gives false when the token is gone.
 * @throws IntegrityError when it cannot be opened
 */
export async function resealTokenName(rooms: Rooms, { id, kekId, rev, sealedName }: tokens.ApiTokenRow) {
  const { keyring } = rooms.vault;
  const name = keyring.openRecord(KIND, id, kekId, rev, sealedName);
  const next = keyring.sealRecord(KIND, id, rev + 1, name);
  return tokens.replaceTokenName(rooms.catalog, id, rev, { kekId: next.kekId, sealedName: next.sealed });
}

/**
 * Ends one of the caller's tokens at once. Needs a session, or the token itself.
 * @throws Problem NOT_FOUND for a token of someone else
 */
export async function revokeApiToken(rooms: Rooms, principal: Principal | null, id: string): Promise<void> {
  const owner = principal?.kind === 'token' && principal.id === id ? principal : requireSession(principal);
  const { userId } = owner;
  await rooms.catalog.transaction().execute(async (trx) => {
    if (!(await tokens.deleteApiToken(trx, userId, id))) throw new Problem('NOT_FOUND', 'You have no such token.');
    await record(rooms, trx, { action: 'token.revoked', actor: actorOf(owner), ownerId: null, userId });
  });
}
