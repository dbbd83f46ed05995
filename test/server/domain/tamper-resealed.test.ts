import { readFile, writeFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFile } from '../../../server/catalog/files.ts';
import { metadataContext } from '../../../server/crypto/contexts.ts';
import { decodeMetadata, encodeMetadata, type Metadata } from '../../../server/crypto/metadata.ts';
import { SEGMENT } from '../../../server/crypto/sizes.ts';
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

/** Each file as its parts, and the one of them that is tampered with. */
const FILES = [
  { of: 'of one part', lengths: [5], place: 0 },
  { of: 'of several parts, in the middle', lengths: [SEGMENT + 50, 5, 200], place: 1 },
  { of: 'of several parts, at the end', lengths: [SEGMENT + 50, 200, 5], place: 2 },
];
const CASES = ([1, 2] as const).flatMap((suite) => FILES.map((file) => ({ suite, ...file })));

describe.each(CASES)('suite $suite, a file $of', ({ suite, lengths, place }) => {
  async function stored() {
    const contents = lengths.map((length, i) => bytesOf(length, i + 1));
    const id = await storeInParts(house, suite, contents);
    return { id, url: await downloadUrl(house, id), plain: Buffer.concat(contents) };
  }

  test('no cut of an object gives anything of the file', async () => {
    const { id, url, plain } = await stored();
    const path = objectPath(house, id, place);
    const whole = await readFile(path);
    expect((await expectNothingWrong(url, plain)).broken).toBe(false);
    for (let length = 0; length < whole.length; length += 1) {
      await withObject(path, whole.subarray(0, length), async () => {
        expect(await expectRefused(url, plain)).toMatchObject({ status: 500, code: 'INTEGRITY' });
      });
    }
  });

  test('the other suite in the objects and in the row is refused', async () => {
    const { id, url, plain } = await stored();
    expect((await expectNothingWrong(url, plain)).broken).toBe(false);
    for (const part of lengths.keys()) {
      const path = objectPath(house, id, part);
      const object = await readFile(path);
      object[9] = 3 - suite;
      await writeFile(path, object);
    }
    await sql`update files set suite = ${3 - suite} where id = ${id}`.execute(house.rooms.catalog);
    await expectRefused(url, plain);
  });

  test('an object of the other suite is refused, whichever the row names', async () => {
    const { id, url, plain } = await stored();
    const path = objectPath(house, id, place);
    const object = await readFile(path);
    object[9] = 3 - suite;
    await writeFile(path, object);
    await expectRefused(url, plain);
    await sql`update files set suite = ${3 - suite} where id = ${id}`.execute(house.rooms.catalog);
    await expectRefused(url, plain);
  });

  test.each<[string, (metadata: Metadata) => Partial<Metadata>]>([
    ['a smaller size', ({ size }) => ({ size: size - 1 })],
    ['a larger size', ({ size }) => ({ size: size + 1 })],
    ['one part more', ({ parts }) => ({ parts: parts + 1 })],
    ['one part less', ({ parts }) => ({ parts: parts - 1 })],
    ['another digest', ({ digest }) => ({ digest: flip(digest, 31) })],
    ['the last part left out', ({ size, parts }) => ({ size: size - (lengths.at(-1) ?? 0), parts: parts - 1 })],
  ])('metadata that were sealed by the right key with %s are refused', async (_what, change) => {
    const { id, url, plain } = await stored();
    const { catalog, vault } = house.rooms;
    const row = await findFile(catalog, id);
    if (!row?.key) throw new Error('no such file');
    const dek = vault.keyring.openDek(id, row.key.kekId, row.key.wrappedDek);
    const context = metadataContext(id, row.metaRev);
    const metadata = decodeMetadata(unwrap(dek, context, row.sealedMeta));
    const write = (meta: Metadata) => {
      const resealed = wrap(dek, context, encodeMetadata(meta));
      // The row's size and count with it, which are no secrets.
      return sql`update files set sealed_meta = ${resealed}, size = ${meta.size}, part_count = ${meta.parts} where id = ${id}`.execute(
        catalog,
      );
    };
    await write({ ...metadata, ...change(metadata) });
    await expectRefused(url, plain);
    await write(metadata);
    expect((await expectNothingWrong(url, plain)).broken).toBe(false);
  });
});
