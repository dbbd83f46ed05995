import type { Kysely } from 'kysely';
import type { DeletingFile } from './deletion.ts';
import type { RequestEnd } from './request-tables.ts';
import type { Database } from './tables.ts';

/** Ends a request, once: its token and its note are forgotten, the title stays. Gives false when it had ended. */
export async function endRequest(db: Kysely<Database>, id: string, now: number, reason: RequestEnd): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('file_requests')
    .set({ ended_at: now, end_reason: reason, sealed_token: null, sealed_note: null, password_hash: null })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** At most `limit` living requests whose time was over at `now`. */
export async function listOverdueRequests(
  db: Kysely<Database>,
  now: number,
  limit: number,
): Promise<{ id: string; ownerId: string }[]> {
  return db
    .selectFrom('file_requests')
    .select(['id', 'owner_id as ownerId'])
    .where('ended_at', 'is', null)
    .where('expires_at', '<=', now)
    .limit(limit)
    .execute();
}

/** Forgets requests, with their senders, that ended before `before`; gives how many. Files stay. */
export async function removeEndedRequests(db: Kysely<Database>, before: number): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('file_requests').where('ended_at', '<', before).executeTakeFirst();
  return Number(numDeletedRows);
}

/** Ends a sender's token, once; gives false when it had ended. */
export async function endSender(db: Kysely<Database>, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('request_senders')
    .set({ ended_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Ends the senders whose time was over at `now`, and those of ended requests; gives how many. */
export async function endOverdueSenders(db: Kysely<Database>, now: number): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('request_senders')
    .set({ ended_at: now })
    .where('ended_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('expires_at', '<=', now),
        eb.exists(
          eb
            .selectFrom('file_requests')
            .select('file_requests.id')
            .whereRef('file_requests.id', '=', 'request_senders.request_id')
            .where('file_requests.ended_at', 'is not', null),
        ),
      ]),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Forgets ended senders that never finished and of whom no file is left; gives how many. */
export async function removeIdleSenders(db: Kysely<Database>, before: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('request_senders')
    .where('ended_at', '<', before)
    .where('finished_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('files').select('files.id').whereRef('files.request_sender_id', '=', 'request_senders.id')),
      ),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Marks at most `limit` uploads that nobody may finish any more, as their senders have ended. */
export function markUnfinishable(db: Kysely<Database>, limit: number): Promise<DeletingFile[]> {
  return db
    .updateTable('files')
    .set((eb) => ({ state: 'deleting', lease_fence: eb('lease_fence', '+', 1), lease_until: 0 }))
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('files')
        .innerJoin('request_senders', 'request_senders.id', 'files.request_sender_id')
        .select('files.id')
        .where('files.state', '=', 'receiving')
        .where('request_senders.ended_at', 'is not', null)
        .limit(limit),
    )
    .returning(['id', 'next_part as nextPart'])
    .execute();
}
