import { randomUUID } from 'node:crypto';
import { markDeleting } from '../catalog/deletion.ts';
import { findFile, insertReceiving, publishFile } from '../catalog/files.ts';
import { extendLease } from '../catalog/leases.ts';
import { listParts, recordPart, reserveParts } from '../catalog/parts.ts';
import { draftContext, metadataContext } from '../crypto/contexts.ts';
import { encodeDraft, encodeMetadata, partsDigest } from '../crypto/metadata.ts';
import type { SuiteId } from '../crypto/suites.ts';
import { wrap } from '../crypto/wrap.ts';
import { destroyObjects } from './destruction.ts';
import { checkContentType, checkFileName } from './file-names.ts';
import { writeParts } from './part-writer.ts';
import { type Principal, requireScope } from './principal.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';
import { describeRow, type StoredFile } from './stored-files.ts';

export interface NewUpload {
  name: string;
  contentType?: string | null | undefined;
  /** The server's default where absent. */
  suite?: SuiteId | undefined;
  /** Milliseconds since 1970; must lie ahead. */
  expiresAt?: number | null | undefined;
}

/** An upload whose row is committed and whose writer we are. */
interface Receiving {
  id: string;
  suite: SuiteId;
  dek: Buffer;
  fence: number;
}

/** Milliseconds for which a silent writer is held to be alive, and after which it says that it is. */
const LEASE = 6_000;
const LEASE_BEAT = 2_000;
/** Part numbers committed at a time: one transaction covers them instead of one each. */
const RESERVE = 8;
const PARTS_MAX = 65_536;

/**
 * Stores a file from a source of any length: a `receiving` row is committed first, then parts are sealed while
 * they stream, then one transaction publishes the file. Once it resolves, the file survives a power cut.
 * On failure, or when `signal` aborts, nothing of it is left (what cannot be removed now, the sweeper removes).
 * @throws Problem BAD_INPUT, FILE_TOO_LARGE, CONFLICT when another process took the upload for dead; StoreError;
 * whatever the source throws
 */
export async function storeFile(
  rooms: Rooms,
  principal: Principal | null,
  upload: NewUpload,
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<StoredFile> {
  const writer = requireScope(principal, 'WRITE');
  const name = checkFileName(upload.name);
  const contentType = checkContentType(upload.contentType);
  const receiving = await begin(rooms, writer, { ...upload, name, contentType });
  const lost = new AbortController();
  const beat = setInterval(() => keepLease(rooms, receiving, lost), LEASE_BEAT);
  try {
    const stop = AbortSignal.any([signal, lost.signal, rooms.vault.sealing]);
    await receive(rooms, receiving, limited(source, rooms.settings.maxFileSize), stop);
    return await publish(rooms, writer, receiving, { name, contentType });
  } catch (error) {
    await abandon(rooms, receiving);
    throw error;
  } finally {
    clearInterval(beat);
    receiving.dek.fill(0);
  }
}

async function begin(rooms: Rooms, owner: Principal, upload: NewUpload & { contentType: string }): Promise<Receiving> {
  const now = rooms.clock();
  const expiresAt = upload.expiresAt ?? null;
  if (expiresAt !== null && expiresAt <= now) throw new Problem('BAD_INPUT', 'The expiry lies in the past.');
  const id = randomUUID();
  const suite = upload.suite ?? rooms.settings.defaultSuite;
  const { dek, kekId, wrapped } = rooms.vault.keyring.newDek(id);
  const draft = encodeDraft({ name: upload.name, type: upload.contentType });
  const fence = await insertReceiving(rooms.catalog, {
    id,
    ownerId: owner.userId,
    suite,
    sealedMeta: wrap(dek, draftContext(id), draft),
    declaredSize: null,
    createdAt: now,
    expiresAt,
    leaseUntil: now + LEASE,
    key: { kekId, wrappedDek: wrapped },
  });
  return { id, suite, dek, fence };
}

async function receive(rooms: Rooms, file: Receiving, source: AsyncIterable<Uint8Array>, signal: AbortSignal) {
  let next = 0;
  let reserved = 0;
  const target = {
    store: rooms.store,
    fileId: file.id,
    suite: file.suite,
    dek: file.dek,
    async reserve() {
      if (next === PARTS_MAX) throw new Problem('FILE_TOO_LARGE', 'The file has too many parts.');
      if (next === reserved) {
        const first = await reserveParts(rooms.catalog, file.id, file.fence, RESERVE);
        if (first === null) throw replaced();
        next = first;
        reserved = first + RESERVE;
      }
      return next++;
    },
    async recorded(part: Parameters<typeof recordPart>[3]) {
      if (!(await recordPart(rooms.catalog, file.id, file.fence, part))) throw replaced();
    },
  };
  await writeParts({ ...target, recorded: (part) => target.recorded({ ...part, now: rooms.clock() }) }, source, signal);
}

/** Seals the metadata that pins all parts to one another, and makes the file a stored one. */
async function publish(
  rooms: Rooms,
  owner: Principal,
  file: Receiving,
  { name, contentType }: { name: string; contentType: string },
): Promise<StoredFile> {
  const parts = await listParts(rooms.catalog, file.id);
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const metadata = { name, type: contentType, size, parts: parts.length, digest: partsDigest(parts) };
  const sealedMeta = wrap(file.dek, metadataContext(file.id, 1), encodeMetadata(metadata));
  const published = await publishFile(rooms.catalog, {
    id: file.id,
    fence: file.fence,
    sealedMeta,
    size,
    partCount: parts.length,
    now: rooms.clock(),
  });
  const row = published ? await findFile(rooms.catalog, file.id) : null;
  if (!row?.key) throw replaced();
  rooms.search.put(owner.userId, row, name);
  return describeRow(rooms, { ...row, key: row.key });
}

/** Removes what a failed upload began. */
async function abandon(rooms: Rooms, file: Receiving): Promise<void> {
  try {
    const marked = await markDeleting(rooms.catalog, file.id, 'receiving');
    if (marked) await destroyObjects(rooms, marked);
  } catch (error) {
    rooms.log.warn({ err: error, fileId: file.id }, 'a broken upload is left to the sweeper');
  }
}

async function keepLease(rooms: Rooms, file: Receiving, lost: AbortController): Promise<void> {
  try {
    if (!(await extendLease(rooms.catalog, file.id, file.fence, rooms.clock() + LEASE))) lost.abort(replaced());
  } catch (error) {
    rooms.log.warn({ err: error, fileId: file.id }, 'the lease of an upload could not be extended');
  }
}

async function* limited(source: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of source) {
    total += chunk.length;
    if (total > most) throw new Problem('FILE_TOO_LARGE', `The file is larger than this server takes: ${most} bytes.`);
    yield chunk;
  }
}

const replaced = () => new Problem('CONFLICT', 'The upload was ended by another process. Send the file again.');
