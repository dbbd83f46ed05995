import { findRequest } from '../catalog/file-requests.ts';
import { findFile } from '../catalog/files.ts';
import { holdRequest } from '../catalog/request-places.ts';
import {
  findSender,
  finishSender,
  type KeyedSenderRow,
  listSentFiles,
  replaceSenderTexts,
  type SealedSender,
  type SenderRow,
  sealedOf,
} from '../catalog/request-senders.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { checkAccountName, checkEmail } from './accounts.ts';
import { hashToken } from './live-principal.ts';
import { Problem } from './problem.ts';
import { signReceipt } from './receipt-text.ts';
import { record } from './record.ts';
import { dropUnfinished } from './request-end.ts';
import { openRequestTexts } from './request-texts.ts';
import type { Rooms } from './rooms.ts';
import { openRow } from './stored-files.ts';

/** A file that someone sent into a request. */
export interface SentFile {
  id: string;
  /** As it was sent, whatever its owner calls it now. */
  name: string;
  /** Bytes. */
  size: number;
  /** Milliseconds since 1970. */
  receivedAt: number;
  /** Hex; null until it is made, or where the owner deleted the file before that. */
  sha256: string | null;
}

export interface Receipt {
  /** Milliseconds since 1970. */
  finishedAt: number;
  files: SentFile[];
  complete: boolean;
  /** Null until it is complete. */
  signed: string | null;
}

/** What of a receipt is written down when the sender finishes. */
interface ReceiptRecord {
  finishedAt: number;
  title: string;
  owner: string;
  /** The server's public URL at that time. */
  server: string;
  files: SentFile[];
  /** Whether nothing in it will change any more. */
  complete: boolean;
}

export interface SenderNames {
  name: string | null;
  email: string | null;
}

/**
 * What came by an upload token, the oldest first.
 * @throws Problem UNAUTHENTICATED for a token that is none, or whose request's owner is disabled
 */
export async function requestUploads(rooms: Rooms, uploadToken: string): Promise<SentFile[]> {
  const { sender } = await senderByToken(rooms, uploadToken);
  const done = openSealed(rooms, sender);
  return done ? done.receipt.files : sentFiles(rooms, sender.id);
}

/**
 * Says that all is sent, ends the token and gives the receipt; said again it gives the receipt again. It may be said
 * after the request has ended too: what came by then is there.
 * @throws Problem UNAUTHENTICATED; BAD_INPUT for a name or an address, and where nothing came
 */
export async function finishFileRequest(
  rooms: Rooms,
  {
    uploadToken,
    senderName,
    senderEmail,
  }: { uploadToken: string; senderName: string | null; senderEmail: string | null },
): Promise<Receipt> {
  const names: SenderNames = {
    name: senderName?.trim() ? checkAccountName(senderName) : null,
    email: senderEmail?.trim() ? checkEmail(senderEmail) : null,
  };
  await rooms.catalog.transaction().execute(async (trx) => {
    const inside = { ...rooms, catalog: trx };
    const { sender, request } = await senderByToken(inside, uploadToken);
    if (sender.finishedAt !== null) return;
    await holdRequest(trx, request.id);
    const files = await sentFiles(inside, sender.id);
    if (files.length === 0) throw new Problem('BAD_INPUT', 'Nothing has arrived yet. Send a file first.');
    const receipt: ReceiptRecord = {
      finishedAt: rooms.clock(),
      title: openRequestTexts(rooms, request).title,
      owner: request.owner.name,
      server: rooms.settings.publicUrl,
      files,
      complete: files.every(({ sha256 }) => sha256 !== null),
    };
    const sealed = seal(rooms, sender.id, sender.rev + 1, names, receipt);
    if (!(await finishSender(trx, sender, receipt.finishedAt, sealed))) return;
    await record(rooms, trx, {
      action: 'request.finished',
      actor: { kind: 'sender', id: sender.id },
      ownerId: request.ownerId,
      requestId: request.id,
    });
  });
  await dropUnfinished(rooms);
  rooms.hashing.wake(rooms);
  return requestReceipt(rooms, uploadToken);
}

/**
 * The receipt of a sender who has finished, with the hashes that were made since.
 * @throws Problem UNAUTHENTICATED; NOT_FOUND until the sender has finished
 */
export async function requestReceipt(rooms: Rooms, uploadToken: string): Promise<Receipt> {
  const { sender } = await senderByToken(rooms, uploadToken);
  const done = openSealed(rooms, sender);
  if (!done) throw new Problem('NOT_FOUND', 'There is no receipt yet. Finish sending first.');
  const { names } = done;
  const receipt = done.receipt.complete ? done.receipt : await complete(rooms, done.receipt);
  if (receipt.complete && !done.receipt.complete) {
    await replaceSenderTexts(rooms.catalog, sender, seal(rooms, sender.id, sender.rev + 1, names, receipt));
  }
  const { finishedAt, files } = receipt;
  return {
    finishedAt,
    files,
    complete: receipt.complete,
    signed: receipt.complete ? signed(rooms, sender.id, names, receipt) : null,
  };
}

