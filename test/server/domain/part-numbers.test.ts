import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PART_MAX } from '../../../server/crypto/sizes.ts';
import { type CiphertextStore, StoreError } from '../../../server/store/store.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { storeWith } from '../../support/store.ts';
import { bytesOf, download, sha256, upload } from '../../support/transfers.ts';
import { idOf, rawTus } from '../../support/tus.ts';

let house: TestHouse;
let store: CiphertextStore;
beforeAll(async () => {
  house = await startHouse();
  store = house.rooms.store;
});
afterEach(() => {
  house.rooms.store = store;
});
afterAll(() => house.remove());

/** The part number in an object's key. */
const partOf = (key: string) => Number(/(\d+)\.enc$/.exec(key)?.[1]);

describe.each(['AES_256_GCM', 'AES_256_CBC_HMAC'])('a part that fails, %s', (cipher) => {
  const full = () => new StoreError('FULL');

  test.each<[string, (put: () => Promise<void>, source: AsyncIterable<Uint8Array>) => Promise<void>]>([
    [
      'before its first byte was written',
      async (_, source) => {
        for await (const __ of source) throw full();
      },
    ],
    [
      'when all of it was durable',
      async (put) => {
        await put();
        throw full();
      },
    ],
  ])('%s, is sent again under a number and a salt that none had', async (_, fail) => {
    const tried: { part: number; salt: string }[] = [];
    let failing = 0;
    house.rooms.store = storeWith(store, {
      async put(key, source, signal) {
        const noted = noteHead(source, (head) => {
          tried.push({ part: partOf(key), salt: head.subarray(32, 56).toString('hex') });
        });
        // The second, so that one whole part of the PATCH is there to stay.
        if (failing > 0 && --failing === 0) await fail(() => store.put(key, noted, signal), noted);
        else await store.put(key, noted, signal);
      },
    });
    const tus = rawTus(house);
    const bytes = bytesOf(PART_MAX + 500, 5);
    const path = await tus.create(bytes.length, { filename: 'twice', cipher });
    failing = 2;
    expect((await tus.patch(path, 0, bytes)).status).toBe(507);
    expect((await tus.head(path)).headers.get('upload-offset')).toBe(String(PART_MAX));
    expect((await tus.patch(path, PART_MAX, bytes.subarray(PART_MAX))).status).toBe(204);

    expect(tried.length).toBe(3);
    expect(new Set(tried.map(({ part }) => part)).size).toBe(tried.length);
    expect(new Set(tried.map(({ salt }) => salt)).size).toBe(tried.length);
    expect(sha256((await download(house, idOf(path))).bytes)).toBe(sha256(bytes));
  });
});

/** The same bytes; the container's header (FORMAT.md section 1), which comes first, is told. */
async function* noteHead(source: AsyncIterable<Uint8Array>, tell: (head: Buffer) => void): AsyncGenerator<Uint8Array> {
  let head = Buffer.alloc(0);
  for await (const chunk of source) {
    if (head.length < 56) {
      head = Buffer.concat([head, chunk]);
      if (head.length >= 56) tell(head);
    }
    yield chunk;
  }
}

test('a part’s number, and the file’s key, are committed before a byte of its object is written', async () => {
  // Another connection sees what is committed, and nothing else.
  const catalog = new Database(join(house.dataDir, 'catalog.sqlite'), { readonly: true });
  const seen: { part: number; next: number; keys: number }[] = [];
  house.rooms.store = storeWith(store, {
    put(key, source, signal) {
      const id = key.split('/')[1];
      const next = catalog.prepare("select next_part from files where id = ? and state = 'receiving'").pluck().get(id);
      const keys = catalog.prepare('select count(*) from file_keys where file_id = ?').pluck().get(id);
      seen.push({ part: partOf(key), next: Number(next), keys: Number(keys) });
      return store.put(key, source, signal);
    },
  });
  try {
    await upload(house, bytesOf(100));
    const tus = rawTus(house);
    const path = await tus.create(30);
    for (const offset of [0, 10, 20]) expect((await tus.patch(path, offset, bytesOf(10))).status).toBe(204);
  } finally {
    catalog.close();
  }
  expect(seen.length).toBe(4);
  for (const { part, next, keys } of seen) {
    expect(next).toBeGreaterThan(part);
    expect(keys).toBe(1);
  }
});
