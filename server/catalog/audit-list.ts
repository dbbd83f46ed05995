import { type Kysely, sql } from 'kysely';
import { type AuditRow, toAuditRow } from './audit-rows.ts';
import type { Database } from './tables.ts';

/** Which events; all where nothing is said. */
export interface AuditQuery {
  /** The account that may see them; null: all. */
  ownerId: string | null;
  actions: readonly string[] | null;
  fileId: string | null;
  shareId: string | null;
  /** The account behind the actor. */
  actorUserId: string | null;
  /** Milliseconds: not before, and before. */
  since: number | null;
  until: number | null;
}

/** A page of events, newest first, behind the place `before`; another page is announced by `hasNext`. */
export async function listEvents(
  db: Kysely<Database>,
  query: AuditQuery,
  { first, before }: { first: number; before: number | null },
): Promise<{ rows: AuditRow[]; hasNext: boolean }> {
  const bounds = await placesIn(db, query);
  if (bounds === null) return { rows: [], hasNext: false };
  const span = { ...bounds, high: before === null ? bounds.high : Math.min(bounds.high, before - 1) };
  const rows = await pageQuery(db, query, span, first + 1).execute();
  return { rows: rows.slice(0, first).map(toAuditRow), hasNext: rows.length > first };
}

/** The statement of a page, for `explain` too. */
export function pageQuery(
  db: Kysely<Database>,
  query: AuditQuery,
  { low, high }: { low: number; high: number },
  limit: number,
) {
  const { actions } = query;
  const wide = query.ownerId ?? query.fileId ?? query.shareId ?? query.actorUserId;
  // One walk for each action, merged; where another column narrows more, that one is walked and actions are looked at.
  if (actions !== null && wide === null) {
    const [walk, ...more] = actions.map((action) => filtered(db, query, low, high).where('action', '=', action));
    if (walk) {
      const all = more.reduce((union, other) => union.unionAll(other), walk);
      return all.orderBy('seq', 'desc').limit(limit);
    }
  }
  return filtered(db, query, low, high)
    .$if(actions !== null, (rows) =>
      rows.where(sql<boolean>`+action in (${sql.join(actions?.length ? [...actions] : [''])})`),
    )
    .orderBy('seq', 'desc')
    .limit(limit);
}

function filtered(db: Kysely<Database>, query: AuditQuery, low: number, high: number) {
  const { ownerId, fileId, shareId, actorUserId, since, until } = query;
  return db
    .selectFrom('audit_events')
    .selectAll()
    .where('seq', '>=', low)
    .where('seq', '<=', high)
    .$if(ownerId !== null, (rows) => rows.where('owner_id', '=', ownerId))
    .$if(fileId !== null, (rows) => rows.where('file_id', '=', fileId))
    .$if(shareId !== null, (rows) => rows.where('share_id', '=', shareId))
    .$if(actorUserId !== null, (rows) => rows.where('actor_user_id', '=', actorUserId))
    .$if(since !== null, (rows) => rows.where(sql<boolean>`+at >= ${since}`))
    .$if(until !== null, (rows) => rows.where(sql<boolean>`+at < ${until}`));
}

/** Between which places the events of a time stand, or null when there are none. A clock may have been set back. */
async function placesIn(
  db: Kysely<Database>,
  { since, until }: AuditQuery,
): Promise<{ low: number; high: number } | null> {
  const all = { low: 0, high: Number.MAX_SAFE_INTEGER };
  if (since === null && until === null) return all;
  const { low, high } = await db
    .selectFrom('audit_events')
    .select(({ fn }) => [fn.min('seq').as('low'), fn.max('seq').as('high')])
    .$if(since !== null, (rows) => rows.where('at', '>=', since ?? 0))
    .$if(until !== null, (rows) => rows.where('at', '<', until ?? 0))
    .executeTakeFirstOrThrow();
  return low === null || high === null ? null : { low: Number(low), high: Number(high) };
}

/** The newest event of a file, not after the place `seq`, that says the file's name to this owner; or null. */
export async function findNamed(
  db: Kysely<Database>,
  fileId: string,
  ownerId: string,
  seq: number,
): Promise<AuditRow | null> {
  const row = await db
    .selectFrom('audit_events')
    .selectAll()
    .where('file_id', '=', fileId)
    .where('sealed_names', 'is not', null)
    .where('seq', '<=', seq)
    .where(sql<boolean>`+owner_id = ${ownerId}`)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toAuditRow(row) : null;
}
