import { createHash, type Hash, randomUUID } from 'node:crypto';
import { insertReceiving } from '../catalog/files.ts';
import { hasPart, type recordPart, reserveParts } from '../catalog/parts.ts';
import { draftContext } from '../crypto/contexts.ts';
import { encodeDraft } from '../crypto/metadata.ts';
import { objectKey } from '../crypto/objects.ts';
import type { SuiteId } from '../crypto/suites.ts';
import { wrap } from '../crypto/wrap.ts';
import { checkContentType, checkFileName } from './file-names.ts';
import { ownFolder } from './folders.ts';
import { writeParts } from './part-writer.ts';
import type { Principal } from './principal.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';
import { admit } from './sending.ts';
import { LEASE, replaced } from './upload-lease.ts';

export interface NewUpload {
  name: string;
  contentType?: string | null | undefined;
  /** The server's default where absent. */
  suite?: SuiteId | undefined;
  /** Milliseconds since 1970; must lie ahead. */
  expiresAt?: number | null | undefined;
  /** One of the owner's folders; the root where absent. */
  folderId?: string | null | undefined;
}

/** An upload whose row is committed and whose writer we are. The key is zero-filled by whoever ends it. */
export interface Receiving {
  id: string;
  suite: SuiteId;
  dek: Buffer;
  fence: number;
  /** Part numbers below this were committed with the row, and none of them is used. */
  reserved: number;
  name: string;
  contentType: string;
  /** Takes the contents as they come, where a receipt needs it and they come from their first byte on; else null. */
  hash: Hash | null;
}

/** Most parts of one file. */
export const PARTS_MAX = 65_536;
/** Part numbers committed at a time: one transaction covers them instead of one each. */
const RESERVE = 8;

/**
 * Commits the `receiving` row of a new file, with its key and its sealed name; a size that is known is counted
 * against the quotas at once.
 * @throws Problem BAD_INPUT; NOT_FOUND for the folder; QUOTA_EXCEEDED, UNAUTHENTICATED for a request that is full or
 * over; CatalogError OVER_USER_QUOTA, OVER_TOTAL_QUOTA
 */
export async function beginReceiving(
  rooms: Rooms,
  owner: Principal,
  upload: NewUpload & { id?: string; declaredSize: number | null; resumable: boolean },
): Promise<Receiving> {
  const name = checkFileName(upload.name);
  const contentType = checkContentType(upload.contentType);
  const now = rooms.clock();
  const expiresAt = upload.expiresAt ?? null;
  if (expiresAt !== null && expiresAt <= now) throw new Problem('BAD_INPUT', 'The expiry lies in the past.');
  if (expiresAt !== null && owner.kind === 'request') {
    throw new Problem('BAD_INPUT', 'How long the file is kept is for its owner to say. Leave expiresAt out.');
  }
  const id = upload.id ?? randomUUID();
  const suite = upload.suite ?? rooms.settings.defaultSuite;
  // Whoever goes on with an upload asks for numbers itself.
  const reserved = upload.resumable ? 0 : RESERVE;
  const { dek, kekId, wrapped } = rooms.vault.keyring.newDek(id);
  try {
    const row = {
      id,
      ownerId: owner.userId,
      folderId: folderFor(owner, upload.folderId ?? null),
      suite,
      sealedMeta: wrap(dek, draftContext(id), encodeDraft({ name, type: contentType })),
      declaredSize: upload.declaredSize,
      resumable: upload.resumable,
      reserved,
      createdAt: now,
      expiresAt,
      leaseUntil: now + LEASE,
      key: { kekId, wrappedDek: wrapped },
      requestSenderId: owner.kind === 'request' ? owner.id : undefined,
    };
    const fence = await rooms.catalog.transaction().execute(async (trx) => {
      await admit(trx, owner);
      if (row.folderId !== null) await ownFolder({ ...rooms, catalog: trx }, owner, row.folderId);
      return insertReceiving(trx, row, rooms.settings.quotas);
    });
    return { id, suite, dek, fence, reserved, name, contentType, hash: hashFor(row.requestSenderId) };
  } catch (error) {
    dek.fill(0);
    throw error;
  }
}

