import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CiphertextStore } from '../../../server/store/store.ts';
import { aKey, chunks, keysOf, readAll, type StoreUnderTest } from './store-under-test.ts';

const FOREIGN = [
  '',
  '/',
  '..',
  '../vault.id',
  'vault.id/..',
  'other.id',
  '/etc/passwd',
  aKey().replace('.enc', ''),
  aKey().toUpperCase(),
  aKey().replace(/^../, '..'),
  aKey(1).replace('/1.enc', '/01.enc'),
  aKey(1).replace('/1.enc', '/-1.enc'),
  aKey(1).replace('/1.enc', '/../1.enc'),
  `${aKey()}\0`,
  `${aKey()}\n`,
  ` ${aKey()}`,
  `xx${aKey().slice(2)}`,
  aKey(0, '00112233-4455-4677-8899-aabbccddeeff').replace('00/', '11/'),
];

/** What every store promises of its keys: which there are, are removed, are listed. */
export function keysSuite(open: () => Promise<StoreUnderTest>): void {
  let under: StoreUnderTest;
  let store: CiphertextStore;
  beforeEach(async () => {
    under = await open();
    store = under.store;
  });
  afterEach(() => under.close());

  test('removed objects are gone with all that held them, the others stay', async () => {
    const fileId = randomUUID();
    const [first, second] = [aKey(0, fileId), aKey(1, fileId)];
    for (const key of [first, second]) await store.put(key, chunks(Buffer.from(key)));
    await store.remove(first);
    await store.remove(first);
    await store.remove(aKey());
    expect(await store.stat(first)).toBeNull();
    expect(await under.leftovers()).toEqual([second]);
    await store.remove(second);
    expect(await under.leftovers()).toEqual([]);
    await store.put(first, chunks(Buffer.from('again')));
    expect(await store.stat(first)).toBe(5);
  });

  test('puts and removes side by side lose nothing', async () => {
    const [keep, drop]: [string[], string[]] = [[], []];
    // One of 256 folders is shared by all, so that removing one object empties what the next is put into.
    for (let n = 0; n < 60; n++) (n % 2 ? keep : drop).push(aKey(0, `aa${randomUUID().slice(2)}`));
    await Promise.all([
      ...keep.map((key) => store.put(key, chunks(randomBytes(100)))),
      ...drop.map(async (key) => {
        await store.put(key, chunks(randomBytes(100)));
        await store.remove(key);
      }),
    ]);
    expect(await under.leftovers()).toEqual(keep.sort());
  });

  test('objects are listed with their sizes, by whole path segments', async () => {
    const fileId = '0a112233-4455-4677-8899-aabbccddeeff';
    const sizes = new Map([
      [aKey(0, fileId), 0],
      [aKey(10, fileId), 10],
      [aKey(9, fileId), 9],
      ['vault.id', 36],
    ]);
    const sibling = aKey(0, '0a112233-4455-4677-8899-aabbccddeef0');
    const stranger = aKey(0, '0b112233-4455-4677-8899-aabbccddeeff');
    sizes.set(sibling, 1).set(stranger, 2);
    for (const [key, size] of sizes) await store.put(key, chunks(randomBytes(size)));
    const listed = new Map<string, number>();
    for await (const { key, size } of store.list('')) listed.set(key, size);
    expect(listed).toEqual(sizes);
    const own = [0, 10, 9].map((part) => aKey(part, fileId));
    expect(await keysOf(store, `0a/${fileId}/`)).toEqual(own);
    expect(await keysOf(store, '0a/')).toEqual([...own, sibling].sort());
    expect(await keysOf(store, 'ff/')).toEqual([]);
    for (const prefix of ['0', '0a', `0a/${fileId}`, '../', '/', 'vault.id', '0b/../']) {
      await expect(keysOf(store, prefix)).rejects.toThrow(TypeError);
    }
  });

  test('what is no object key is refused by every method', async () => {
    for (const key of FOREIGN) {
      await expect(store.put(key, chunks(randomBytes(1)))).rejects.toThrow(TypeError);
      await expect(readAll(store.open(key, { start: 0, end: 0 }))).rejects.toThrow(TypeError);
      await expect(store.stat(key)).rejects.toThrow(TypeError);
      await expect(store.remove(key)).rejects.toThrow(TypeError);
    }
    expect(await under.leftovers()).toEqual([]);
  });
}
