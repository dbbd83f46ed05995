import { type Kysely, sql } from 'kysely';
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

/** Removes what was noted at `before` or earlier of links, requests and senders that are not there any more; gives how many. */
export async function removeNotices(db: Kysely<Database>, before: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('notices')
    .where('sent_at', '<=', before)
    .where(({ and, not, exists, selectFrom }) =>
      and(
        (['shares', 'file_requests', 'request_senders'] as const).map((table) =>
          not(exists(selectFrom(table).select('id').where('id', '=', subjectOf))),
        ),
      ),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** The uuid that a notice's subject begins with. */
const subjectOf = sql<string>`substr(notices.subject_id, 1, 36)`;
