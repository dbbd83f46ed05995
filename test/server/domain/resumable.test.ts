import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PART_MAX } from '../../../server/crypto/sizes.ts';
import { listApiTokens, revokeApiToken } from '../../../server/domain/api-tokens.ts';
import { continueUpload, createUpload } from '../../../server/domain/resumable-uploads.ts';
import { sweep } from '../../../server/domain/sweeper.ts';
import { startHouse, type TestHouse, tokenOf } from '../../support/house.ts';
import { bytesOf, download, sha256 } from '../../support/transfers.ts';
import { idOf, type RawTus, rawTus } from '../../support/tus.ts';
import { openPatch as opened } from '../../support/tus-parts.ts';

let house: TestHouse;
let tus: RawTus;
let ahead = 0;
beforeAll(async () => {
  house = await startHouse({ clock: () => Date.now() + ahead });
  tus = rawTus(house);
});
afterAll(() => house.remove());

const offsetOf = async (path: string) => Number((await tus.head(path)).headers.get('upload-offset'));
const rowOf = (path: string) =>
  house.rooms.catalog.selectFrom('files').selectAll().where('id', '=', idOf(path)).executeTakeFirst();
const DAY = 86_400_000;

/** A PATCH whose body stays open. */
function openPatch(path: string, offset: number, announced: number, token = house.token) {
  const { req, answered } = opened({ url: house.url, token }, path, { offset, announced });
  const status = answered.then(({ statusCode }) => statusCode);
  status.catch(() => {});
  return { req, answered: status };
}

async function until(what: () => Promise<boolean>): Promise<number> {
  const began = performance.now();
  while (!(await what())) {
    if (performance.now() - began > 10_000) throw new Error('it did not come to be');
    await sleep(20);
  }
  return performance.now() - began;
}

const isWriting = (path: string) => until(async () => house.rooms.holds.has(idOf(path)));

describe('when a PATCH breaks', () => {
  test('what arrived is kept, as a part of its own', async () => {
    const bytes = bytesOf(300_000);
    const path = await tus.create(bytes.length);
    const { req } = openPatch(path, 0, bytes.length);
    req.write(bytes.subarray(0, 200_000));
    await isWriting(path);
    await sleep(300);
    req.destroy();
    await until(async () => (await rowOf(path))?.size === 200_000);
    expect(await offsetOf(path)).toBe(200_000);
    expect((await tus.patch(path, 200_000, bytes.subarray(200_000))).status).toBe(204);
    expect(sha256((await download(house, idOf(path))).bytes)).toBe(sha256(bytes));
  });

  test('at the last byte, the file is stored all the same', async () => {
    const path = await tus.create(5);
    const { req } = openPatch(path, 0, 5);
    req.end('hello');
    // So few bytes may be stored before anyone can look at their writer.
    await until(async () => house.rooms.holds.has(idOf(path)) || (await rowOf(path))?.state === 'stored');
    req.destroy();
    await until(async () => (await rowOf(path))?.state === 'stored');
    expect((await download(house, idOf(path))).bytes.toString()).toBe('hello');
  });

  test('parts that were whole stay, each under a number and a salt of its own', async () => {
    const bytes = bytesOf(PART_MAX + 1000, 3);
    const path = await tus.create(bytes.length);
    for (const until of [10, PART_MAX + 500, bytes.length]) {
      const offset = await offsetOf(path);
      expect((await tus.patch(path, offset, bytes.subarray(offset, until))).status).toBe(204);
    }
    const parts = await house.rooms.catalog.selectFrom('parts').selectAll().where('file_id', '=', idOf(path)).execute();
    expect(parts.map(({ length }) => length)).toEqual([10, PART_MAX, 490, 500]);
    expect(new Set(parts.map(({ part }) => part)).size).toBe(4);
    const salts = new Set<string>();
    for (const { part } of parts) {
      const key = `${idOf(path).slice(0, 2)}/${idOf(path)}/${part}.enc`;
      for await (const header of house.rooms.store.open(key, { start: 32, end: 56 })) salts.add(header.toString('hex'));
    }
    expect(salts.size).toBe(4);
    expect(sha256((await download(house, idOf(path))).bytes)).toBe(sha256(bytes));
  });
});