/** A sender's files come into the folder of the request. @throws Problem BAD_INPUT when a sender names one */
function folderFor(owner: Principal, wanted: string | null): string | null {
  if (owner.kind !== 'request') return wanted;
  if (wanted !== null)
    throw new Problem('BAD_INPUT', 'Where files come into is for their owner to say. Leave folderId out.');
  return owner.into.folderId;
}

/** The hash for a file that comes from its first byte on. */
export function hashFor(requestSenderId: string | null | undefined): Hash | null {
  return requestSenderId ? createHash('sha256') : null;
}

/** A part that is durable and not yet in the catalog. */
export type SealedPart = Parameters<typeof recordPart>[3];

export interface Reception {
  /** Ends it at once; parts that are not recorded are lost. */
  stop: AbortSignal;
  /** Closes what has come as the last part. */
  finish?: AbortSignal;
  /** Whether a source without a byte makes an empty file. */
  emptyPart: boolean;
  /** Writes the part down; gives false when another writer has the upload. */
  record(part: SealedPart): Promise<boolean>;
  /**
   * Where given, writes down the last part, once the source has ended, in place of `record`, so that one transaction
   * can do more. Each other part is then recorded only when the one behind it is durable.
   */
  conclude?(part: SealedPart): Promise<boolean>;
}

/**
 * Seals a source into parts, each with a number that was committed before and never used, and records each once
 * it is durable. On failure recorded parts stay, and no other object.
 * @throws Problem CONFLICT when another writer has the upload, FILE_TOO_LARGE; StoreError; what source and record throw
 */
export async function receiveParts(
  rooms: Rooms,
  file: Receiving,
  source: AsyncIterable<Uint8Array[]>,
  { stop, finish, emptyPart, record, conclude }: Reception,
): Promise<void> {
  let next = 0;
  let { reserved } = file;
  file.reserved = 0;
  let parts = 0;
  let held = null as SealedPart | null;
  const unrecorded = new Set<number>();
  const write = async (part: SealedPart, by: typeof record) => {
    if (!(await by(part))) throw replaced();
    unrecorded.delete(part.part);
  };
  const target = {
    store: rooms.store,
    fileId: file.id,
    suite: file.suite,
    dek: file.dek,
    emptyPart,
    async reserve() {
      if (parts++ === PARTS_MAX) throw new Problem('FILE_TOO_LARGE', 'The file has too many parts.');
      if (next === reserved) {
        const first = await reserveParts(rooms.catalog, file.id, file.fence, RESERVE);
        if (first === null) throw replaced();
        next = first;
        reserved = first + RESERVE;
      }
      unrecorded.add(next);
      return next++;
    },
    async recorded(durable: Omit<SealedPart, 'now'>) {
      const part = { ...durable, now: rooms.clock() };
      const before = conclude ? held : part;
      held = part;
      if (before) await write(before, record);
    },
  };
  try {
    await writeParts(target, file.hash ? hashed(source, file.hash) : source, stop, finish);
    if (conclude && held) await write(held, conclude);
  } catch (error) {
    for (const part of unrecorded) await removeUnrecorded(rooms, file.id, part);
    throw error;
  }
}

async function* hashed(source: AsyncIterable<Uint8Array[]>, hash: Hash): AsyncGenerator<Uint8Array[]> {
  for await (const batch of source) {
    for (const chunk of batch) hash.update(chunk);
    yield batch;
  }
}

/** Bytes of all chunks of a batch. */
export const lengthOf = (batch: Uint8Array[]) => batch.reduce((sum, chunk) => sum + chunk.length, 0);

/** Removes the object of a number of ours. A catalog that failed may have written it down all the same. */
async function removeUnrecorded(rooms: Rooms, fileId: string, part: number): Promise<void> {
  try {
    if (!(await hasPart(rooms.catalog, fileId, part))) await rooms.store.remove(objectKey(fileId, part));
  } catch (error) {
    rooms.log.warn({ err: error, fileId, part }, 'an object that no part names is left');
  }
}
