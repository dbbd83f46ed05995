import { findGrant, type GrantRow } from '../catalog/grants.ts';
import { findOwnedShare, type OwnedShareRow } from '../catalog/shares.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';
import { checkAlive, noSuchLink } from './share-reach.ts';

/** A grant that may go on, and its link. */
export interface LiveGrant {
  grant: GrantRow;
  share: OwnedShareRow;
}

/**
 * A grant whose time is not over and whose link lives, or is used up.
 * @throws Problem NOT_FOUND, EXPIRED
 */
export async function liveGrant(rooms: Rooms, id: string): Promise<LiveGrant> {
  const grant = await findGrant(rooms.catalog, id);
  const share = grant && (await findOwnedShare(rooms.catalog, { id: grant.shareId }));
  if (!grant || !share) throw noSuchLink();
  await checkAlive(rooms, share);
  if (grant.expiresAt <= rooms.clock()) throw new Problem('EXPIRED', 'This address has expired. Open the link again.');
  return { grant, share };
}
