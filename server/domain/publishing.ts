import type { Kysely } from 'kysely';
import { findFile, publishFile } from '../catalog/files.ts';
import { listParts, recordPart } from '../catalog/parts.ts';
import type { Database } from '../catalog/tables.ts';
import { metadataContext } from '../crypto/contexts.ts';
import { decodeMetadata, encodeMetadata, partsDigest } from '../crypto/metadata.ts';
import { unwrap, wrap } from '../crypto/wrap.ts';
import type { Principal } from './principal.ts';
import type { Receiving, SealedPart } from './receiving.ts';
import { actorOf, record } from './record.ts';
import type { Rooms } from './rooms.ts';
import { admitStored } from './sending.ts';
import { describe, type StoredFile } from './stored-files.ts';
import { replaced } from './upload-lease.ts';

/**
 * Writes down the last part of a file and makes it a stored one, both or neither, in one transaction. Gives false when
 * another writer has the upload.
 * @throws Problem UNAUTHENTICATED, CONFLICT; CatalogError
 */
export function publishWith(rooms: Rooms, sender: Principal, file: Receiving, last: SealedPart): Promise<boolean> {
  return rooms.catalog.transaction().execute(async (trx) => {
    if (!(await recordPart(trx, file.id, file.fence, last, rooms.settings.quotas))) return false;
    // Nothing of the part may be kept when it cannot be published: only a throw undoes it.
    if (!(await publish(rooms, trx, sender, file))) throw replaced();
    return true;
  });
}

/**
 * Makes a received file a stored one, inside the transaction `trx`: seals the metadata that pins all parts to one
 * another. Whoever sent it must still be live and allowed to. Gives false when another writer has the upload.
 * @throws Problem UNAUTHENTICATED
 */
async function publish(rooms: Rooms, trx: Kysely<Database>, sender: Principal, file: Receiving): Promise<boolean> {
  await admitStored(rooms, trx, sender);
  const parts = await listParts(trx, file.id);
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const metadata = {
    name: file.name,
    type: file.contentType,
    size,
    parts: parts.length,
    digest: partsDigest(parts),
    sha256: file.hash?.copy().digest('hex'),
    sentAs: sender.kind === 'request' ? file.name : undefined,
  };
  const done = await publishFile(trx, {
    id: file.id,
    fence: file.fence,
    sealedMeta: wrap(file.dek, metadataContext(file.id, 1), encodeMetadata(metadata)),
    size,
    partCount: parts.length,
    now: rooms.clock(),
    hashed: metadata.sha256 !== undefined,
  });
  if (done) {
    await record(rooms, trx, {
      action: 'file.uploaded',
      actor: actorOf(sender),
      ownerId: sender.userId,
      fileId: file.id,
      ...(sender.kind === 'request' ? { requestId: sender.into.requestId } : {}),
      bytes: size,
      complete: true,
      names: { file: file.name },
    });
  }
  return done;
}

/**
 * The file that was just published, made known to the search; null when it is gone again. It takes the file's own key
 * and none of the vault's, which may have been sealed by now: what is stored must not be answered with a failure.
 */
export async function published(rooms: Rooms, { id, suite, dek, name, hash }: Receiving): Promise<StoredFile | null> {
  const row = await findFile(rooms.catalog, id);
  if (row?.state !== 'stored' || !row.key) return null;
  rooms.search.put(row.ownerId, row, name);
  if (row.requestSenderId !== null && hash === null) rooms.hashing.wake(rooms);
  const metadata = decodeMetadata(unwrap(dek, metadataContext(id, row.metaRev), row.sealedMeta));
  return describe({ ...row, key: row.key }, suite, metadata);
}
