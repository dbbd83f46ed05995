import { findRequest } from '../catalog/file-requests.ts';
import { endSender } from '../catalog/request-ends.ts';
import { findSender } from '../catalog/request-senders.ts';
import type { SenderPrincipal } from './principal.ts';
import type { Rooms } from './rooms.ts';

/** What an upload token's text begins with. */
export const UPLOAD_TOKEN_PREFIX = 'sq_';

/**
 * Whoever holds an upload token at this moment, or null: the sender has finished, the token's day is over, the
 * request was closed or is over, or its owner is disabled.
 */
export async function liveSender(
  { catalog, clock }: Pick<Rooms, 'catalog' | 'clock'>,
  by: { id: string } | { tokenHash: Buffer },
): Promise<SenderPrincipal | null> {
  const now = clock();
  const sender = await findSender(catalog, by);
  if (!sender || sender.endedAt !== null) return null;
  const request = await findRequest(catalog, { id: sender.requestId });
  if (!request || request.endedAt !== null || request.owner.disabledAt !== null) return null;
  if (sender.expiresAt <= now || (request.expiresAt !== null && request.expiresAt <= now)) {
    // Written down, so that a clock that is set back does not revive it.
    await endSender(catalog, sender.id, now);
    return null;
  }
  return {
    kind: 'request',
    id: sender.id,
    userId: request.ownerId,
    role: request.owner.role,
    scopes: new Set<never>(),
    into: { requestId: request.id, folderId: request.folderId, maxFileSize: request.maxFileSize },
  };
}
