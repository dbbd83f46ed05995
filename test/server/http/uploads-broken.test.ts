import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readUsage } from '../../../server/catalog/usage.ts';
import { PART_MAX } from '../../../server/crypto/sizes.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { storeWith } from '../../support/store.ts';
import { bytesOf, download } from '../../support/transfers.ts';
import { BODY, idOf, rawTus, VERSION } from '../../support/tus.ts';
import { cutPatch, openPatch } from '../../support/tus-parts.ts';
import { openRaw } from './raw.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

test('what a connection brought before it broke is kept, however soon the upload is asked for', async () => {
  const tus = rawTus(house, house.token);
  const path = await tus.create(PART_MAX, { filename: 'over a bad line' });
  const offset = async () => Number((await tus.head(path)).headers.get('upload-offset'));
  for (let from = 0; from < 10_000; from += 1000) {
    await cutPatch(house, path, { offset: from, content: bytesOf(1000), announced: PART_MAX - from });
    const reached = await eventually('the bytes are durable', async () => {
      const now = await offset();
      return now > from ? now : null;
    });
    expect(reached).toBe(from + 1000);
  }
});

test('a PATCH of a byte now and then is cut, and what it brought is kept', async () => {
  const slow = await startHouse({ limits: { slowBody: { bytes: 1024, time: 600 } } });
  onTestFinished(slow.remove);
  const tus = rawTus(slow);
  const path = await tus.create(100_000, { filename: 'drop by drop' });
  const raw = await openRaw(Number(new URL(slow.url).port));
  const headers = { Host: 'localhost', Authorization: `Bearer ${slow.token}`, ...VERSION, ...BODY };
  const lines = Object.entries({ ...headers, 'Upload-Offset': 0, 'Content-Length': 100_000 });
  raw.socket.write(`PATCH ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  const drip = setInterval(() => raw.socket.write('x'), 50);
  await raw.ended();
  clearInterval(drip);
  await eventually('what came is durable', async () => {
    const offset = Number((await tus.head(path)).headers.get('upload-offset'));
    return offset > 0 && offset < 1024;
  });
});

test('nothing of it is lost where it brought more than a part', async () => {
  const bytes = bytesOf(1.5 * PART_MAX + 7, 2);
  const path = await rawTus(house).create(2 * PART_MAX);
  await cutPatch(house, path, { offset: 0, content: bytes, announced: 2 * PART_MAX });
  const parts = () =>
    house.rooms.catalog
      .selectFrom('parts')
      .select('length')
      .where('file_id', '=', idOf(path))
      .orderBy('part')
      .execute();
  await eventually('two parts are durable', async () => (await parts()).length === 2);
  expect((await parts()).map(({ length }) => length)).toEqual([PART_MAX, bytes.length - PART_MAX]);
  expect((await rawTus(house).head(path)).headers.get('upload-offset')).toBe(String(bytes.length));
});

describe('a creation that brings bytes, whose sender goes before the answer,', () => {
  const user = () => house.admin?.userId ?? '';
  const rowOf = (id: string) =>
    house.rooms.catalog.selectFrom('files').select(['state', 'size']).where('id', '=', id).executeTakeFirst();

  /** Begins to create an upload of ten bytes and sends these; gives its id once someone writes it. */
  async function begin(bytes: string) {
    const earlier = new Set(house.rooms.holds.keys());
    const { req } = openPatch(house, '/uploads', { offset: 0, announced: 10, headers: { 'Upload-Length': '10' } });
    req.write(bytes);
    const id = await eventually('it is being written', () =>
      [...house.rooms.holds.keys()].find((key) => !earlier.has(key)),
    );
    return { req, id };
  }

  test('is forgotten while bytes are missing, since nobody knows its address', async () => {
    const before = await readUsage(house.rooms.catalog, user());
    const { req, id } = await begin('01234');
    expect(await readUsage(house.rooms.catalog, user())).not.toEqual(before);
    req.destroy();
    await eventually('it is gone', async () => !(await rowOf(id)));
    expect(await readUsage(house.rooms.catalog, user())).toEqual(before);
    for await (const { key } of house.rooms.store.list('')) expect(key).not.toContain(id);
  });

  test('is a stored file once all have come', async () => {
    const { store } = house.rooms;
    let release = () => {};
    const gone = new Promise<void>((resolve) => {
      release = resolve;
    });
    let arrived = false;
    house.rooms.store = storeWith(store, {
      async put(...args) {
        await store.put(...args);
        arrived = true;
        await gone;
      },
    });
    const brokenOff = () => house.logged().match(/"method":"POST".*"complete":false/g)?.length ?? 0;
    try {
      const { req, id } = await begin('0123456789');
      await eventually('all bytes are there', () => arrived);
      const before = brokenOff();
      req.destroy();
      await eventually('the server knows that nobody waits', () => brokenOff() > before);
      release();
      await eventually('it is stored', async () => (await rowOf(id))?.state === 'stored');
      expect((await download(house, id)).bytes.toString()).toBe('0123456789');
    } finally {
      release();
      house.rooms.store = store;
    }
  });
});
