import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { PART_MAX } from '../../../server/crypto/sizes.ts';
import { storeFile } from '../../../server/domain/uploads.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { storeWith } from '../../support/store.ts';
import { bytesOf, download, upload } from '../../support/transfers.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => house.remove());

/** Counts how often this process waits for the disk: for the catalog's journal, and for files and folders. */
async function watchDisk() {
  const handle = await open(import.meta.filename);
  const prototype = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  return { journal: vi.spyOn(prototype, 'datasync'), objects: vi.spyOn(prototype, 'sync') };
}

test('a small file waits twice for the catalog and four times at most for its object', async () => {
  const { journal, objects } = await watchDisk();
  const waits: number[][] = [];
  const stored: { id: string; bytes: Buffer }[] = [];
  for (let seed = 1; seed <= 5; seed += 1) {
    const bytes = bytesOf(10_240, seed);
    const [before, objectsBefore] = [journal.mock.calls.length, objects.mock.calls.length];
    const { id } = await upload(house, bytes);
    waits.push([journal.mock.calls.length - before, objects.mock.calls.length - objectsBefore]);
    stored.push({ id, bytes });
  }
  // Behind all of them, as a download is recorded a moment later.
  for (const { id, bytes } of stored) expect((await download(house, id)).bytes.equals(bytes)).toBe(true);
  // An upload that takes seconds on a busy machine writes, besides, that it lives.
  expect(Math.min(...waits.map(([catalog = 0]) => catalog))).toBe(2);
  // The object, its folder and the folder of that, which the root has mostly yet to learn of.
  for (const [, object] of waits) expect([3, 4]).toContain(object);
});

test('of a file in several parts all but the last two are written down while it comes', async () => {
  const bytes = bytesOf(3 * PART_MAX + 1, 4);
  const recorded = () =>
    house.rooms.catalog
      .selectFrom('files')
      .innerJoin('parts', 'parts.file_id', 'files.id')
      .select('part')
      .where('state', '=', 'receiving')
      .execute();
  async function* source() {
    yield [bytes.subarray(0, 3 * PART_MAX)];
    yield [bytes.subarray(3 * PART_MAX)];
    await expect.poll(async () => (await recorded()).length, { timeout: 20_000 }).toBe(2);
  }
  const { id } = await storeFile(house.rooms, house.admin, { name: 'a' }, source(), new AbortController().signal);
  expect((await download(house, id)).bytes.equals(bytes)).toBe(true);
});

test('a part is sealed while the one before it is being made durable', async () => {
  const { store } = house.rooms;
  let release = () => {};
  const durable = new Promise<void>((resolve) => {
    release = resolve;
  });
  const sealed = new Map<string, number>();
  const of = (part: number) => [...sealed].find(([key]) => basename(key) === `${part}.enc`)?.[1] ?? 0;
  const holding = storeWith(store, {
    async put(key, source, signal) {
      const noted = (async function* () {
        for await (const batch of source) {
          sealed.set(key, (sealed.get(key) ?? 0) + batch.length);
          yield batch;
        }
      })();
      await store.put(key, noted, signal);
      if (basename(key) === '0.enc') await durable;
    },
  });
  const bytes = bytesOf(2 * PART_MAX + 1, 6);
  const source = (async function* () {
    yield [bytes];
  })();
  const rooms = { ...house.rooms, store: holding };
  const storing = storeFile(rooms, house.admin, { name: 'a' }, source, new AbortController().signal);
  try {
    await eventually('most of the next part is sealed', () => of(1) > PART_MAX / 2);
    // Its end is not: who sends would have more than two parts to repeat if the server were killed now.
    await sleep(200);
    expect([of(1) < PART_MAX - 2 ** 20, of(2)]).toEqual([true, 0]);
  } finally {
    release();
  }
  expect((await download(house, (await storing).id)).bytes.equals(bytes)).toBe(true);
});
