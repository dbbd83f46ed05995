import { randomUUID } from 'node:crypto';
import { insertReceiving, publishFile } from '../../server/catalog/files.ts';
import { recordPart, reserveParts } from '../../server/catalog/parts.ts';
import { draftContext, metadataContext } from '../../server/crypto/contexts.ts';
import { encodeDraft, encodeMetadata, partsDigest } from '../../server/crypto/metadata.ts';
import { wrap } from '../../server/crypto/wrap.ts';
import type { Rooms } from '../../server/domain/rooms.ts';

/** Files of which the catalog knows everything and the store nothing, made fast; newest last. Gives their ids. */
export async function storeNames(rooms: Rooms, ownerId: string, names: string[], createdAt: number): Promise<string[]> {
  return rooms.catalog.transaction().execute(async (trx) => {
    const ids: string[] = [];
    for (const [i, name] of names.entries()) {
      const id = randomUUID();
      const { dek, kekId, wrapped } = rooms.vault.keyring.newDek(id);
      const type = 'text/plain';
      const fence = await insertReceiving(trx, {
        id,
        ownerId,
        suite: 1,
        sealedMeta: wrap(dek, draftContext(id), encodeDraft({ name, type })),
        declaredSize: null,
        createdAt: createdAt + i,
        expiresAt: null,
        leaseUntil: createdAt,
        key: { kekId, wrappedDek: wrapped },
      });
      const part = { part: 0, length: 1, commitment: Buffer.alloc(32, 1) };
      await reserveParts(trx, id, fence, 1);
      await recordPart(trx, id, fence, { ...part, storedSize: 105, now: createdAt });
      const metadata = encodeMetadata({ name, type, size: 1, parts: 1, digest: partsDigest([part]) });
      const sealedMeta = wrap(dek, metadataContext(id, 1), metadata);
      await publishFile(trx, { id, fence, sealedMeta, size: 1, partCount: 1, now: createdAt });
      ids.push(id);
    }
    return ids;
  });
}
