import { claimNotice, removeNotices } from '../catalog/notices.ts';
import { findUser } from '../catalog/users.ts';
import { arrivalWords, expiryWords, finishedWords, firstDownloadWords, type Words } from '../mail/words.ts';
import { linksEnding, type Noticed, noticedLink, noticedRequest, senderName } from './notice-subjects.ts';
import { onRecorded, type RecordedEvent } from './record.ts';
import type { Rooms } from './rooms.ts';

const DAY = 86_400_000;

/**
 * Mails owners who asked for it of the first download by a link, the first file that came by a request, and each
 * sender who has finished. Each once, also after a restart; does nothing without a mail server. Gives what ends it.
 */
export function startNotices(rooms: Rooms): () => void {
  if (!rooms.mail) return () => {};
  return onRecorded(rooms, (event) => {
    tell(rooms, event).catch((error: unknown) => {
      rooms.log.error({ err: error, seq: event.seq }, 'a notice could not be made');
    });
  });
}

async function tell(rooms: Rooms, event: RecordedEvent): Promise<void> {
  const { action, at, shareId, requestId, actor } = event;
  if (shareId && (action === 'grant.spent' || action === 'file.downloaded')) {
    const link = await noticedLink(rooms, shareId);
    if (link)
      await notify(rooms, link, 'share.downloaded', link.id, (url) =>
        firstDownloadWords({ ...link, label: link.title, at, url: `${url}/links` }),
      );
  }
  if (requestId && action === 'file.uploaded') {
    const request = await noticedRequest(rooms, requestId);
    if (request)
      await notify(rooms, request, 'request.arrived', request.id, (url) =>
        arrivalWords({ ...request, at, url: `${url}/requests` }),
      );
  }
  if (requestId && action === 'request.finished') {
    const request = await noticedRequest(rooms, requestId);
    if (!request) return;
    const senderId = 'id' in actor ? actor.id : requestId;
    const sender = await senderName(rooms, senderId);
    await notify(rooms, request, 'request.finished', senderId, (url) =>
      finishedWords({ ...request, sender, at, url: `${url}/requests` }),
    );
  }
}

/**
 * Mails the owners of links that end within a day, once for each; a round of the housekeeping. Gives how many.
 * What is sealed needs the keys: nothing is done without them.
 */
export async function tellOfEndings(rooms: Rooms): Promise<number> {
  if (!rooms.mail || rooms.vault.state !== 'UNSEALED') return 0;
  const now = rooms.clock();
  let told = 0;
  for (const link of await linksEnding(rooms, now, now + DAY)) {
    const words = (url: string) => expiryWords({ label: link.title, at: link.expiresAt, url: `${url}/links` });
    // A link that is given more time is told of again when that ends.
    if (await notify(rooms, link, 'share.expires', `${link.id} ${link.expiresAt}`, words)) told += 1;
  }
  return told;
}

/**
 * Forgets which notices were sent of links, requests and senders that are forgotten themselves; a round of the
 * housekeeping. Needs no key. Gives how many.
 */
export function forgetNotices(rooms: Rooms): Promise<number> {
  return removeNotices(rooms.catalog, rooms.clock() - DAY);
}

async function notify(
  rooms: Rooms,
  { ownerId }: Noticed,
  kind: string,
  subjectId: string,
  words: (publicUrl: string) => Words,
): Promise<boolean> {
  const owner = await findUser(rooms.catalog, ownerId);
  if (!rooms.mail || !owner || owner.disabledAt !== null) return false;
  if (!(await claimNotice(rooms.catalog, { kind, subjectId, now: rooms.clock() }))) return false;
  rooms.mail.post({ to: owner.email, ...words(rooms.settings.publicUrl) });
  return true;
}
