import { type DeletingFile, listByState, markAbandoned, markExpired } from '../catalog/deletion.ts';
import { truncateJournal } from '../catalog/journal.ts';
import { destroyObjects } from './destruction.ts';
import { recordAll } from './record.ts';
import { RESUMABLE_FOR } from './resumable-rows.ts';
import type { Rooms } from './rooms.ts';

const SLICE = 100;
/** Milliseconds since the last durable byte after which an upload that nobody can continue, without a living writer, is debris. */
const ABANDONED = 60_000;
/** Milliseconds after which a temporary object cannot be one that is still being written. */
const DEBRIS = 3_600_000;

export interface Swept {
  /** Files whose time was over. */
  expired: number;
  /** Uploads that no one will finish. */
  abandoned: number;
  /** Files whose deletion was broken off, with the two above. */
  destroyed: number;
  /** Temporary objects of writers that died. */
  debris: number;
}

/**
 * Ends what is over, working from the catalog's rows alone; needs no key, so it also runs while sealed. Whatever
 * fails is logged, stays in `deleting`, and is taken up by the next sweep.
 */
export async function sweep(rooms: Rooms): Promise<Swept> {
  const now = rooms.clock();
  const expired = await drain(() => expire(rooms, now));
  const idle = { now, touchedBefore: now - ABANDONED, resumableBefore: now - RESUMABLE_FOR };
  const abandoned = await drain(() => markAbandoned(rooms.catalog, idle, SLICE));
  const destroyed = await destroyMarked(rooms);
  // By the wall clock, which dates what a store holds: ours may be ahead of it, and must not take for debris what is
  // being written.
  const debris = await rooms.store.removeDebris(Date.now() - DEBRIS);
  const swept = { expired, abandoned, destroyed, debris };
  if (Object.values(swept).some((count) => count > 0)) {
    await truncateJournal(rooms.catalog);
    rooms.log.info(swept, 'the sweeper removed what was over');
  }
  return swept;
}

/** Ends a slice of what expired, and records it. */
function expire(rooms: Rooms, now: number): Promise<unknown[]> {
  return rooms.catalog.transaction().execute(async (trx) => {
    const files = await markExpired(trx, now, SLICE);
    const actor = { kind: 'system' } as const;
    await recordAll(
      rooms,
      trx,
      files.map(({ id, ownerId }) => ({ action: 'file.expired', actor, ownerId, fileId: id })),
    );
    return files;
  });
}

async function destroyMarked(rooms: Rooms): Promise<number> {
  let destroyed = 0;
  let after: string | null = null;
  for (;;) {
    const slice: DeletingFile[] = await listByState(rooms.catalog, 'deleting', after, SLICE);
    for (const file of slice) {
      try {
        await destroyObjects(rooms, file);
        destroyed += 1;
      } catch (error) {
        rooms.log.warn({ err: error, fileId: file.id }, 'objects could not be removed; the next sweep tries again');
      }
    }
    after = slice.at(-1)?.id ?? null;
    if (slice.length < SLICE) return destroyed;
  }
}

async function drain(take: () => Promise<unknown[]>): Promise<number> {
  let sum = 0;
  for (;;) {
    const { length } = await take();
    sum += length;
    if (length < SLICE) return sum;
  }
}
