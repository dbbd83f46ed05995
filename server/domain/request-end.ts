import {
  endOverdueSenders,
  endRequest,
  listOverdueRequests,
  markUnfinishable,
  removeEndedRequests,
  removeIdleSenders,
} from '../catalog/request-ends.ts';
import { destroyObjects } from './destruction.ts';
import { record } from './record.ts';
import type { Rooms } from './rooms.ts';

/** Milliseconds for which an ended request is remembered. */
const REMEMBERED = 90 * 86_400_000;
/** Milliseconds after its end for which an opening that brought nothing is remembered. */
const IDLE = 86_400_000;
const SLICE = 100;

/** Writes down that a request's time is over. */
export async function expireRequest(rooms: Rooms, { id, ownerId }: { id: string; ownerId: string }): Promise<void> {
  await rooms.catalog.transaction().execute(async (trx) => {
    if (!(await endRequest(trx, id, rooms.clock(), 'EXPIRED'))) return;
    await record(rooms, trx, { action: 'request.ended', actor: { kind: 'system' }, ownerId, requestId: id });
  });
}

/**
 * Destroys uploads that nobody may finish any more: their sender has finished, or the request has ended. What fails
 * stays in `deleting` for the sweeper.
 */
export async function dropUnfinished(rooms: Rooms): Promise<number> {
  await endOverdueSenders(rooms.catalog, rooms.clock());
  let dropped = 0;
  for (;;) {
    const slice = await markUnfinishable(rooms.catalog, SLICE);
    for (const file of slice) {
      await destroyObjects(rooms, file).catch((error: unknown) => {
        rooms.log.warn({ err: error, fileId: file.id }, 'objects of an upload are left to the sweeper');
      });
    }
    dropped += slice.length;
    if (slice.length < SLICE) return dropped;
  }
}

/** Ends what is over of file requests, and forgets what was to be remembered until now. Needs no key. */
export async function sweepRequests(rooms: Rooms): Promise<void> {
  const now = rooms.clock();
  for (;;) {
    const slice = await listOverdueRequests(rooms.catalog, now, SLICE);
    for (const request of slice) await expireRequest(rooms, request);
    if (slice.length < SLICE) break;
  }
  const dropped = await dropUnfinished(rooms);
  const senders = await removeIdleSenders(rooms.catalog, now - IDLE);
  const requests = await removeEndedRequests(rooms.catalog, now - REMEMBERED);
  if (dropped + senders + requests > 0) {
    rooms.log.info({ dropped, senders, requests }, 'the sweeper removed what was over of file requests');
  }
}
