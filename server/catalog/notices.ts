import type { Kysely } from 'kysely';
import type { Database } from './tables.ts';

/** Notes that a notice is sent now; gives false when it was before, so that of two at once one sends it. */
export async function claimNotice(
  db: Kysely<Database>,
  { kind, subjectId, now }: { kind: string; subjectId: string; now: number },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('notices')
    .values({ kind, subject_id: subjectId, sent_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
