import { randomBytes, randomUUID } from 'node:crypto';
import * as catalog from '../catalog/file-requests.ts';
import { endRequest } from '../catalog/request-ends.ts';
import { brokenCursor, decodeCursor, encodeCursor, pageSize } from './cursor.ts';
import { ownFolder } from './folders.ts';
import { hashToken } from './live-principal.ts';
import { hashGuardPassword } from './passwords.ts';
import { type AccountPrincipal, type Principal, requireScope } from './principal.ts';
import { Problem } from './problem.ts';
import { actorOf, record } from './record.ts';
import { dropUnfinished } from './request-end.ts';
import { openRequestTexts, type RequestTexts, sealRequestTexts } from './request-texts.ts';
import type { Rooms } from './rooms.ts';

/** A file request as its owner sees it. Sizes in bytes, times in milliseconds since 1970. */
export interface FileRequest {
  id: string;
  /** Null once it has ended. */
  url: string | null;
  title: string;
  /** Empty for none, and once it has ended. */
  note: string;
  folderId: string | null;
  hasPassword: boolean;
  maxFiles: number | null;
  maxFileSize: number | null;
  files: number;
  notify: boolean;
  createdAt: number;
  expiresAt: number | null;
  endedAt: number | null;
}

export interface FileRequestInput {
  title: string;
  note?: string | null | undefined;
  folderId?: string | null | undefined;
  /** Milliseconds since 1970. */
  expiresAt: number | null;
  maxFiles?: number | null | undefined;
  maxFileSize?: number | null | undefined;
  password?: string | null | undefined;
  /** Mail its owner about what comes, where mail can be sent: true where absent. */
  notify?: boolean | undefined;
}

/** How many living requests a user may have. */
const MOST = 1_000;

/**
 * Makes a request. Scope SHARE.
 * @throws Problem BAD_INPUT; NOT_FOUND for the folder; QUOTA_EXCEEDED for the 1,001st living one
 */
export async function createFileRequest(
  rooms: Rooms,
  principal: Principal | null,
  input: FileRequestInput,
): Promise<FileRequest> {
  const owner = requireScope(principal, 'SHARE');
  const now = rooms.clock();
  const title = checkTitle(input.title);
  const note = checkNote(input.note ?? '');
  const { expiresAt, maxFiles = null, maxFileSize = null, folderId = null, password = null, notify = true } = input;
  if (expiresAt !== null && expiresAt <= now) throw new Problem('BAD_INPUT', 'The request would be over already.');
  if (maxFiles !== null && maxFiles < 1) throw new Problem('BAD_INPUT', 'A request takes one file at least.');
  if (maxFileSize !== null && maxFileSize < 1) throw new Problem('BAD_INPUT', 'A file may have one byte at least.');
  const passwordHash = password === null ? null : await hashGuardPassword(password);

  const id = randomUUID();
  const token = randomBytes(32).toString('base64url');
  const rev = 1;
  const texts: RequestTexts = { token, title, note: note === '' ? null : note };
  const row = {
    id,
    ownerId: owner.userId,
    tokenHash: hashToken(token),
    ...sealRequestTexts(rooms, id, rev, texts),
    rev,
    folderId,
    passwordHash,
    maxFiles,
    maxFileSize,
    notify,
    createdAt: now,
    expiresAt,
  };
  await rooms.catalog.transaction().execute(async (trx) => {
    if (folderId !== null) await ownFolder({ ...rooms, catalog: trx }, owner, folderId);
    if (!(await catalog.insertRequest(trx, row, MOST))) {
      throw new Problem('QUOTA_EXCEEDED', `You have ${MOST} open requests. Close some first.`);
    }
    await record(rooms, trx, {
      action: 'request.created',
      actor: actorOf(owner),
      ownerId: owner.userId,
      requestId: id,
    });
  });
  return shape(rooms, { ...row, files: 0, endedAt: null, endReason: null }, texts);
}

/** A page of the caller's requests, newest first, ended ones too. Scope SHARE. @throws Problem BAD_INPUT */
export async function listFileRequests(
  rooms: Rooms,
  principal: Principal | null,
  { first, after }: { first: number; after: string | null },
): Promise<{ edges: { cursor: string; node: FileRequest }[]; hasNextPage: boolean }> {
  const { userId } = requireScope(principal, 'SHARE');
  const { rows, hasNext } = await catalog.listRequests(rooms.catalog, userId, {
    first: pageSize(first),
    after: after === null ? null : readPosition(after),
  });
  const edges = rows.map((row) => ({
    cursor: encodeCursor([row.createdAt, row.id]),
    node: shape(rooms, row, openRequestTexts(rooms, row)),
  }));
  return { edges, hasNextPage: hasNext };
}

/**
 * Ends one of the caller's requests at once, uploads under way too; one that has ended already stays as it is.
 * Scope SHARE.
 * @throws Problem NOT_FOUND
 */
export async function closeFileRequest(rooms: Rooms, principal: Principal | null, id: string): Promise<void> {
  const owner = requireScope(principal, 'SHARE');
  await rooms.catalog.transaction().execute(async (trx) => {
    await ownRequest({ ...rooms, catalog: trx }, owner, id);
    if (!(await endRequest(trx, id, rooms.clock(), 'CLOSED'))) return;
    await record(rooms, trx, { action: 'request.ended', actor: actorOf(owner), ownerId: owner.userId, requestId: id });
  });
  await dropUnfinished(rooms);
}

/** @throws Problem NOT_FOUND for a request that is none, or someone else's */
export async function ownRequest(
  rooms: Rooms,
  { userId }: AccountPrincipal,
  id: string,
): Promise<catalog.FileRequestRow> {
  const row = await catalog.findRequest(rooms.catalog, { id });
  if (row?.ownerId !== userId) throw new Problem('NOT_FOUND', 'You have no such request.');
  return row;
}

function shape(rooms: Rooms, row: catalog.FileRequestRow, { token, title, note }: RequestTexts): FileRequest {
  const { id, folderId, passwordHash, maxFiles, maxFileSize, files, notify, createdAt, expiresAt } = row;
  // One that is over says so from its moment on, not from the sweep that writes it down.
  const over = expiresAt !== null && expiresAt <= rooms.clock();
  const endedAt = row.endedAt ?? (over ? expiresAt : null);
  return {
    id,
    url: endedAt === null && token !== null ? `${rooms.settings.publicUrl}/r/${token}` : null,
    title,
    note: note ?? '',
    folderId,
    hasPassword: passwordHash !== null,
    maxFiles,
    maxFileSize,
    files,
    notify,
    createdAt,
    expiresAt,
    endedAt,
  };
}

function checkTitle(text: string): string {
  const title = text.trim();
  if (title === '' || title.length > 200 || /\p{Cc}/u.test(title)) {
    throw new Problem('BAD_INPUT', 'A title needs 1 to 200 characters, and no line breaks.');
  }
  return title;
}

function checkNote(text: string): string {
  const note = text.trim();
  if (note.length > 2_000) throw new Problem('BAD_INPUT', 'A note can have 2,000 characters at most.');
  return note;
}

function readPosition(cursor: string): catalog.RequestPosition {
  const [createdAt, id] = decodeCursor(cursor);
  if (typeof createdAt !== 'number' || typeof id !== 'string') throw brokenCursor();
  return { createdAt, id };
}
