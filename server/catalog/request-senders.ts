import { type Kysely, type Selectable, sql } from 'kysely';
import { type KeyedFileRow, toKeyedFileRow } from './file-rows.ts';
import { listOlder, type OlderThan } from './older-keks.ts';
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
    // SQLite would otherwise go through all stored files, as an index has them in the order that is asked for.
    .where(sql<boolean>`+state = 'stored'`)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('touched_at')
    .orderBy('files.id')
    .execute();
  return rows.map(toKeyedFileRow);
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

/** A sender whose texts rest under a KEK. */
export type KeyedSenderRow = SenderRow & { kekId: number };

/** Senders whose texts rest under an older KEK. */
export async function listSendersOlderThan(...slice: OlderThan): Promise<KeyedSenderRow[]> {
  // None is left out, also where its texts are gone: a slice that is shorter than asked for is the last.
  return (await listOlder('request_senders', ...slice)).map((row) => ({ ...toSenderRow(row), kekId: row.kek_id ?? 0 }));
}

/** The row, if it holds texts. */
export function sealedOf(row: SenderRow): (SenderRow & SealedSender) | null {
  const { sealedSender, sealedReceipt, kekId } = row;
  return sealedSender && sealedReceipt && kekId !== null ? { ...row, sealedSender, sealedReceipt, kekId } : null;
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
