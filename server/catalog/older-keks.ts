import { type Expression, type SqlBool, sql } from 'kysely';

/**
 * Of rows with `kek_id` and `id`, listed in that order: those that rest under a KEK older than `kekId`, behind the last
 * of the slice before.
 */
export function underOlderKek(kekId: number, after: { kekId: number; id: string } | null): Expression<SqlBool> {
  const older = sql<SqlBool>`(kek_id < ${kekId})`;
  return after === null ? older : sql<SqlBool>`(${older} and (kek_id, id) > (${after.kekId}, ${after.id}))`;
}
