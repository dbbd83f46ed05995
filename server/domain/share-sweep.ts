import { truncateJournal } from '../catalog/journal.ts';
import * as ends from '../catalog/share-ends.ts';
import type { Rooms } from './rooms.ts';
import { expire } from './share-reach.ts';

const SLICE = 100;

/** Milliseconds for which an ended link is remembered. */
const TOMBSTONE_LIFETIME = 90 * 86_400_000;

export interface SweptShares {
  /** Links whose time was over, or that had nothing left to give. */
  ended: number;
  /** Ended links whose texts, items and counts were removed. */
  cleared: number;
  /** Tombstones, grants and codes whose time was over. */
  forgotten: number;
}

/**
 * Ends links whose time is over, removes what ended ones held, and forgets tombstones after 90 days; works from rows
 * alone, so that whatever was broken off goes on, and needs no key.
 */
export async function sweepShares(rooms: Rooms): Promise<SweptShares> {
  const { catalog } = rooms;
  const now = rooms.clock();
  const ended =
    (await endAll(rooms, () => ends.listOverdueShares(catalog, now, SLICE))) +
    (await endAll(rooms, () => ends.listEmptyShares(catalog, now, SLICE)));
  let forgotten = await ends.removeExpiredGrants(catalog, now);
  let cleared = 0;
  for (;;) {
    const slice = await ends.listUncleared(catalog, now, SLICE);
    for (const id of slice) await catalog.transaction().execute((trx) => ends.clearShare(trx, id));
    cleared += slice.length;
    if (slice.length < SLICE) break;
  }
  forgotten += await ends.removeTombstones(catalog, now - TOMBSTONE_LIFETIME);
  const swept = { ended, cleared, forgotten };
  if (ended + cleared + forgotten > 0) {
    await truncateJournal(catalog);
    rooms.log.info(swept, 'links that were over were removed');
  }
  return swept;
}

async function endAll(rooms: Rooms, list: () => Promise<ends.EndingShare[]>): Promise<number> {
  let ended = 0;
  for (;;) {
    const slice = await list();
    for (const share of slice) await rooms.catalog.transaction().execute((trx) => expire(rooms, trx, share));
    ended += slice.length;
    if (slice.length < SLICE) return ended;
  }
}
