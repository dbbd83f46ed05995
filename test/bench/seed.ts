import { randomBytes, randomUUID } from 'node:crypto';
import { insertReceiving, publishFile } from '../../server/catalog/files.ts';
import { recordPart, reserveParts } from '../../server/catalog/parts.ts';
import { draftContext, metadataContext } from '../../server/crypto/contexts.ts';
import { encodeDraft, encodeMetadata, partsDigest } from '../../server/crypto/metadata.ts';
import { containerSize } from '../../server/crypto/sizes.ts';
import { wrap } from '../../server/crypto/wrap.ts';
import { startHouse } from '../support/house.ts';

/** Rows in one transaction. */
const AT_ONCE = 1_000;
const SIZE = 10 * 1024;

/**
 * Fills a new data folder with the administrator's `count` stored files of one part: all that a listing reads, and
 * no objects.
 */
export async function seed(dataDir: string, count: number): Promise<void> {
  const house = await startHouse({ dataDir });
  const { rooms, admin } = house;
  if (!admin) throw new Error('the vault is not open');
  const { keyring } = rooms.vault;
  const began = rooms.clock() - count;
  for (let first = 0; first < count; first += AT_ONCE) {
    await rooms.catalog.transaction().execute(async (trx) => {
      for (let i = first; i < Math.min(first + AT_ONCE, count); i += 1) {
        const id = randomUUID();
        const now = began + i;
        const { dek, kekId, wrapped } = keyring.newDek(id);
        const draft = { name: `report ${i}.pdf`, type: 'application/pdf' };
        const fence = await insertReceiving(trx, {
          id,
          ownerId: admin.userId,
          suite: 1,
          sealedMeta: wrap(dek, draftContext(id), encodeDraft(draft)),
          declaredSize: null,
          createdAt: now,
          expiresAt: null,
          leaseUntil: now,
          key: { kekId, wrappedDek: wrapped },
        });
        await reserveParts(trx, id, fence, 1);
        const part = { part: 0, length: SIZE, commitment: randomBytes(32) };
        await recordPart(trx, id, fence, { ...part, storedSize: containerSize(1, SIZE), now });
        const metadata = encodeMetadata({ ...draft, size: SIZE, parts: 1, digest: partsDigest([part]) });
        const sealedMeta = wrap(dek, metadataContext(id, 1), metadata);
        await publishFile(trx, { id, fence, sealedMeta, size: SIZE, partCount: 1, now });
      }
    });
  }
  await house.stop();
}