describe('there is one writer', () => {
  test('and a living one hands over within two seconds, with what it has', async () => {
    const bytes = bytesOf(100_000);
    const path = await tus.create(bytes.length);
    const stalled = openPatch(path, 0, bytes.length);
    stalled.req.write(bytes.subarray(0, 60_000));
    await isWriting(path);
    await sleep(200);
    const began = performance.now();
    expect(await offsetOf(path)).toBe(60_000);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(await stalled.answered).toBe(409);
    expect((await tus.patch(path, 60_000, bytes.subarray(60_000))).status).toBe(204);
    expect(sha256((await download(house, idOf(path))).bytes)).toBe(sha256(bytes));
  });

  test('and one in another process is asked through its row', async () => {
    const path = await tus.create(1000);
    const { req, answered } = openPatch(path, 0, 1000);
    req.write('abc');
    await isWriting(path);
    await house.rooms.catalog.updateTable('files').set({ lease_wanted: 1 }).where('id', '=', idOf(path)).execute();
    expect(await until(async () => (await rowOf(path))?.lease_until === 0)).toBeLessThan(2_000);
    expect(await answered).toBe(409);
    expect((await rowOf(path))?.size).toBe(3);
  });

  test('and one that was killed is waited for, six seconds at most', async () => {
    const path = await tus.create(10);
    const dead = { lease_fence: 7, lease_until: Date.now() + 6_000 };
    await house.rooms.catalog.updateTable('files').set(dead).where('id', '=', idOf(path)).execute();
    const began = performance.now();
    expect((await tus.patch(path, 0, Buffer.from('0123456789'))).status).toBe(204);
    expect(performance.now() - began).toBeGreaterThan(4_000);
    expect(performance.now() - began).toBeLessThan(7_000);
  });

  test('and what a replaced one still writes is refused, and removed', async () => {
    const { rooms, admin } = house;
    const id = '11111111-1111-4111-8111-111111111111';
    const upload = await createUpload(rooms, admin, { id, name: 'x', size: 10 });
    await rooms.catalog.updateTable('files').set({ lease_fence: 9 }).where('id', '=', id).execute();
    const late = upload.append([[Buffer.from('0123456789')]] as never, null);
    await expect(late).rejects.toMatchObject({ code: 'CONFLICT' });
    await upload.close();
    for await (const { key } of rooms.store.list('')) expect(key).not.toContain(id);
    await rooms.catalog.updateTable('files').set({ lease_until: 0 }).where('id', '=', id).execute();
    const next = await continueUpload(rooms, admin, id);
    expect(next.state.offset).toBe(0);
    await next.close();
  });

  test('and objects that a killed one did not write down are removed by the next', async () => {
    const { rooms } = house;
    const path = await tus.create(10);
    await tus.patch(path, 0, Buffer.from('01234'));
    const stray = `${idOf(path).slice(0, 2)}/${idOf(path)}/3.enc`;
    await rooms.store.put(stray, [Buffer.alloc(104)] as never);
    await rooms.catalog.updateTable('files').set({ lease_until: 1 }).where('id', '=', idOf(path)).execute();
    expect((await tus.patch(path, 5, Buffer.from('56789'))).status).toBe(204);
    expect(await rooms.store.stat(stray)).toBeNull();
    expect((await download(house, idOf(path))).bytes.toString()).toBe('0123456789');
  });
});

describe('an upload that rests', () => {
  test('lives for seven days after its last byte, then is 410, and then gone', async () => {
    const path = await tus.create(10);
    ahead = 6 * DAY;
    expect((await tus.patch(path, 0, Buffer.from('01234'))).status).toBe(204);
    ahead = 12.9 * DAY;
    expect(await sweep(house.rooms)).toMatchObject({ abandoned: expect.any(Number) });
    expect(await offsetOf(path)).toBe(5);
    ahead = 13.1 * DAY;
    const answers = [await tus.head(path), await tus.patch(path, 5, Buffer.from('56789'))];
    answers.push(await tus.request('DELETE', path));
    expect(answers.map(({ status }) => status)).toEqual([410, 410, 410]);
    await sweep(house.rooms);
    expect((await tus.head(path)).status).toBe(404);
    for await (const { key } of house.rooms.store.list('')) expect(key).not.toContain(idOf(path));
    ahead = 0;
  });

  test('goes on after a restart', async () => {
    const bytes = bytesOf(50_000);
    const path = await tus.create(bytes.length);
    await tus.patch(path, 0, bytes.subarray(0, 20_000));
    const { dataDir, token } = house;
    await house.stop();
    house = await startHouse({ dataDir, clock: () => Date.now() + ahead });
    tus = rawTus(house, token);
    expect(await offsetOf(path)).toBe(20_000);
    await tus.patch(path, 20_000, bytes.subarray(20_000));
    expect(sha256((await download(house, idOf(path))).bytes)).toBe(sha256(bytes));
  });
});

describe('parts run out', () => {
  test.each([
    ['for good, when what is left needs more than there are', 65_534, 'Send the file again'],
    ['for small chunks only, while larger ones would do', 65_533, 'Send larger ones'],
  ])('%s', async (_, used, words) => {
    const size = 3 * PART_MAX;
    const path = await tus.create(size);
    await house.rooms.catalog.updateTable('files').set({ part_count: used }).where('id', '=', idOf(path)).execute();
    const response = await tus.patch(path, 0, bytesOf(1000));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(words);
    expect(await offsetOf(path)).toBe(0);
  });
});

test('a file is not stored for someone whose access ended while it was sent', async () => {
  const { rooms, admin } = house;
  if (!admin) throw new Error('no admin');
  const token = await tokenOf(rooms, admin, ['WRITE']);
  const path = await rawTus(house, token).create(10);
  const { req, answered } = openPatch(path, 0, 10, token);
  req.write('01234');
  await isWriting(path);
  const mine = await listApiTokens(rooms, admin);
  await revokeApiToken(rooms, admin, mine.find(({ scopes }) => scopes.join() === 'WRITE')?.id ?? '');
  req.end('56789');
  expect(await answered).toBe(401);
  expect(await rowOf(path)).toMatchObject({ state: 'receiving', size: 0 });
  for await (const { key } of rooms.store.list('')) expect(key).not.toContain(idOf(path));
});

test('two that take turns without end both get somewhere, and the file is right', async () => {
  const bytes = bytesOf(6 * 1024 * 1024, 9);
  const path = await tus.create(bytes.length);
  const client = async () => {
    for (let round = 0; round < 100; round++) {
      const offset = await offsetOf(path);
      if (offset === bytes.length) return;
      await tus.patch(path, offset, bytes.subarray(offset, offset + 700_000)).catch(() => {});
    }
    throw new Error('no end');
  };
  await Promise.all([client(), client(), client()]);
  const { bytes: back } = await download(house, idOf(path));
  expect(createHash('sha256').update(back).digest('hex')).toBe(sha256(bytes));
});
