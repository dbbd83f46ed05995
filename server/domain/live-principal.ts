import { createHash } from 'node:crypto';
import { findLiveToken, touchApiToken } from '../catalog/api-tokens.ts';
import { findLiveSession } from '../catalog/sessions.ts';
import { liveSender, UPLOAD_TOKEN_PREFIX } from './live-sender.ts';
import { type Principal, type Role, SCOPES, type Scope } from './principal.ts';
import type { Rooms } from './rooms.ts';

/** How rarely, in milliseconds, a token's last use is written down. */
const TOUCH_INTERVAL = 60_000;

type Needs = Pick<Rooms, 'catalog' | 'clock'>;

/**
 * Who a session or token acts for, or sends to, at this moment, or null: it was ended, it expired, or its owner is disabled.
 * The role is the owner's present one. Asked at every request, also at every one of a signed download.
 */
export async function livePrincipal(
  rooms: Needs,
  { kind, id }: Pick<Principal, 'kind' | 'id'>,
): Promise<Principal | null> {
  if (kind === 'request') return liveSender(rooms, { id });
  const now = rooms.clock();
  if (kind === 'session') {
    const owner = await findLiveSession(rooms.catalog, id, now);
    return owner && { kind, id, ...owner, scopes: new Set(SCOPES) };
  }
  const token = await findLiveToken(rooms.catalog, { id }, now);
  return token && { kind, id, userId: token.userId, role: token.role, scopes: presentScopes(token.scopes, token.role) };
}

/** Who the bearer of a token's text (`sr_…`, or `sq_…` of a file request) acts for, or null; notes that it was used. */
export async function bearerPrincipal(rooms: Needs, text: string): Promise<Principal | null> {
  if (text.startsWith(UPLOAD_TOKEN_PREFIX)) return liveSender(rooms, { tokenHash: hashToken(text) });
  const now = rooms.clock();
  const token = await findLiveToken(rooms.catalog, { tokenHash: hashToken(text) }, now);
  if (!token) return null;
  const { id, userId, role, lastUsedAt } = token;
  if (lastUsedAt === null || lastUsedAt <= now - TOUCH_INTERVAL) {
    await touchApiToken(rooms.catalog, id, now, now - TOUCH_INTERVAL);
  }
  return { kind: 'token', id, userId, role, scopes: presentScopes(token.scopes, role) };
}

/** SHA-256: enough for 256 random bits. */
export function hashToken(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** The scopes of a stored list; ADMIN only while the owner is an administrator. */
function presentScopes(stored: string, role: Role): ReadonlySet<Scope> {
  const named = stored.split(',');
  return new Set(SCOPES.filter((scope) => named.includes(scope) && (scope !== 'ADMIN' || role === 'ADMIN')));
}
