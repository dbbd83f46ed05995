import { randomUUID } from 'node:crypto';
import { utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markDeleting } from '../../../server/catalog/deletion.ts';
import { deleteFileKey } from '../../../server/catalog/file-keys.ts';
import { objectKey } from '../../../server/crypto/objects.ts';
import { deleteFile } from '../../../server/domain/files.ts';
import { findOrphans } from '../../../server/domain/orphans.ts';
import type { Rooms } from '../../../server/domain/rooms.ts';
import { sweep } from '../../../server/domain/sweeper.ts';
import { type CiphertextStore, StoreError } from '../../../server/store/store.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { storeInParts } from '../../support/parts.ts';
import { bytesOf, download, upload } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';
import { objectPath } from './refusals.ts';
import { isThere, remainsOf } from './remains.ts';

const HOUR = 3_600_000;

let house: TestHouse;
let rooms: Rooms;
let now = Date.now();
beforeAll(async () => {
  house = await startHouse({ clock: () => now });
  rooms = house.rooms;
});
afterAll(() => house.remove());

const three = () => storeInParts(house, 1, [bytesOf(10), bytesOf(20), bytesOf(30)]);

/** A store whose `remove` fails so many times. */
function failing(store: CiphertextStore, times: number): CiphertextStore {
  let left = times;
  return {
    put: store.put.bind(store),
    open: store.open.bind(store),
    stat: store.stat.bind(store),
    list: store.list.bind(store),
    removeDebris: store.removeDebris.bind(store),
    async remove(key) {
      if (left-- > 0) throw new StoreError('UNAVAILABLE');
      await store.remove(key);
    },
  };
}

