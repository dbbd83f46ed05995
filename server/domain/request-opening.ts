import { randomBytes, randomUUID } from 'node:crypto';
import { type FileRequestRow, findRequest, type RequestOwner } from '../catalog/file-requests.ts';
import { countUnderWay } from '../catalog/request-places.ts';
import { insertSender } from '../catalog/request-senders.ts';
import { takeAttempt } from './attempts.ts';
import { provesPassword, refuseSlowly } from './guard-password.ts';
import { hashToken } from './live-principal.ts';
import { UPLOAD_TOKEN_PREFIX } from './live-sender.ts';
import { Problem } from './problem.ts';
import { record } from './record.ts';
import { expireRequest } from './request-end.ts';
import { openRequestTexts } from './request-texts.ts';
import type { Rooms } from './rooms.ts';

/** What anyone who has the link may know before opening it. */
export interface RequestInfo {
  needsPassword: boolean;
  /** Milliseconds since 1970. */
  expiresAt: number | null;
  owner: string;
  /** Empty where it needs a password. */
  title: string;
}

/** What the sender is told. Sizes in bytes, times in milliseconds since 1970. */
export interface OpenedRequest {
  title: string;
  note: string;
  owner: string;
  limits: { filesLeft: number | null; maxFileSize: number; expiresAt: number | null };
  uploadToken: string;
}

/** Milliseconds for which an upload token works. */
export const UPLOAD_TOKEN_LIFETIME = 86_400_000;

/** @throws Problem NOT_FOUND, the same for a token that never was one and one that was closed; EXPIRED; RATE_LIMITED */
export async function fileRequestInfo(rooms: Rooms, token: string): Promise<RequestInfo> {
  const request = await requestByToken(rooms, token);
  const needsPassword = request.passwordHash !== null;
  return {
    needsPassword,
    expiresAt: request.expiresAt,
    owner: request.owner.name,
    title: needsPassword ? '' : openRequestTexts(rooms, request).title,
  };
}

/**
 * Opens a request: checks its password, and gives an upload token for a day.
 * @throws Problem NOT_FOUND, EXPIRED, USED_UP for one that is full, WRONG_PASSPHRASE, RATE_LIMITED
 */
export async function openFileRequest(
  rooms: Rooms,
  { token, password }: { token: string; password: string | null },
): Promise<OpenedRequest> {
  await takeAttempt(rooms, 'requestOpen', rooms.address ?? '');
  const request = await requestByToken(rooms, token).catch((error: unknown) => refuseSlowly(rooms, password, error));
  await checkPassword(rooms, request, password);
  const filesLeft = await placesLeft(rooms, request);
  if (filesLeft === 0) throw new Problem('USED_UP', 'This request has as many files as it takes.');

  const now = rooms.clock();
  const id = randomUUID();
  const uploadToken = UPLOAD_TOKEN_PREFIX + randomBytes(32).toString('base64url');
  await rooms.catalog.transaction().execute(async (trx) => {
    await insertSender(trx, {
      id,
      requestId: request.id,
      tokenHash: hashToken(uploadToken),
      createdAt: now,
      expiresAt: now + UPLOAD_TOKEN_LIFETIME,
    });
    await record(rooms, trx, {
      action: 'request.opened',
      actor: { kind: 'sender', id },
      ownerId: request.ownerId,
      requestId: request.id,
    });
  });
  const { title, note } = openRequestTexts(rooms, request);
  const maxFileSize = Math.min(request.maxFileSize ?? rooms.settings.maxFileSize, rooms.settings.maxFileSize);
  return {
    title,
    note: note ?? '',
    owner: request.owner.name,
    limits: { filesLeft, maxFileSize, expiresAt: request.expiresAt },
    uploadToken,
  };
}

async function placesLeft(rooms: Rooms, { id, files, maxFiles }: FileRequestRow): Promise<number | null> {
  return maxFiles === null ? null : Math.max(0, maxFiles - files - (await countUnderWay(rooms.catalog, id)));
}

/** The living request of a link's token. What cannot be opened takes the same way, and as long, whatever it is. */
async function requestByToken(rooms: Rooms, token: string): Promise<FileRequestRow & { owner: RequestOwner }> {
  const request = await findRequest(rooms.catalog, { tokenHash: hashToken(token) });
  if (!request || request.endReason === 'CLOSED' || request.owner.disabledAt !== null) {
    throw new Problem(
      'NOT_FOUND',
      'There is no request at this address. It may have been closed. Ask whoever sent it.',
    );
  }
  const over = request.expiresAt !== null && request.expiresAt <= rooms.clock();
  if (request.endedAt === null && over) await expireRequest(rooms, request);
  if (request.endedAt !== null || over) {
    throw new Problem('EXPIRED', 'This request is over. Ask whoever sent the link for a new one.');
  }
  return request;
}

/** Five tries lock the request for that network for a while; thirty in ten minutes make everyone wait. */
async function checkPassword(rooms: Rooms, request: FileRequestRow, password: string | null): Promise<void> {
  const { id, ownerId, passwordHash } = request;
  if (passwordHash === null) return;
  const wrong = new Problem('WRONG_PASSPHRASE', 'This is not the password of the request.');
  if (password === null) throw wrong;
  const counts = { here: 'requestPassword', all: 'requestPasswordAll' } as const;
  if (await provesPassword(rooms, { id, passwordHash, counts }, password)) return;
  const event = { action: 'request.refused', actor: { kind: 'anonymous' }, ownerId, requestId: id } as const;
  await record(rooms, rooms.catalog, event);
  throw wrong;
}
