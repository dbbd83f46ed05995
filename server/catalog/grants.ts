import type { Kysely, Selectable } from 'kysely';
import type { GrantsTable } from './share-tables.ts';
import type { Database } from './tables.ts';

export interface GrantRow {
  id: string;
  shareId: string;
  recipientHash: Buffer | null;
  createdAt: number;
  expiresAt: number;
}

export type NewGrant = GrantRow & {
  /** SHA-256 of the visitor's cookie. */
  visitorHash: Buffer;
  address: string;
};

export async function insertGrant(db: Kysely<Database>, grant: NewGrant): Promise<void> {
  await db
    .insertInto('grants')
    .values({
      id: grant.id,
      share_id: grant.shareId,
      visitor_hash: grant.visitorHash,
      recipient_hash: grant.recipientHash,
      address: grant.address,
      created_at: grant.createdAt,
      expires_at: grant.expiresAt,
    })
    .execute();
}

/** The grant of this id, expired or not, or null. */
export async function findGrant(db: Kysely<Database>, id: string): Promise<GrantRow | null> {
  const row = await db.selectFrom('grants').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toGrantRow(row) : null;
}

/** The grant of a link that this visitor holds at `now`, or null. */
export async function findVisitorsGrant(
  db: Kysely<Database>,
  shareId: string,
  visitorHash: Buffer,
  now: number,
): Promise<GrantRow | null> {
  const row = await db
    .selectFrom('grants')
    .selectAll()
    .where('share_id', '=', shareId)
    .where('visitor_hash', '=', visitorHash)
    .where('expires_at', '>', now)
    .orderBy('expires_at', 'desc')
    .executeTakeFirst();
  return row ? toGrantRow(row) : null;
}

/** Ends all grants of a link: whoever holds one must open it again. */
export async function deleteGrants(db: Kysely<Database>, shareId: string): Promise<void> {
  await db.deleteFrom('grants').where('share_id', '=', shareId).execute();
}

/** Of each file that a grant has taken an allowance of, the bytes that it may still deliver. */
export async function listLeft(db: Kysely<Database>, grantId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('grant_files')
    .select(['file_id', 'left_bytes'])
    .where('grant_id', '=', grantId)
    .execute();
  return new Map(rows.map(({ file_id, left_bytes }) => [file_id, left_bytes]));
}

/**
 * Lets go of the spent allowances of files of which a grant can deliver less than once more, where the link has
 * others: the next first byte takes a new one.
 */
export async function renewAllowances(
  db: Kysely<Database>,
  grant: { id: string; shareId: string },
  maxDownloads: number | null,
): Promise<void> {
  await db
    .deleteFrom('grant_files')
    .where('grant_id', '=', grant.id)
    .where('spent_at', 'is not', null)
    .where((eb) => eb(eb('left_bytes', '*', 2), '<', eb.ref('allowed')))
    .$if(maxDownloads !== null, (query) =>
      query.where('file_id', 'in', (eb) =>
        eb
          .selectFrom('share_spent')
          .select('file_id')
          .where('share_id', '=', grant.shareId)
          .where('spent', '<', maxDownloads ?? 0),
      ),
    )
    .execute();
}

function toGrantRow(row: Selectable<GrantsTable>): GrantRow {
  return {
    id: row.id,
    shareId: row.share_id,
    recipientHash: row.recipient_hash,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
