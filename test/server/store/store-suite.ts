import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CiphertextStore } from '../../../server/store/store.ts';

/** A store of the kind under test, empty. */
export interface StoreUnderTest {
  store: CiphertextStore;
  /** Everything that the store holds, finished or not, by its own back end. */
  leftovers(): Promise<string[]>;
  close(): Promise<void>;
}

export function aKey(part = 0, fileId: string = randomUUID()): string {
  return `${fileId.slice(0, 2)}/${fileId}/${part}.enc`;
}

export async function* chunks(...all: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all;
}

export async function readAll(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const read: Buffer[] = [];
  for await (const chunk of source) read.push(Buffer.from(chunk));
  return Buffer.concat(read);
}

async function keysOf(store: CiphertextStore, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys.sort();
}

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

/** What every CiphertextStore promises. */
export function storeSuite(open: () => Promise<StoreUnderTest>): void {
  let under: StoreUnderTest;
  let store: CiphertextStore;
  beforeEach(async () => {
    under = await open();
    store = under.store;
  });
  afterEach(() => under.close());

  describe('put', () => {
    test('an object comes back as it was written, in whatever pieces it came', async () => {
      const bytes = randomBytes(3_000_000);
      const pieces = [0, 1, 2, 2, 65_538, 1_000_000, 3_000_000].map((from, n, all) => bytes.subarray(from, all[n + 1]));
      const key = aKey();
      await store.put(key, chunks(...pieces));
      expect(await store.stat(key)).toBe(3_000_000);
      expect((await readAll(store.open(key, { start: 0, end: 3_000_000 }))).equals(bytes)).toBe(true);
    });

    test('an empty object is one', async () => {
      const key = aKey();
      await store.put(key, chunks());
      expect(await store.stat(key)).toBe(0);
      expect(await readAll(store.open(key, { start: 0, end: 0 }))).toEqual(Buffer.alloc(0));
      expect(await keysOf(store, '')).toEqual([key]);
    });

    test('no reader sees an object before it is whole', async () => {
      const key = aKey();
      const seen: unknown[] = [];
      async function* watched(): AsyncGenerator<Uint8Array> {
        for (let n = 0; n < 4; n++) {
          yield randomBytes(300_000);
          seen.push(await store.stat(key), await keysOf(store, ''));
          await expect(readAll(store.open(key, { start: 0, end: 1 }))).rejects.toMatchObject({ code: 'MISSING' });
        }
      }
      await store.put(key, watched());
      expect(seen).toEqual([null, [], null, [], null, [], null, []]);
      expect(await store.stat(key)).toBe(1_200_000);
    });

    test('a source that fails leaves nothing, and its own error', async () => {
      const reason = new Error('the sender went away');
      async function* failing(): AsyncGenerator<Uint8Array> {
        yield randomBytes(500_000);
        throw reason;
      }
      await expect(store.put(aKey(), failing())).rejects.toBe(reason);
      await expect(store.put(aKey(), failing(), new AbortController().signal)).rejects.toBe(reason);
      expect(await under.leftovers()).toEqual([]);
    });

    test('an abort while the source is silent leaves nothing, and the reason', async () => {
      const controller = new AbortController();
      const reason = new Error('enough');
      async function* silent(): AsyncGenerator<Uint8Array> {
        yield randomBytes(500_000);
        setTimeout(() => controller.abort(reason), 20);
        await new Promise(() => {});
      }
      await expect(store.put(aKey(), silent(), controller.signal)).rejects.toBe(reason);
      await expect(store.put(aKey(), chunks(randomBytes(9)), controller.signal)).rejects.toBe(reason);
      expect(await under.leftovers()).toEqual([]);
    });

    test('an abort after the last byte still leaves nothing', async () => {
      const controller = new AbortController();
      async function* last(): AsyncGenerator<Uint8Array> {
        yield randomBytes(500_000);
        controller.abort(new Error('late'));
      }
      await expect(store.put(aKey(), last(), controller.signal)).rejects.toThrow('late');
      expect(await under.leftovers()).toEqual([]);
    });

    test('a failed put ends its source', async () => {
      const controller = new AbortController();
      let ended = false;
      async function* endless(): AsyncGenerator<Uint8Array> {
        try {
          for (let n = 0; ; n++) {
            if (n === 3) controller.abort(new Error('enough'));
            yield randomBytes(1_000);
          }
        } finally {
          ended = true;
        }
      }
      await expect(store.put(aKey(), endless(), controller.signal)).rejects.toThrow('enough');
      await expect.poll(() => ended).toBe(true);
    });

    test('a key is written once: a second put is refused and the first object stays', async () => {
      const key = aKey();
      await store.put(key, chunks(Buffer.from('first')));
      await expect(store.put(key, chunks(Buffer.from('second')))).rejects.toMatchObject({ code: 'EXISTS' });
      expect(`${await readAll(store.open(key, { start: 0, end: 5 }))}`).toBe('first');
      expect(await under.leftovers()).toEqual([key]);
    });

    test('of puts of one key at the same time exactly one succeeds', async () => {
      const key = aKey();
      const contents = Array.from({ length: 8 }, () => randomBytes(100_000));
      const done = await Promise.allSettled(contents.map((content) => store.put(key, chunks(content))));
      const won = contents.filter((_, n) => done[n]?.status === 'fulfilled');
      expect(won.length).toBe(1);
      const lost = done.filter((one) => one.status === 'rejected');
      expect(lost.map((one) => one.reason.code)).toEqual(Array(7).fill('EXISTS'));
      expect(await readAll(store.open(key, { start: 0, end: 100_000 }))).toEqual(won[0]);
      expect(await under.leftovers()).toEqual([key]);
    });
  });

  describe('open', () => {
    const bytes = randomBytes(2_500_000);
    const key = aKey();
    beforeEach(() => store.put(key, chunks(bytes)));

    test('every kind of range is exact, and chunks are of at most about 1 MiB', async () => {
      const edges = [0, 1, 16_400, 1_049_599, 1_049_600, 1_049_601, 2_099_200, 2_499_999, 2_500_000];
      for (const start of edges) {
        for (const end of edges.filter((edge) => edge >= start)) {
          const read: Buffer[] = [];
          for await (const chunk of store.open(key, { start, end })) read.push(Buffer.from(chunk));
          expect(read.every((chunk) => chunk.length > 0 && chunk.length <= 64 * 16_448)).toBe(true);
          expect(Buffer.concat(read).equals(bytes.subarray(start, end))).toBe(true);
        }
      }
    });

    test('a chunk is the reader’s until the next one, and a small range takes little memory', async () => {
      const hash = createHash('sha256');
      for await (const chunk of store.open(key, { start: 0, end: bytes.length })) {
        hash.update(chunk);
        chunk.fill(0);
      }
      expect(hash.digest()).toEqual(createHash('sha256').update(bytes).digest());
      for await (const chunk of store.open(key, { start: 7, end: 17 }))
        expect(chunk.buffer.byteLength).toBeLessThan(65_537);
    });

    test('an object that is not there is MISSING', async () => {
      const [other, sibling] = [aKey(), key.replace('/0.enc', '/1.enc')];
      for (const missing of [other, sibling, 'vault.id']) {
        const reading = readAll(store.open(missing, { start: 0, end: 0 }));
        await expect(reading).rejects.toMatchObject({ name: 'StoreError', code: 'MISSING' });
      }
    });

    test('an object that ends too early is SHORT', async () => {
      for (const range of [
        { start: 0, end: 2_500_001 },
        { start: 2_500_000, end: 2_500_001 },
        { start: 9e9, end: 9e9 + 1 },
      ]) {
        await expect(readAll(store.open(key, range))).rejects.toMatchObject({ name: 'StoreError', code: 'SHORT' });
      }
    });

    test('what is no range is refused', async () => {
      for (const [start, end] of [
        [-1, 5],
        [5, 4],
        [0, 0.5],
        [Number.NaN, 1],
        [0, Number.POSITIVE_INFINITY],
      ] as const) {
        await expect(readAll(store.open(key, { start, end }))).rejects.toThrow(RangeError);
      }
    });

    test('an aborted reader gets the reason, before and in the middle', async () => {
      const reason = new Error('gone');
      const controller = new AbortController();
      const reading = store.open(key, { start: 0, end: bytes.length }, controller.signal)[Symbol.asyncIterator]();
      expect((await reading.next()).done).toBe(false);
      controller.abort(reason);
      await expect(reading.next()).rejects.toBe(reason);
      await expect(readAll(store.open(key, { start: 0, end: 1 }, controller.signal))).rejects.toBe(reason);
    });

    test('many readers of one object do not disturb each other', async () => {
      const starts = Array.from({ length: 16 }, (_, n) => n * 100_000);
      const read = await Promise.all(starts.map((start) => readAll(store.open(key, { start, end: bytes.length }))));
      for (const [n, start] of starts.entries()) expect(read[n]?.equals(bytes.subarray(start))).toBe(true);
    });
  });

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
