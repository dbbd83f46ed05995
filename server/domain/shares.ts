import { randomBytes, randomUUID } from 'node:crypto';
import { deleteGrants } from '../catalog/grants.ts';
import { deleteCodes } from '../catalog/share-codes.ts';
import { clearShare, endShare } from '../catalog/share-ends.ts';
import { readSharePolicy } from '../catalog/share-policy.ts';
import * as catalog from '../catalog/shares.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { brokenCursor, decodeCursor, encodeCursor, pageSize } from './cursor.ts';
import { hashToken } from './live-principal.ts';
import { hashGuardPassword } from './passwords.ts';
import { type Principal, requireScope } from './principal.ts';
import { Problem } from './problem.ts';
import { actorOf, record } from './record.ts';
import type { Rooms } from './rooms.ts';
import { checkNamed } from './share-contents.ts';
import { endIfSpent } from './share-reach.ts';
import { checkLimits, type ShareLimits } from './share-rules.ts';
import { openShareTexts, type ShareTexts, sealShareTexts } from './share-texts.ts';

/** A link as its owner sees it. */
export type Share = Omit<catalog.ShareRow, keyof catalog.SealedShareTexts | 'passwordHash'> &
  ShareTexts & { hasPassword: boolean };

export type NewShare = ShareLimits & { fileIds: string[]; folderIds: string[]; password: string | null };

/** What changes of a link; what is undefined stays, null takes the limit away. */
export type ShareChanges = {
  [Name in keyof ShareLimits]?: ShareLimits[Name] | null | undefined;
} & { password?: string | null | undefined };

export interface SharePage {
  shares: Share[];
  hasNextPage: boolean;
  /** Where the next page begins; null when this one is empty. */
  endCursor: string | null;
}

/**
 * Makes a link to files and folders of the caller's. Scope SHARE.
 * @throws Problem BAD_INPUT for what cannot be or the policy does not allow, NOT_FOUND for what is not the caller's
 */
export async function createShare(rooms: Rooms, principal: Principal | null, input: NewShare): Promise<Share> {
  const owner = requireScope(principal, 'SHARE');
  const createdAt = rooms.clock();
  const policy = await readSharePolicy(rooms.catalog);
  const limits = checkLimits(rooms, { ...input, hasPassword: input.password !== null, createdAt }, policy);
  const items = await checkNamed(rooms, owner.userId, input);
  const passwordHash = input.password === null ? null : await hashGuardPassword(input.password);
  const id = randomUUID();
  const token = randomBytes(32).toString('base64url');
  const row: catalog.NewShare = {
    id,
    ownerId: owner.userId,
    tokenHash: hashToken(token),
    ...sealShareTexts(rooms, id, 1, { token, label: limits.label, recipients: limits.recipients }),
    passwordHash,
    requireCode: limits.requireCode,
    notify: limits.notify,
    maxDownloads: limits.maxDownloads,
    createdAt,
    expiresAt: limits.expiresAt,
  };
  await rooms.catalog.transaction().execute(async (trx) => {
    await catalog.insertShare(trx, row, items);
    await record(rooms, trx, {
      action: 'share.created',
      actor: actorOf(owner),
      ownerId: owner.userId,
      shareId: id,
    });
  });
  return describe(rooms, { ...row, endedAt: null, endReason: null });
}

/**
 * Changes a link's limits from the next byte request on. Who opened it under another password, code rule or list of
 * recipients must open it again. Scope SHARE.
 * @throws Problem NOT_FOUND; EXPIRED or USED_UP for one that has ended; BAD_INPUT as `createShare`; CONFLICT
 */
export async function updateShare(
  rooms: Rooms,
  principal: Principal | null,
  id: string,
  changes: ShareChanges,
): Promise<Share> {
  const owner = requireScope(principal, 'SHARE');
  const { password } = changes;
  const newHash = typeof password === 'string' ? await hashGuardPassword(password) : null;
  return rooms.catalog.transaction().execute(async (trx) => {
    const before = await ownShare(rooms, trx, owner.userId, id);
    const texts = openShareTexts(rooms, before);
    const passwordHash = password === undefined ? before.passwordHash : newHash;
    const limits = checkLimits(
      rooms,
      { ...merged(before, texts, changes), hasPassword: passwordHash !== null, createdAt: before.createdAt },
      await readSharePolicy(trx),
    );
    const { label, recipients, ...columns } = limits;
    const sealed = sealShareTexts(rooms, id, before.rev + 1, { token: texts.token, label, recipients });
    const after: catalog.ShareRow = { ...before, ...sealed, ...columns, passwordHash };
    if (!(await catalog.replaceShare(trx, before.rev, after))) {
      throw new Problem('CONFLICT', 'The link was changed at the same time. Look again, then repeat.');
    }
    if (isStricter(before, texts.recipients, after, recipients)) {
      await deleteGrants(trx, id);
      await deleteCodes(trx, id);
    }
    await record(rooms, trx, { action: 'share.changed', actor: actorOf(owner), ownerId: owner.userId, shareId: id });
    await endIfSpent(rooms, trx, after);
    return describe(rooms, (await catalog.findShare(trx, owner.userId, id)) ?? after);
  });
}

