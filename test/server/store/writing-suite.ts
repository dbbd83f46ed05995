import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CiphertextStore } from '../../../server/store/store.ts';
import { aKey, chunks, keysOf, readAll, type StoreUnderTest } from './store-under-test.ts';

/** What every store promises of `put`. */
export function writingSuite(open: () => Promise<StoreUnderTest>): void {
  let under: StoreUnderTest;
  let store: CiphertextStore;
  beforeEach(async () => {
    under = await open();
    store = under.store;
  });
  afterEach(() => under.close());

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
}
