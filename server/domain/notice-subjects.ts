import { findRequest } from '../catalog/file-requests.ts';
import { findSender } from '../catalog/request-senders.ts';
import { findOwnedShare, listSharesEnding } from '../catalog/shares.ts';
import type { NoticeSubjects } from './notices.ts';
import { openSender } from './receipts.ts';
import { openRequestTexts } from './request-texts.ts';
import type { Rooms } from './rooms.ts';
import { openShareTexts } from './share-texts.ts';

/** Links whose owners want to be told, and requests, whose owners always are. */
export function noticeSubjects(rooms: Rooms): NoticeSubjects {
  const { catalog } = rooms;
  return {
    async link(id) {
      const share = await findOwnedShare(catalog, { id });
      // Its last download may have ended it: that is told of all the same.
      if (!share?.notify || share.ownerDisabled) return null;
      return { id, ownerId: share.ownerId, title: openShareTexts(rooms, share).label };
    },
    async linksEnding(from, until) {
      const shares = await listSharesEnding(catalog, from, until);
      return shares.map((share) => ({
        id: share.id,
        ownerId: share.ownerId,
        title: openShareTexts(rooms, share).label,
        expiresAt: share.expiresAt,
      }));
    },
    async request(id) {
      const request = await findRequest(catalog, { id });
      if (!request || request.owner.disabledAt !== null) return null;
      return { id, ownerId: request.ownerId, title: openRequestTexts(rooms, request).title };
    },
    async sender(id) {
      const sender = await findSender(catalog, { id });
      return (sender && openSender(rooms, sender)?.name) ?? '';
    },
  };
}
