import { findVisitorsGrant, type GrantRow, listLeft } from '../catalog/grants.ts';
import { endShare } from '../catalog/share-ends.ts';
import { findOwnedShare, type OwnedShareRow, type ShareRow } from '../catalog/shares.ts';
import { hashToken } from './live-principal.ts';
import { Problem } from './problem.ts';
import { record } from './record.ts';
import type { Rooms } from './rooms.ts';
import { remaining } from './share-contents.ts';

/** A link that can be opened, and the grant of it that this visitor holds already. */
export interface Reached {
  share: OwnedShareRow;
  grant: GrantRow | null;
}

/**
 * The link of a token, for whoever holds the token. A grant that has begun goes on after the last allowance is spent.
 * @param visitor the cookie's value
 * @throws Problem NOT_FOUND, the same for one that never was, one that was revoked and one of a disabled account;
 * EXPIRED when its time is over or all that it gave is gone; USED_UP
 */
export async function reachShare(rooms: Rooms, token: string, visitor: string | null): Promise<Reached> {
  const share = await findOwnedShare(rooms.catalog, { tokenHash: hashToken(token) });
  if (!share) throw noSuchLink();
  await checkAlive(rooms, share);
  const grant = visitor && (await findVisitorsGrant(rooms.catalog, share.id, hashToken(visitor), rooms.clock()));
  const reached = { share, grant: grant || null };
  if (grant && (await listLeft(rooms.catalog, grant.id)).size > 0) return reached;
  if (share.endReason === 'USED_UP') throw usedUp();
  const state = await remaining(rooms, share);
  if (state === 'gone') throw new Problem('EXPIRED', 'What this link gave is not there any more.');
  if (state === 'spent') throw usedUp();
  return reached;
}

/**
 * Refuses a link that ended, and writes down the end of one whose time is over, so that no clock brings it back. One
 * that is used up passes: its grants decide.
 * @throws Problem NOT_FOUND, EXPIRED
 */
export async function checkAlive(rooms: Rooms, share: OwnedShareRow): Promise<void> {
  if (share.endReason === 'REVOKED' || share.ownerDisabled) throw noSuchLink();
  if (share.endReason === 'EXPIRED') throw over();
  if (share.endReason !== null || share.expiresAt === null || share.expiresAt > rooms.clock()) return;
  if (!rooms.catalog.isTransaction) {
    await rooms.catalog.transaction().execute((trx) => expire(rooms, trx, share));
  }
  throw over();
}

/** Writes down that a link's time is over. */
export async function expire(
  rooms: Rooms,
  trx: Rooms['catalog'],
  share: Pick<ShareRow, 'id' | 'ownerId'>,
): Promise<void> {
  await end(rooms, trx, share, 'EXPIRED');
}

/** Ends a link when each of its files has given all that it was allowed to; in a transaction. */
export async function endIfSpent(
  rooms: Rooms,
  trx: Rooms['catalog'],
  share: Pick<ShareRow, 'id' | 'ownerId' | 'maxDownloads'>,
): Promise<void> {
  if (share.maxDownloads === null) return;
  if ((await remaining({ ...rooms, catalog: trx }, share)) === 'spent') await end(rooms, trx, share, 'USED_UP');
}

async function end(
  rooms: Rooms,
  trx: Rooms['catalog'],
  { id, ownerId }: Pick<ShareRow, 'id' | 'ownerId'>,
  reason: 'EXPIRED' | 'USED_UP',
): Promise<void> {
  if (!(await endShare(trx, id, reason, rooms.clock()))) return;
  await record(rooms, trx, { action: 'share.ended', actor: { kind: 'system' }, ownerId, shareId: id });
}

export const noSuchLink = () =>
  new Problem('NOT_FOUND', 'There is no such link. It may have been ended, or the address is incomplete.');
export const usedUp = () => new Problem('USED_UP', 'All downloads that this link allowed are spent.');
const over = () => new Problem('EXPIRED', 'The time of this link is over.');
