import { type Expression, type Kysely, type Selectable, type SqlBool, sql } from 'kysely';
import type { Database } from './tables.ts';

/**
 * Of rows that are listed by `kek_id` and then by `column`, those that rest under a KEK older than `kekId`, behind the
 * last of the slice before, whose `id` is what `column` holds.
 */
export function underOlderKek(
  kekId: number,
  after: { kekId: number; id: string | number } | null,
  column: 'id' | 'file_id' | 'seq' = 'id',
): Expression<SqlBool> {
  const older = sql<SqlBool>`(kek_id < ${kekId})`;
  if (after === null) return older;
  return sql<SqlBool>`(${older} and (kek_id, ${sql.ref(column)}) > (${after.kekId}, ${after.id}))`;
}

/** A slice of rows to move: of those under a KEK older than `kekId`, at most `limit` behind the last of the slice before. */
export type OlderThan = [
  db: Kysely<Database>,
  kekId: number,
  after: { kekId: number; id: string } | null,
  limit: number,
];

/** Rows of a table of sealed texts that rest under an older KEK, by KEK and id. */
export async function listOlder<Table extends 'api_tokens' | 'folders' | 'file_requests' | 'request_senders'>(
  table: Table,
  ...[db, kekId, after, limit]: OlderThan
): Promise<Selectable<Database[Table]>[]> {
  const { rows } = await sql<Selectable<Database[Table]>>`
    select * from ${sql.table(table)} where ${underOlderKek(kekId, after)} order by kek_id, id limit ${limit}
  `.execute(db);
  return rows;
}
