import type { KeyedFileRow } from '../catalog/files.ts';
import { listLeft } from '../catalog/grants.ts';
import { listSpent } from '../catalog/share-items.ts';
import type { DownloadRight } from './download-rights.ts';
import { type LiveGrant, liveGrant } from './grant-live.ts';
import { GrantMeter } from './grant-meter.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';
import { recipientOf } from './share-codes.ts';
import { findShared, listShared, type SharedRow } from './share-contents.ts';
import { usedUp } from './share-reach.ts';

/**
 * Leave of a grant to download one file of its link.
 * @throws Problem NOT_FOUND, EXPIRED, USED_UP
 */
export async function grantRight(rooms: Rooms, id: string, fileId: string): Promise<DownloadRight<KeyedFileRow>> {
  const live = await liveGrant(rooms, id);
  const what = await findShared(rooms, live.share, fileId);
  if (!what) throw new Problem('NOT_FOUND', 'The link does not hold this file any more.');
  await checkAllowances(rooms, live, [fileId]);
  return right(rooms, live, what);
}

/**
 * Leave of a grant to download all files of its link as one.
 * @throws Problem NOT_FOUND, EXPIRED, USED_UP when one of them has no download left
 */
export async function grantRightToAll(rooms: Rooms, id: string): Promise<DownloadRight<SharedRow[]> & LiveGrant> {
  const live = await liveGrant(rooms, id);
  const what = await listShared(rooms, live.share);
  if (what.length === 0) throw new Problem('NOT_FOUND', 'The link holds no files any more.');
  await checkAllowances(
    rooms,
    live,
    what.map(({ row }) => row.id),
  );
  return { ...right(rooms, live, what), ...live };
}

function right<What>(rooms: Rooms, { grant, share }: LiveGrant, what: What): DownloadRight<What> {
  const recipient = grant.recipientHash && recipientOf(rooms, share, grant.recipientHash);
  return {
    what,
    countedAs: grant.id,
    by: {
      actor: { kind: 'grant', id: grant.id },
      shareId: share.id,
      grantId: grant.id,
      ...(recipient ? { recipient } : {}),
    },
    meter: new GrantMeter(rooms, { grant, share }),
  };
}

/** So that HEAD and the like tell of the end too; the count itself is held when an answer is admitted. */
async function checkAllowances(rooms: Rooms, { grant, share }: LiveGrant, fileIds: string[]): Promise<void> {
  const { maxDownloads } = share;
  if (maxDownloads === null) return;
  const held = await listLeft(rooms.catalog, grant.id);
  const fresh = fileIds.filter((id) => !held.has(id));
  if (fresh.length === 0) return;
  if (share.endReason === 'USED_UP') throw usedUp();
  const spent = await listSpent(rooms.catalog, share.id);
  if (fresh.some((id) => (spent.get(id) ?? 0) >= maxDownloads)) throw usedUp();
}
