import type { CompiledQuery, Kysely } from 'kysely';
import { type AuditRow, fromAuditRow, type SealedNames, toAuditRow } from './audit-rows.ts';
import { underOlderKek } from './older-keks.ts';
import type { Database } from './tables.ts';

export type { AuditRow, SealedNames } from './audit-rows.ts';

/** The newest event's place and hash, or null before the first. */
export async function readHead(db: Kysely<Database>): Promise<Pick<AuditRow, 'seq' | 'hash'> | null> {
  const row = await db
    .selectFrom('audit_events')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Rows of one statement: few lengths, so that each is compiled and prepared once. A process has one dialect. */
const LENGTHS = [64, 16, 4, 1];
const statements = new Map<number, CompiledQuery>();

/**
 * Adds events, in the transaction in which the head was read.
 * @throws CatalogError DUPLICATE when another was added since
 */
export async function insertEvents(trx: Kysely<Database>, events: readonly AuditRow[]): Promise<void> {
  for (let at = 0; at < events.length; ) {
    const length = LENGTHS.find((rows) => rows <= events.length - at) ?? 1;
    const rows = events.slice(at, at + length).map(fromAuditRow);
    const statement = statements.get(length) ?? trx.insertInto('audit_events').values(rows).compile();
    statements.set(length, statement);
    await trx.executeQuery({ ...statement, parameters: rows.flatMap(Object.values) });
    at += length;
  }
}

/** At most `limit` events that follow the place `after`, oldest first. */
export async function eventsAfter(db: Kysely<Database>, after: number, limit: number): Promise<AuditRow[]> {
  const rows = await db
    .selectFrom('audit_events')
    .selectAll()
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(toAuditRow);
}

/** At most `limit` events without a signature that follow the place `after`, oldest first. */
export async function unsignedEvents(db: Kysely<Database>, after: number, limit: number): Promise<AuditRow[]> {
  const rows = await db
    .selectFrom('audit_events')
    .selectAll()
    .where('signature', 'is', null)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(toAuditRow);
}

/** Gives an event its signature, where it has none. */
export async function putSignature(db: Kysely<Database>, seq: number, signature: Buffer): Promise<void> {
  await db
    .updateTable('audit_events')
    .set({ signature })
    .where('seq', '=', seq)
    .where('signature', 'is', null)
    .execute();
}

/** What of an event a rotation moves. */
export interface EventNames {
  seq: number;
  id: string;
  kekId: number;
  rev: number;
  names: Buffer;
}

/** Events whose names rest under a KEK older than `kekId`, at most `limit`; `after` is the last of the slice before. */
export async function listNamesOlderThan(
  db: Kysely<Database>,
  kekId: number,
  after: { kekId: number; seq: number } | null,
  limit: number,
): Promise<EventNames[]> {
  const rows = await db
    .selectFrom('audit_events')
    .select(['seq', 'id', 'kek_id', 'rev', 'sealed_names'])
    .where(underOlderKek(kekId, after && { kekId: after.kekId, id: after.seq }, 'seq'))
    .orderBy('kek_id')
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    id: row.id,
    kekId: row.kek_id ?? 0,
    rev: row.rev ?? 0,
    names: row.sealed_names ?? Buffer.alloc(0),
  }));
}

/** Puts names sealed at `next.rev` in place of those at `rev`; gives false when those are gone. */
export async function replaceNames(
  db: Kysely<Database>,
  seq: number,
  rev: number,
  next: SealedNames,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('audit_events')
    .set({ sealed_names: next.names, kek_id: next.kekId, rev: next.rev })
    .where('seq', '=', seq)
    .where('rev', '=', rev)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
