import { type Kysely, sql } from 'kysely';
import type { FileRequestRow } from './file-requests.ts';
import type { Database } from './tables.ts';

/** How many files are on their way into a request. */
export async function countUnderWay(db: Kysely<Database>, requestId: string): Promise<number> {
  const { files } = await db
    .selectFrom('request_senders')
    .innerJoin('files', 'files.request_sender_id', 'request_senders.id')
    .select(({ fn }) => fn.countAll<number>().as('files'))
    .where('request_senders.request_id', '=', requestId)
    // SQLite would otherwise begin with all uploads that there are.
    .where(sql<boolean>`+files.state = 'receiving'`)
    .executeTakeFirstOrThrow();
  return Number(files);
}

/** Holds the request's row for the rest of the transaction `trx`, and gives what it counts; null when it has ended. */
export async function holdRequest(trx: Kysely<Database>, id: string): Promise<Places | null> {
  const request = await trx
    .updateTable('file_requests')
    .set((eb) => ({ files: eb.ref('files') }))
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning(['files', 'max_files as maxFiles'])
    .executeTakeFirst();
  return request ?? null;
}

export type Places = Pick<FileRequestRow, 'files' | 'maxFiles'>;

/**
 * Whether one more file may come (`free`), at this moment and for the rest of the transaction `trx`: files that are under way
 * count. Holds the request's row, so that of two for the last place one sees the other.
 */
export async function takePlace(trx: Kysely<Database>, requestId: string): Promise<'free' | 'full' | 'ended'> {
  const request = await holdRequest(trx, requestId);
  if (!request) return 'ended';
  const { files, maxFiles } = request;
  return maxFiles === null || files + (await countUnderWay(trx, requestId)) < maxFiles ? 'free' : 'full';
}

/** Whether one more file might come, at this moment; takes nothing, and true also of a request that has ended. */
export async function seesPlace(db: Kysely<Database>, requestId: string): Promise<boolean> {
  const request = await db
    .selectFrom('file_requests')
    .select(['files', 'max_files as maxFiles'])
    .where('id', '=', requestId)
    .executeTakeFirst();
  if (!request || request.maxFiles === null) return true;
  return request.files + (await countUnderWay(db, requestId)) < request.maxFiles;
}

/** Counts a file that was stored; gives false when the request has ended. */
export async function countStored(trx: Kysely<Database>, requestId: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('file_requests')
    .set((eb) => ({ files: eb('files', '+', 1) }))
    .where('id', '=', requestId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