function merged(before: catalog.ShareRow, texts: ShareTexts, changes: ShareChanges): ShareLimits {
  const { label, expiresAt, maxDownloads, recipients, requireCode, notify } = changes;
  return {
    label: label === undefined ? texts.label : (label ?? ''),
    expiresAt: expiresAt === undefined ? before.expiresAt : expiresAt,
    maxDownloads: maxDownloads === undefined ? before.maxDownloads : maxDownloads,
    recipients: recipients === undefined ? texts.recipients : (recipients ?? []),
    requireCode: requireCode ?? (requireCode === null ? false : before.requireCode),
    notify: notify ?? (notify === null ? false : before.notify),
  };
}

/** Whether someone who opened the link before might not be let in now. */
function isStricter(
  before: catalog.ShareRow,
  recipientsBefore: string[],
  after: catalog.ShareRow,
  recipients: string[],
): boolean {
  if (after.passwordHash !== null && after.passwordHash !== before.passwordHash) return true;
  if (!after.requireCode) return false;
  return !before.requireCode || recipientsBefore.some((recipient) => !recipients.includes(recipient));
}

/**
 * Ends a link at once, running downloads at their next request; also what goes on after it was used up. Scope SHARE.
 * @throws Problem NOT_FOUND
 */
export async function revokeShare(rooms: Rooms, principal: Principal | null, id: string): Promise<void> {
  const owner = requireScope(principal, 'SHARE');
  await rooms.catalog.transaction().execute(async (trx) => {
    const share = await catalog.findShare(trx, owner.userId, id);
    if (!share) throw missing();
    if (share.endReason === 'REVOKED') return;
    const ended = await endShare(trx, id, 'REVOKED', rooms.clock());
    await deleteGrants(trx, id);
    await clearShare(trx, id);
    if (!ended) return;
    await record(rooms, trx, { action: 'share.ended', actor: actorOf(owner), ownerId: owner.userId, shareId: id });
  });
}

/**
 * A page of the caller's links, newest first; ended ones too, as long as they are remembered. One whose texts cannot
 * be opened is left out and logged. Scope READ.
 * @throws Problem BAD_INPUT for a page size or a cursor that cannot be
 */
export async function listShares(
  rooms: Rooms,
  principal: Principal | null,
  query: { first: number; after: string | null; fileId: string | null },
): Promise<SharePage> {
  const { userId } = requireScope(principal, 'READ');
  const first = pageSize(query.first);
  const after = query.after === null ? null : readPosition(query.after);
  const { rows, hasNext } = await catalog.listShares(rooms.catalog, userId, { first, after, fileId: query.fileId });
  const last = rows.at(-1);
  return {
    shares: rows.flatMap((row) => describeOrLog(rooms, row)),
    hasNextPage: hasNext,
    endCursor: last ? shareCursor(last) : null,
  };
}

/** The place of a link in the listing, as an opaque cursor. */
export function shareCursor({ createdAt, id }: catalog.SharePosition): string {
  return encodeCursor([createdAt, id]);
}

function readPosition(cursor: string): catalog.SharePosition {
  const [createdAt, id] = decodeCursor(cursor);
  if (typeof createdAt !== 'number' || typeof id !== 'string') throw brokenCursor();
  return { createdAt, id };
}

async function ownShare(rooms: Rooms, trx: Rooms['catalog'], ownerId: string, id: string): Promise<catalog.ShareRow> {
  const share = await catalog.findShare(trx, ownerId, id);
  if (!share || share.endReason === 'REVOKED') throw missing();
  if (share.endReason === 'USED_UP') throw new Problem('USED_UP', 'This link is used up. Make a new one.');
  if (share.endReason !== null || (share.expiresAt !== null && share.expiresAt <= rooms.clock())) {
    throw new Problem('EXPIRED', 'This link has ended. Make a new one.');
  }
  return share;
}

function describeOrLog(rooms: Rooms, row: catalog.ShareRow): Share | [] {
  try {
    return describe(rooms, row);
  } catch (error) {
    if (!(error instanceof IntegrityError)) throw error;
    rooms.log.error({ err: error, shareId: row.id }, 'the texts of a link are damaged; it is left out of the list');
    return [];
  }
}

function describe(rooms: Rooms, row: catalog.ShareRow): Share {
  const {
    sealedToken: _,
    sealedLabel: __,
    sealedRecipients: ___,
    kekId: ____,
    rev: _____,
    passwordHash,
    ...rest
  } = row;
  return { ...rest, ...openShareTexts(rooms, row), hasPassword: passwordHash !== null };
}

const missing = () => new Problem('NOT_FOUND', 'You have no such link.');
