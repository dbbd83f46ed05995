import type { Kysely, Selectable } from 'kysely';
import type { DeletingFile } from './deletion.ts';
import { type KeyedFileRow, toKeyedFileRow } from './file-rows.ts';
import { underOlderKek } from './older-keks.ts';
import type { RequestSendersTable } from './request-tables.ts';
import type { Database } from './tables.ts';

/** A row of `request_senders`; see request-tables.ts for what each field holds. */
export interface SenderRow {
  id: string;
  requestId: string;
  createdAt: number;
  expiresAt: number;
  endedAt: number | null;
  finishedAt: number | null;
  sealedSender: Buffer | null;
  sealedReceipt: Buffer | null;
  kekId: number | null;
  rev: number;
}

export type NewSender = Pick<SenderRow, 'id' | 'requestId' | 'createdAt' | 'expiresAt'> & {
  /** SHA-256 of the upload token's text. */
  tokenHash: Buffer;
};

export async function insertSender(db: Kysely<Database>, sender: NewSender): Promise<void> {
  await db
    .insertInto('request_senders')
    .values({
      id: sender.id,
      request_id: sender.requestId,
      token_hash: sender.tokenHash,
      created_at: sender.createdAt,
      expires_at: sender.expiresAt,
      ended_at: null,
      finished_at: null,
      sealed_sender: null,
      sealed_receipt: null,
      kek_id: null,
      rev: 0,
    })
    .execute();
}

/** The sender by id, or by the SHA-256 of the upload token, ended ones too; or null. */
export async function findSender(
  db: Kysely<Database>,
  by: { id: string } | { tokenHash: Buffer },
): Promise<SenderRow | null> {
  const row = await db
    .selectFrom('request_senders')
    .selectAll()
    .where((eb) => ('id' in by ? eb('id', '=', by.id) : eb('token_hash', '=', by.tokenHash)))
    .executeTakeFirst();
  return row ? toSenderRow(row) : null;
}

/** Senders of a request that sent something or finished, the oldest first, at most `limit`. */
export async function listSenders(db: Kysely<Database>, requestId: string, limit: number): Promise<SenderRow[]> {
  const rows = await db
    .selectFrom('request_senders')
    .selectAll()
    .where('request_id', '=', requestId)
    .where((eb) =>
      eb.or([
        eb('finished_at', 'is not', null),
        eb.exists(
          eb
            .selectFrom('files')
            .select('files.id')
            .whereRef('files.request_sender_id', '=', 'request_senders.id')
            .where('files.state', '=', 'stored'),
        ),
      ]),
    )
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toSenderRow);
}

/** The stored files that a sender sent, not expired at `now`, the oldest first. */
export async function listSentFiles(db: Kysely<Database>, senderId: string, now: number): Promise<KeyedFileRow[]> {
  const rows = await db
    .selectFrom('files')
    .innerJoin('file_keys', 'file_keys.file_id', 'files.id')
    .selectAll('files')
    .select(['kek_id', 'wrapped_dek'])
    .where('request_sender_id', '=', senderId)
    .where('state', '=', 'stored')
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('touched_at')
    .orderBy('files.id')
    .execute();
  return rows.map(toKeyedFileRow);
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
        eb('request_id', 'in', eb.selectFrom('file_requests').select('id').where('ended_at', 'is not', null)),
      ]),
    )
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** What a sender told, and what the receipt says. */
export interface SealedSender {
  sealedSender: Buffer;
  sealedReceipt: Buffer;
  kekId: number;
}

/** Ends a sender that says it has sent all; gives false when it had said so before. */
export async function finishSender(
  trx: Kysely<Database>,
  { id, rev }: Pick<SenderRow, 'id' | 'rev'>,
  now: number,
  sealed: SealedSender,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('request_senders')
    .set((eb) => ({
      ended_at: eb.fn.coalesce('ended_at', eb.val(now)),
      finished_at: now,
      sealed_sender: sealed.sealedSender,
      sealed_receipt: sealed.sealedReceipt,
      kek_id: sealed.kekId,
      rev: rev + 1,
    }))
    .where('id', '=', id)
    .where('rev', '=', rev)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Puts texts sealed at `rev + 1` in place of those at `rev`; gives false when someone else was first. */
export async function replaceSenderTexts(
  db: Kysely<Database>,
  { id, rev }: Pick<SenderRow, 'id' | 'rev'>,
  next: SealedSender,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('request_senders')
    .set({ sealed_sender: next.sealedSender, sealed_receipt: next.sealedReceipt, kek_id: next.kekId, rev: rev + 1 })
    .where('id', '=', id)
    .where('rev', '=', rev)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Senders whose texts rest under a KEK older than `kekId`, at most `limit`; `after` is the last of the slice before. */
export async function listSendersOlderThan(
  db: Kysely<Database>,
  kekId: number,
  after: { kekId: number; id: string } | null,
  limit: number,
): Promise<(SenderRow & SealedSender)[]> {
  const rows = await db
    .selectFrom('request_senders')
    .selectAll()
    .where(underOlderKek(kekId, after))
    .orderBy('kek_id')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.flatMap((row) => sealedOf(toSenderRow(row)) ?? []);
}

/** The row, if it holds texts. */
export function sealedOf(row: SenderRow): (SenderRow & SealedSender) | null {
  const { sealedSender, sealedReceipt, kekId } = row;
  return sealedSender && sealedReceipt && kekId !== null ? { ...row, sealedSender, sealedReceipt, kekId } : null;
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

/** Stored files whose contents a receipt needs the hash of, by id, at most `limit`. */
export async function listHashDue(db: Kysely<Database>, after: string, limit: number): Promise<KeyedFileRow[]> {
  const rows = await db
    .selectFrom('files')
    .innerJoin('file_keys', 'file_keys.file_id', 'files.id')
    .selectAll('files')
    .select(['kek_id', 'wrapped_dek'])
    .where('hash_due', '=', 1)
    .where('state', '=', 'stored')
    .where('files.id', '>', after)
    .orderBy('files.id')
    .limit(limit)
    .execute();
  return rows.map(toKeyedFileRow);
}

/** Notes that a file's metadata holds the hash. */
export async function clearHashDue(trx: Kysely<Database>, id: string): Promise<void> {
  await trx.updateTable('files').set({ hash_due: 0 }).where('id', '=', id).execute();
}

function toSenderRow(row: Selectable<RequestSendersTable>): SenderRow {
  return {
    id: row.id,
    requestId: row.request_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
    finishedAt: row.finished_at,
    sealedSender: row.sealed_sender,
    sealedReceipt: row.sealed_receipt,
    kekId: row.kek_id,
    rev: row.rev,
  };
}
