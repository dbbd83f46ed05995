import { randomBytes, randomUUID } from 'node:crypto';
import { findVisitorsGrant, type GrantRow, insertGrant, listLeft, renewAllowances } from '../catalog/grants.ts';
import { listSpent } from '../catalog/share-items.ts';
import type { OwnedShareRow } from '../catalog/shares.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { refuseSlowly } from './guard-password.ts';
import { hashToken } from './live-principal.ts';
import { record } from './record.ts';
import type { Rooms } from './rooms.ts';
import { kindOf, listShared, type SharedRow } from './share-contents.ts';
import { type Proof, provePerson } from './share-proof.ts';
import { reachShare } from './share-reach.ts';
import { openShareTexts } from './share-texts.ts';
import { describeRow } from './stored-files.ts';

/** Milliseconds for which a grant works. */
export const GRANT_LIFETIME = 24 * 3_600_000;

/** What anyone may know of a link. */
export interface ShareInfo {
  needsPassword: boolean;
  needsCode: boolean;
  expiresAt: number | null;
  label: string;
  kind: 'FILE' | 'BUNDLE';
  sender: string;
}

/** A file of an open link. Sizes in bytes. */
export interface SharedFile {
  id: string;
  name: string;
  /** Joined by `/`. */
  folder: string;
  size: number;
  contentType: string;
  /** Besides the visitor's own; null for any number. */
  downloadsLeft: number | null;
  /** Whether none is left for the visitor either. */
  usedUp: boolean;
  grant: Pick<GrantRow, 'id' | 'expiresAt'>;
}

/** An open link. Times are milliseconds since 1970. */
export interface OpenedShare {
  files: SharedFile[];
  grant: Pick<GrantRow, 'id' | 'expiresAt'>;
  label: string;
  sender: string;
  shareExpiresAt: number | null;
  /** The cookie's value by which the same browser gets its grant back: 256 random bits. */
  visitor: string;
}

/**
 * What anyone who holds the token may know. Spends nothing. What a visitor proved already is not needed again.
 * @throws Problem NOT_FOUND, EXPIRED, USED_UP; IntegrityError
 */
export async function shareInfo(rooms: Rooms, token: string, visitor: string | null): Promise<ShareInfo> {
  const { share, grant } = await reachShare(rooms, token, checkVisitor(visitor));
  const guarded = share.passwordHash !== null || share.requireCode;
  return {
    needsPassword: grant === null && share.passwordHash !== null,
    needsCode: grant === null && share.requireCode,
    expiresAt: share.expiresAt,
    label: guarded && grant === null ? '' : openShareTexts(rooms, share).label,
    kind: await kindOf(rooms, share.id),
    sender: share.ownerName,
  };
}

/**
 * Opens a link: makes a grant, or gives the visitor's live one back, which is proof enough of password and code.
 * Spends nothing.
 * @param visitor the cookie's value, if there is one
 * @throws Problem NOT_FOUND, EXPIRED, USED_UP; WRONG_PASSPHRASE, RATE_LIMITED for password and code
 */
export async function openShare(
  rooms: Rooms,
  { token, ...proof }: Proof & { token: string },
  visitor: string | null,
): Promise<OpenedShare> {
  const known = checkVisitor(visitor);
  const { share, grant: held } = await reachShare(rooms, token, known).catch((error: unknown) =>
    refuseSlowly(rooms, proof.password, error),
  );
  const recipient = held ? null : await provePerson(rooms, share, proof);
  const rows = await listShared(rooms, share);
  const cookie = known ?? randomBytes(32).toString('base64url');
  const grant = await grantTo(rooms, share, hashToken(cookie), recipient);
  return {
    files: await describeAll(rooms, share, grant, rows),
    grant,
    label: openShareTexts(rooms, share).label,
    sender: share.ownerName,
    shareExpiresAt: share.expiresAt,
    visitor: cookie,
  };
}

/** The visitor's grant of the link: the live one, or a new one. */
async function grantTo(
  rooms: Rooms,
  share: OwnedShareRow,
  visitorHash: Buffer,
  recipient: { email: string; hash: Buffer } | null,
): Promise<GrantRow> {
  const now = rooms.clock();
  return rooms.catalog.transaction().execute(async (trx) => {
    const held = await findVisitorsGrant(trx, share.id, visitorHash, now);
    if (held) {
      await renewAllowances(trx, held, share.maxDownloads);
      return held;
    }
    const grant: GrantRow = {
      id: randomUUID(),
      shareId: share.id,
      recipientHash: recipient?.hash ?? null,
      createdAt: now,
      expiresAt: now + GRANT_LIFETIME,
    };
    await insertGrant(trx, { ...grant, visitorHash, address: rooms.address ?? '' });
    await record(rooms, trx, {
      action: 'share.opened',
      actor: { kind: 'grant', id: grant.id },
      ownerId: share.ownerId,
      shareId: share.id,
      grantId: grant.id,
      ...(recipient ? { names: { recipient: recipient.email } } : {}),
    });
    return grant;
  });
}

async function describeAll(
  rooms: Rooms,
  share: OwnedShareRow,
  grant: GrantRow,
  rows: SharedRow[],
): Promise<SharedFile[]> {
  const spent = await listSpent(rooms.catalog, share.id);
  const taken = await listLeft(rooms.catalog, grant.id);
  return rows.flatMap(({ row, path }) => {
    try {
      const { id, name, size, contentType } = describeRow(rooms, row);
      const others = (share.maxDownloads ?? 0) - (spent.get(id) ?? 0) - (taken.has(id) ? 0 : 1);
      const downloadsLeft = share.maxDownloads === null ? null : Math.max(0, others);
      const usedUp = share.maxDownloads !== null && others < 0 && !taken.has(id);
      return { id, name, folder: path.join('/'), size, contentType, downloadsLeft, usedUp, grant };
    } catch (error) {
      if (!(error instanceof IntegrityError)) throw error;
      rooms.log.error({ err: error, fileId: row.id }, 'the metadata of a shared file is damaged; it is left out');
      return [];
    }
  });
}

/** A cookie that we did not make is as none. */
function checkVisitor(visitor: string | null): string | null {
  return visitor !== null && /^[\w-]{43}$/.test(visitor) ? visitor : null;
}