/** What a sender told of themselves; null until they finished. @throws IntegrityError */
export function openSender(rooms: Rooms, row: SenderRow): SenderNames | null {
  return openSealed(rooms, row)?.names ?? null;
}

/** The files of a sender that are there, only this user's if one is named, the oldest first. @throws IntegrityError */
export async function sentFiles(rooms: Rooms, senderId: string, ownerId?: string): Promise<SentFile[]> {
  const rows = await listSentFiles(rooms.catalog, senderId, rooms.clock());
  const wanted = rows.filter((row) => ownerId === undefined || row.ownerId === ownerId);
  return wanted.map((row) => {
    const { dek, metadata } = openRow(rooms, row);
    dek.fill(0);
    const { name, sentAs = name, size, sha256 = null } = metadata;
    return { id: row.id, name: sentAs, size, receivedAt: row.touchedAt, sha256 };
  });
}

/**
 * Seals a sender's texts anew under the active KEK and the next revision; gives false when they changed meanwhile.
 * @throws IntegrityError when they cannot be opened, or one of them is gone
 */
export async function resealSender(rooms: Rooms, row: KeyedSenderRow): Promise<boolean> {
  const opened = openSealed(rooms, row);
  if (!opened) throw new IntegrityError('metadata');
  return replaceSenderTexts(rooms.catalog, row, seal(rooms, row.id, row.rev + 1, opened.names, opened.receipt));
}

/** Looks for the hashes that are missing. One of a file that is gone will never be made. */
async function complete(rooms: Rooms, receipt: ReceiptRecord): Promise<ReceiptRecord> {
  let due = false;
  const files: SentFile[] = [];
  for (const file of receipt.files) {
    let { sha256 } = file;
    if (sha256 === null) {
      const row = await findFile(rooms.catalog, file.id);
      if (row?.state === 'stored' && row.key) {
        const { dek, metadata } = openRow(rooms, { ...row, key: row.key });
        dek.fill(0);
        sha256 = metadata.sha256 ?? null;
        due ||= sha256 === null;
      }
    }
    files.push({ ...file, sha256 });
  }
  return { ...receipt, files, complete: !due };
}

function signed(rooms: Rooms, senderId: string, sender: SenderNames, receipt: ReceiptRecord): string {
  const { finishedAt, files, owner, server, title } = receipt;
  return signReceipt(rooms, {
    finishedAt: new Date(finishedAt).toISOString(),
    files: files.map((file) => ({ ...file, receivedAt: new Date(file.receivedAt).toISOString() })),
    owner,
    receipt: senderId,
    sender,
    server,
    title,
  });
}

const SENDER = 'sender-name';
const RECEIPT = 'sender-receipt';

function seal(rooms: Rooms, id: string, rev: number, names: SenderNames, receipt: ReceiptRecord): SealedSender {
  const { keyring } = rooms.vault;
  const { kekId, sealed } = keyring.sealRecord(SENDER, id, rev, JSON.stringify(names));
  const sealedReceipt = keyring.sealRecord(RECEIPT, id, rev, JSON.stringify(receipt)).sealed;
  return { sealedSender: sealed, sealedReceipt, kekId };
}

function openSealed(rooms: Rooms, row: SenderRow): { names: SenderNames; receipt: ReceiptRecord } | null {
  const sealed = sealedOf(row);
  if (!sealed) return null;
  const { id, kekId, rev, sealedSender, sealedReceipt } = sealed;
  const { keyring } = rooms.vault;
  return {
    names: JSON.parse(keyring.openRecord(SENDER, id, kekId, rev, sealedSender)) as SenderNames,
    receipt: JSON.parse(keyring.openRecord(RECEIPT, id, kekId, rev, sealedReceipt)) as ReceiptRecord,
  };
}

/** Whoever holds the token, ended or not; what they sent they may look at as long as it is remembered. */
async function senderByToken(rooms: Rooms, uploadToken: string) {
  const sender = await findSender(rooms.catalog, { tokenHash: hashToken(uploadToken) });
  const request = sender && (await findRequest(rooms.catalog, { id: sender.requestId }));
  if (!sender || !request || request.owner.disabledAt !== null) {
    throw new Problem('UNAUTHENTICATED', 'This upload token is over, or never was one. Open the request again.');
  }
  return { sender, request };
}
