import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CiphertextStore } from '../../../server/store/store.ts';
import { aKey, chunks, readAll, type StoreUnderTest } from './store-under-test.ts';

/** What every store promises of `open`. */
export function readingSuite(open: () => Promise<StoreUnderTest>): void {
  const bytes = randomBytes(2_500_000);
  const key = aKey();
  let under: StoreUnderTest;
  let store: CiphertextStore;
  beforeEach(async () => {
    under = await open();
    store = under.store;
    await store.put(key, chunks(bytes));
  });
  afterEach(() => under.close());

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
}
