import { listSenders } from '../catalog/request-senders.ts';
import { type Principal, requireScope } from './principal.ts';
import { openSender, type SentFile, sentFiles } from './receipts.ts';
import { ownRequest } from './requests.ts';
import type { Rooms } from './rooms.ts';

/** Someone who sent files into a request, as its owner sees them. */
export interface RequestSender {
  id: string;
  name: string | null;
  email: string | null;
  /** Milliseconds since 1970. */
  finishedAt: number | null;
}

const MOST = 200;

/** Those who sent something into one of the caller's requests, the first first. Scope SHARE. @throws Problem NOT_FOUND */
export async function listRequestSenders(
  rooms: Rooms,
  principal: Principal | null,
  requestId: string,
): Promise<RequestSender[]> {
  await ownRequest(rooms, requireScope(principal, 'SHARE'), requestId);
  const rows = await listSenders(rooms.catalog, requestId, MOST);
  return rows.map((row) => ({
    id: row.id,
    ...(openSender(rooms, row) ?? { name: null, email: null }),
    finishedAt: row.finishedAt,
  }));
}

/** What a sender sent and is still the caller's. Scope READ. */
export async function listSenderFiles(
  rooms: Rooms,
  principal: Principal | null,
  senderId: string,
): Promise<SentFile[]> {
  const { userId } = requireScope(principal, 'READ');
  return sentFiles(rooms, senderId, userId);
}