describe('a file whose time is over', () => {
  test('is gone for its owner at once, and a sweep removes its bytes', async () => {
    const expiresAt = new Date(now + HOUR).toISOString();
    const file = await upload(house, bytesOf(100), { input: { expiresAt } });
    const { data } = await house.graphql('query ($id: ID!) { downloadUrl(fileId: $id, expiresIn: 86400) { url } }', {
      id: file.id,
    });
    expect((await get(data.downloadUrl.url)).status).toBe(200);
    now += HOUR - 1;
    await sweep(rooms);
    expect(await remainsOf(house, file.id)).toEqual(['row', 'key', 'parts', 'objects']);
    now += 1;
    expect(await get(data.downloadUrl.url)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    const { data: found } = await house.graphql('query ($id: ID!) { file(id: $id) { id } }', { id: file.id });
    expect(found.file).toBeNull();
    expect(await sweep(rooms)).toMatchObject({ expired: 1, destroyed: 1 });
    expect(await remainsOf(house, file.id)).toEqual([]);
  });

  test('more of them than one slice go in one sweep', async () => {
    const ids = await Promise.all(Array.from({ length: 250 }, () => storeInParts(house, 1, [bytesOf(1)])));
    await rooms.catalog.updateTable('files').set({ expires_at: now }).where('id', 'in', ids).execute();
    expect(await sweep(rooms)).toMatchObject({ expired: 250, destroyed: 250 });
    expect(await remainsOf(house, ids[7] ?? '')).toEqual([]);
  });

  test('goes by itself when a server starts, that nobody has unsealed yet too', async () => {
    let second = await startHouse();
    const id = await storeInParts(second, 2, [bytesOf(5)]);
    const kept = await storeInParts(second, 2, [bytesOf(6)]);
    await second.rooms.catalog.updateTable('files').set({ expires_at: 1 }).where('id', '=', id).execute();
    await second.stop();
    second = await startHouse({ dataDir: second.dataDir, state: 'SEALED' });
    await eventually('nothing is left of it', async () => (await remainsOf(second, id)).length === 0);
    expect(await remainsOf(second, kept)).toEqual(['row', 'key', 'parts', 'objects']);
    await second.remove();
  });

  test('goes while the vault is sealed too', async () => {
    const second = await startHouse();
    const id = await storeInParts(second, 1, [bytesOf(5)]);
    await second.rooms.catalog.updateTable('files').set({ expires_at: 1 }).where('id', '=', id).execute();
    second.rooms.vault.seal();
    expect(await sweep(second.rooms)).toMatchObject({ expired: 1, destroyed: 1 });
    expect(await isThere(objectPath(second, id))).toBe(false);
    await second.remove();
  });
});

describe('a deletion that was broken off', () => {
  const steps: [string, (id: string) => Promise<unknown>][] = [
    ['behind the mark', async () => {}],
    ['behind the key', (id) => deleteFileKey(rooms.catalog, id)],
    [
      'between two objects',
      async (id) => {
        await deleteFileKey(rooms.catalog, id);
        await rooms.store.remove(objectKey(id, 1));
      },
    ],
    [
      'before the row',
      async (id) => {
        await deleteFileKey(rooms.catalog, id);
        for (const part of [0, 1, 2]) await rooms.store.remove(objectKey(id, part));
      },
    ],
  ];
  test.each(steps)('%s is ended by the next sweep', async (_, breakOff) => {
    const id = await three();
    await markDeleting(rooms.catalog, id, 'stored');
    await breakOff(id);
    expect(await remainsOf(house, id)).toContain('row');
    expect(await sweep(rooms)).toMatchObject({ destroyed: 1 });
    expect(await remainsOf(house, id)).toEqual([]);
  });

  test('by a store that fails destroys the key at once, hides the file, and is ended later', async () => {
    const id = await three();
    const broken = { ...rooms, store: failing(rooms.store, 2) };
    await deleteFile(broken, house.admin, id);
    expect(await remainsOf(house, id)).toEqual(['row', 'parts', 'objects']);
    const kept = await upload(house, bytesOf(9));
    expect(await sweep(broken)).toMatchObject({ destroyed: 0 });
    expect(house.logged()).toContain('the next sweep tries again');
    expect(await sweep(broken)).toMatchObject({ destroyed: 1 });
    expect(await remainsOf(house, id)).toEqual([]);
    expect((await download(house, kept.id)).bytes.equals(bytesOf(9))).toBe(true);
  });

  test('one file that cannot be removed stops no other', async () => {
    const ids = [await three(), await three()];
    for (const id of ids) await markDeleting(rooms.catalog, id, 'stored');
    expect(await sweep({ ...rooms, store: failing(rooms.store, 1) })).toMatchObject({ destroyed: 1 });
    expect(await sweep(rooms)).toMatchObject({ destroyed: 1 });
    for (const id of ids) expect(await remainsOf(house, id)).toEqual([]);
  });
});

test('temporary files of dead writers go after an hour, younger ones stay, also where the wall clock was set back', async () => {
  const id = await three();
  const [old, young] = ['.00000000000000aa.tmp', '.00000000000000bb.tmp'].map((name) =>
    join(dirname(objectPath(house, id)), name),
  );
  for (const path of [old, young]) await writeFile(path ?? '', 'sealed');
  now += 10 * HOUR;
  const before = new Date(Date.now() - HOUR - 60_000);
  await utimes(old ?? '', before, before);
  expect(await sweep(rooms)).toMatchObject({ debris: 1 });
  expect([await isThere(old ?? ''), await isThere(young ?? '')]).toEqual([false, true]);
  expect((await download(house, id)).bytes.length).toBe(60);
});

test('objects that no row names are reported, never removed', async () => {
  const second = await startHouse();
  const id = await storeInParts(second, 1, [bytesOf(1)]);
  expect(await findOrphans(second.rooms)).toEqual({ objects: 1, orphans: [], alarming: false });
  const stray = [objectKey(randomUUID(), 0), objectKey(id, 1)];
  for (const key of stray) {
    await second.rooms.store.put(
      key,
      (async function* () {
        yield Buffer.from('of a newer catalog');
      })(),
    );
  }
  await sweep({ ...second.rooms, clock: () => Date.now() + 1000 * HOUR });
  const report = await findOrphans(second.rooms);
  expect(report).toMatchObject({ objects: 3, alarming: true });
  expect([...report.orphans].sort()).toEqual([...stray].sort());
  expect(await second.rooms.store.stat(stray[0] ?? '')).toBe(18);
  await second.remove();
});
