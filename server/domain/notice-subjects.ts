import { findRequest } from '../catalog/file-requests.ts';
import { findSender } from '../catalog/request-senders.ts';
import { findOwnedShare, listSharesEnding } from '../catalog/shares.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { openSender } from './receipts.ts';
import { openRequestTexts } from './request-texts.ts';
import type { Rooms } from './rooms.ts';
import { openShareTexts } from './share-texts.ts';

/** A link or a request whose owner wants to be told by mail. */
export interface Noticed {
  id: string;
  ownerId: string;
  /** As its owner called it; empty for none. */
  title: string;
}

/** A link, if its owner asked to be told. Its last download may have ended it: that is told of all the same. */
export async function noticedLink(rooms: Rooms, id: string): Promise<Noticed | null> {
  const share = await findOwnedShare(rooms.catalog, { id });
  if (!share?.notify || share.ownerDisabled) return null;
  return { id, ownerId: share.ownerId, title: openShareTexts(rooms, share).label };
}

/** Links that end by themselves after `from` and not after `until` (milliseconds since 1970), as `noticedLink`. */
export async function linksEnding(
  rooms: Rooms,
  from: number,
  until: number,
): Promise<(Noticed & { expiresAt: number })[]> {
  const shares = await listSharesEnding(rooms.catalog, from, until);
  return shares.flatMap((share) => {
    const { id, ownerId, expiresAt } = share;
    try {
      return { id, ownerId, title: openShareTexts(rooms, share).label, expiresAt };
    } catch (error) {
      if (!(error instanceof IntegrityError)) throw error;
      rooms.log.error({ err: error, shareId: id }, 'the texts of a link are damaged; its owner is not told of its end');
      return [];
    }
  });
}

/** A request, if its owner asked to be told; ended ones too, for what came before. */
export async function noticedRequest(rooms: Rooms, id: string): Promise<Noticed | null> {
  const request = await findRequest(rooms.catalog, { id });
  if (!request?.notify || request.owner.disabledAt !== null) return null;
  return { id, ownerId: request.ownerId, title: openRequestTexts(rooms, request).title };
}

/** As a sender called themself; empty for none. */
export async function senderName(rooms: Rooms, id: string): Promise<string> {
  const sender = await findSender(rooms.catalog, { id });
  return (sender && openSender(rooms, sender)?.name) ?? '';
}
