import { readFile, writeFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFile } from '../../../server/catalog/files.ts';
import { metadataContext } from '../../../server/crypto/contexts.ts';
import { decodeMetadata, encodeMetadata, type Metadata } from '../../../server/crypto/metadata.ts';
import { unwrap, wrap } from '../../../server/crypto/wrap.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { storeInParts } from '../../support/parts.ts';
import { bytesOf, downloadUrl } from '../../support/transfers.ts';
import { expectNothingWrong, expectRefused, objectPath, withObject } from './refusals.ts';
import { flip } from './stored-object.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

describe.each([1, 2] as const)('suite %i', (suite) => {
  test('no cut of a file’s object gives anything', async () => {
    const plain = bytesOf(5);
    const id = await storeInParts(house, suite, [plain]);
    const [url, path] = [await downloadUrl(house, id), objectPath(house, id)];
    const whole = await readFile(path);
    expect((await expectNothingWrong(url, plain)).broken).toBe(false);
    for (let length = 0; length < whole.length; length += 1) {
      await withObject(path, whole.subarray(0, length), async () => {
        expect((await expectRefused(url, plain)).bytes.includes(plain)).toBe(false);
      });
    }
  });

  test('the other suite in the object and in the row is refused', async () => {
    const plain = bytesOf(100);
    const id = await storeInParts(house, suite, [plain]);
    const [url, path] = [await downloadUrl(house, id), objectPath(house, id)];
    const object = await readFile(path);
    object[9] = 3 - suite;
    await writeFile(path, object);
    await sql`update files set suite = ${3 - suite} where id = ${id}`.execute(house.rooms.catalog);
    await expectRefused(url, plain);
  });

  test.each<[string, (metadata: Metadata) => Partial<Metadata>]>([
    ['a smaller size', ({ size }) => ({ size: size - 1 })],
    ['a larger size', ({ size }) => ({ size: size + 1 })],
    ['another number of parts', ({ parts }) => ({ parts: parts + 1 })],
    ['another digest', ({ digest }) => ({ digest: flip(digest, 31) })],
  ])('metadata that were sealed by the right key with %s are refused', async (_what, change) => {
    const plain = bytesOf(100);
    const id = await storeInParts(house, suite, [plain]);
    const url = await downloadUrl(house, id);
    const { catalog, vault } = house.rooms;
    const row = await findFile(catalog, id);
    if (!row?.key) throw new Error('no such file');
    const dek = vault.keyring.openDek(id, row.key.kekId, row.key.wrappedDek);
    const context = metadataContext(id, row.metaRev);
    const metadata = decodeMetadata(unwrap(dek, context, row.sealedMeta));
    const changed = { ...metadata, ...change(metadata) };
    const resealed = wrap(dek, context, encodeMetadata(changed));
    // The row's size with it, which is no secret.
    await sql`update files set sealed_meta = ${resealed}, size = ${changed.size} where id = ${id}`.execute(catalog);
    await expectRefused(url, plain);
    const same = wrap(dek, context, encodeMetadata(metadata));
    await sql`update files set sealed_meta = ${same}, size = ${metadata.size} where id = ${id}`.execute(catalog);
    expect((await expectNothingWrong(url, plain)).broken).toBe(false);
  });
});
