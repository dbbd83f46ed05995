import { randomUUID } from 'node:crypto';
import { insertReceiving, publishFile } from '../../server/catalog/files.ts';
import { recordPart, reserveParts } from '../../server/catalog/parts.ts';
import { ContainerSealer } from '../../server/crypto/container.ts';
import { draftContext, metadataContext } from '../../server/crypto/contexts.ts';
import { encodeDraft, encodeMetadata, type PartRecord, partsDigest } from '../../server/crypto/metadata.ts';
import { objectKey } from '../../server/crypto/objects.ts';
import { sealSegments } from '../../server/crypto/segments.ts';
import type { SuiteId } from '../../server/crypto/suites.ts';
import { wrap } from '../../server/crypto/wrap.ts';
import type { TestHouse } from './house.ts';
import { piece } from './piece.ts';

/**
 * Stores a file whose parts are these, one container each, in the administrator's name. The server cuts at 16 MiB,
 * but a part may have any length (FORMAT.md section 2), so small ones show all that goes for large files.
 */
export async function storeInParts(house: TestHouse, suite: SuiteId, contents: Buffer[]): Promise<string> {
  const { rooms, admin } = house;
  if (!admin) throw new Error('the vault is not open');
  const { catalog, store } = rooms;
  const id = randomUUID();
  const now = rooms.clock();
  const { dek, kekId, wrapped } = rooms.vault.keyring.newDek(id);
  const fence = await insertReceiving(catalog, {
    id,
    ownerId: admin.userId,
    suite,
    sealedMeta: wrap(dek, draftContext(id), encodeDraft({ name: 'parts.bin', type: 'application/octet-stream' })),
    declaredSize: null,
    createdAt: now,
    expiresAt: null,
    leaseUntil: now + 60_000,
    key: { kekId, wrappedDek: wrapped },
  });
  await reserveParts(catalog, id, fence, contents.length);
  const parts: PartRecord[] = [];
  for (const [part, content] of contents.entries()) {
    const sealer = new ContainerSealer(suite, dek, { fileId: id, part });
    const sealed = sealSegments(piece(sealer, [content], true));
    await store.put(
      objectKey(id, part),
      (async function* () {
        yield sealed;
      })(),
    );
    const row = { part, length: content.length, commitment: sealer.commitment };
    await recordPart(catalog, id, fence, { ...row, storedSize: sealed.length, now });
    parts.push(row);
  }
  const size = contents.reduce((sum, { length }) => sum + length, 0);
  const metadata = { name: 'parts.bin', type: 'application/octet-stream', size, parts: parts.length };
  const sealedMeta = wrap(dek, metadataContext(id, 1), encodeMetadata({ ...metadata, digest: partsDigest(parts) }));
  await publishFile(catalog, { id, fence, sealedMeta, size, partCount: parts.length, now });
  return id;
}
