import type { Kysely, Selectable } from 'kysely';
import { underOlderKek } from './older-keks.ts';
import type { ShareEnd, ShareItemKind, SharesTable } from './share-tables.ts';
import type { Database } from './tables.ts';

/** The texts of a link, sealed under one KEK and revision; null where there is none, all null once it was cleared. */
export interface SealedShareTexts {
  sealedToken: Buffer | null;
  sealedLabel: Buffer | null;
  sealedRecipients: Buffer | null;
  kekId: number;
  rev: number;
}

/** A row of `shares`. */
export interface ShareRow extends SealedShareTexts {
  id: string;
  ownerId: string;
  passwordHash: string | null;
  requireCode: boolean;
  notify: boolean;
  maxDownloads: number | null;
  createdAt: number;
  expiresAt: number | null;
  endedAt: number | null;
  endReason: ShareEnd | null;
}

/** A link and who made it. */
export interface OwnedShareRow extends ShareRow {
  ownerName: string;
  ownerDisabled: boolean;
}

export type NewShare = Omit<ShareRow, 'endedAt' | 'endReason'> & { tokenHash: Buffer };

export interface ShareItem {
  kind: ShareItemKind;
  itemId: string;
}

/** A place in a listing, newest first. */
export interface SharePosition {
  createdAt: number;
  id: string;
}

/** Writes a link and what it names; in a transaction. */
export async function insertShare(trx: Kysely<Database>, share: NewShare, items: ShareItem[]): Promise<void> {
  await trx
    .insertInto('shares')
    .values({
      id: share.id,
      owner_id: share.ownerId,
      token_hash: share.tokenHash,
      ...textColumns(share),
      ...limitColumns(share),
      created_at: share.createdAt,
      ended_at: null,
      end_reason: null,
    })
    .execute();
  const rows = items.map(({ kind, itemId }) => ({ share_id: share.id, kind, item_id: itemId }));
  for (let i = 0; i < rows.length; i += 500) {
    await trx
      .insertInto('share_items')
      .values(rows.slice(i, i + 500))
      .execute();
  }
}

/** A link of this owner's by its id, ended ones too, or null. */
export async function findShare(db: Kysely<Database>, ownerId: string, id: string): Promise<ShareRow | null> {
  const row = await db
    .selectFrom('shares')
    .selectAll()
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .executeTakeFirst();
  return row ? toShareRow(row) : null;
}

/** A link by the SHA-256 of its token, or by the id of a grant; ended ones too; or null. */
export async function findOwnedShare(
  db: Kysely<Database>,
  by: { tokenHash: Buffer } | { id: string },
): Promise<OwnedShareRow | null> {
  const row = await db
    .selectFrom('shares')
    .innerJoin('users', 'users.id', 'shares.owner_id')
    .selectAll('shares')
    .select(['users.name as owner_name', 'users.disabled_at'])
    .where((eb) => ('id' in by ? eb('shares.id', '=', by.id) : eb('shares.token_hash', '=', by.tokenHash)))
    .executeTakeFirst();
  return row ? { ...toShareRow(row), ownerName: row.owner_name, ownerDisabled: row.disabled_at !== null } : null;
}

/** The owner's links after a position, newest first, at most `first`; a page that follows is announced by `hasNext`. */
export async function listShares(
  db: Kysely<Database>,
  ownerId: string,
  { first, after, fileId }: { first: number; after: SharePosition | null; fileId: string | null },
): Promise<{ rows: ShareRow[]; hasNext: boolean }> {
  const rows = await db
    .selectFrom('shares')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .$if(fileId !== null, (query) =>
      query.where('id', 'in', (eb) =>
        eb
          .selectFrom('share_items')
          .select('share_id')
          .where('item_id', '=', fileId ?? '')
          .where('kind', '=', 'file'),
      ),
    )
    .$if(after !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('created_at', 'id'), '<', tuple(after?.createdAt ?? 0, after?.id ?? '')),
      ),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(first + 1)
    .execute();
  return { rows: rows.slice(0, first).map(toShareRow), hasNext: rows.length > first };
}

/** Puts a changed link, its texts sealed at `rev + 1`, in place of that at `rev`; false when that is gone, or ended. */
export async function replaceShare(db: Kysely<Database>, rev: number, share: ShareRow): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('shares')
    .set({ ...textColumns(share), ...limitColumns(share) })
    .where('id', '=', share.id)
    .where('rev', '=', rev)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Links whose texts rest under a KEK older than `kekId`, at most `limit`; `after` is the last of the slice before. */
export async function listSharesOlderThan(
  db: Kysely<Database>,
  kekId: number,
  after: { kekId: number; id: string } | null,
  limit: number,
): Promise<ShareRow[]> {
  const rows = await db
    .selectFrom('shares')
    .selectAll()
    .where(underOlderKek(kekId, after))
    .where('sealed_token', 'is not', null)
    .orderBy('kek_id')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toShareRow);
}

/** Links that live, whose owners want to be told, and that end after `from` and not after `until`; at most 1,000. */
export async function listSharesEnding(
  db: Kysely<Database>,
  from: number,
  until: number,
): Promise<(ShareRow & { expiresAt: number })[]> {
  const rows = await db
    .selectFrom('shares')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('notify', '=', 1)
    .where('expires_at', '>', from)
    .where('expires_at', '<=', until)
    .orderBy('expires_at')
    .limit(1_000)
    .execute();
  return rows.map((row) => ({ ...toShareRow(row), expiresAt: row.expires_at ?? until }));
}

/** Puts texts sealed at `rev + 1` in place of those at `rev`; gives false when those are gone. */
export async function replaceShareTexts(
  db: Kysely<Database>,
  id: string,
  rev: number,
  texts: SealedShareTexts,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('shares')
    .set(textColumns(texts))
    .where('id', '=', id)
    .where('rev', '=', rev)
    .where('sealed_token', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

const textColumns = ({ sealedToken, sealedLabel, sealedRecipients, kekId, rev }: SealedShareTexts) => ({
  sealed_token: sealedToken,
  sealed_label: sealedLabel,
  sealed_recipients: sealedRecipients,
  kek_id: kekId,
  rev,
});

type Limits = Pick<ShareRow, 'passwordHash' | 'requireCode' | 'notify' | 'maxDownloads' | 'expiresAt'>;

const limitColumns = ({ passwordHash, requireCode, notify, maxDownloads, expiresAt }: Limits) => ({
  password_hash: passwordHash,
  require_code: requireCode ? 1 : 0,
  notify: notify ? 1 : 0,
  max_downloads: maxDownloads,
  expires_at: expiresAt,
});

function toShareRow(row: Selectable<SharesTable>): ShareRow {
  return {
    id: row.id,
    ownerId: row.owner_id,
    sealedToken: row.sealed_token,
    sealedLabel: row.sealed_label,
    sealedRecipients: row.sealed_recipients,
    kekId: row.kek_id,
    rev: row.rev,
    passwordHash: row.password_hash,
    requireCode: row.require_code === 1,
    notify: row.notify === 1,
    maxDownloads: row.max_downloads,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
    endReason: row.end_reason,
  };
}
