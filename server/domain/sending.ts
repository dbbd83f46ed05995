import type { Kysely } from 'kysely';
import { countStored, seesPlace, takePlace } from '../catalog/request-places.ts';
import type { Database } from '../catalog/tables.ts';
import { readUsage } from '../catalog/usage.ts';
import { livePrincipal } from './live-principal.ts';
import type { Principal } from './principal.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';

/** Most bytes of one file that this principal may send, and whose bound it is. */
function largest(rooms: Rooms, sender: Principal): { bytes: number; bound: string } {
  const server = rooms.settings.maxFileSize;
  const own = sender.kind === 'request' ? (sender.into.maxFileSize ?? server) : server;
  return own < server ? { bytes: own, bound: 'this request' } : { bytes: server, bound: 'this server' };
}

/** @throws Problem FILE_TOO_LARGE for a file of more bytes than this principal may send */
export function checkFileSize(rooms: Rooms, sender: Principal, size: number): void {
  const { bytes, bound } = largest(rooms, sender);
  if (size > bytes) throw new Problem('FILE_TOO_LARGE', `The file is larger than ${bound} takes: ${bytes} bytes.`);
}

/** Bytes by which the files of whom it is sent to may grow at this moment. */
export async function roomLeft(rooms: Rooms, sender: Principal): Promise<number> {
  const { user, total } = rooms.settings.quotas;
  if (user === null && total === null) return Number.POSITIVE_INFINITY;
  const used = await readUsage(rooms.catalog, sender.userId);
  return Math.min((user ?? Number.POSITIVE_INFINITY) - used.user, (total ?? Number.POSITIVE_INFINITY) - used.total);
}

/** @throws Problem QUOTA_EXCEEDED for more bytes than there is room */
export function checkRoom(bytes: number, room: number): void {
  if (bytes > room) throw new Problem('QUOTA_EXCEEDED', 'There is not enough room left for this file.');
}

/**
 * Takes one more file on, inside the transaction `trx` that writes its row: of a request, the files that are under
 * way count too.
 * @throws Problem QUOTA_EXCEEDED when the request is full, UNAUTHENTICATED when it has ended
 */
export async function admit(trx: Kysely<Database>, sender: Principal): Promise<void> {
  if (sender.kind !== 'request') return;
  const place = await takePlace(trx, sender.into.requestId);
  if (place === 'ended') throw accessEnded();
  if (place === 'full') throw full();
}

/**
 * Refuses what `admit` would refuse at this moment, before anything is read.
 * @throws Problem QUOTA_EXCEEDED when the request is full
 */
export async function checkPlace(rooms: Rooms, sender: Principal): Promise<void> {
  if (sender.kind === 'request' && !(await seesPlace(rooms.catalog, sender.into.requestId))) throw full();
}

/**
 * Whoever sent a file must still be live and allowed to when it is published, inside that transaction; a file of a
 * request is counted.
 * @throws Problem UNAUTHENTICATED
 */
export async function admitStored(rooms: Rooms, trx: Kysely<Database>, sender: Principal): Promise<void> {
  // First, as it holds the request's row: whoever ends a request or finishes comes before or after, not in between.
  if (sender.kind === 'request' && !(await countStored(trx, sender.into.requestId))) throw accessEnded();
  const live = await livePrincipal({ ...rooms, catalog: trx }, sender);
  const allowed = live !== null && (live.kind === 'request' || live.scopes.has('WRITE'));
  if (!allowed || live.userId !== sender.userId) throw accessEnded();
}

const full = () => new Problem('QUOTA_EXCEEDED', 'This request takes no more files: it has as many as it may.');
const accessEnded = () =>
  new Problem('UNAUTHENTICATED', 'Your access ended while the file was being sent. It was not stored.');
