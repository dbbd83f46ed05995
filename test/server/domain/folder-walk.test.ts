import { afterAll, beforeAll, expect, test } from 'vitest';
import { moveFolder } from '../../../server/domain/folder-changes.ts';
import { filesUnder, type WalkBounds } from '../../../server/domain/folder-walk.ts';
import { describeRow } from '../../../server/domain/stored-files.ts';
import { makeFolder } from '../../support/folders.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { storeNames } from '../../support/named-files.ts';

let house: TestHouse;
let top: string;
let inner: string;
beforeAll(async () => {
  house = await startHouse();
  top = await makeFolder(house, 'Clients');
  inner = await makeFolder(house, 'Müller', top);
  await makeFolder(house, 'empty', inner);
  await put(inner, ['letter.txt']);
  await put(
    top,
    Array.from({ length: 450 }, (_, n) => `${n}.txt`),
  );
  await put(null, ['beside.txt']);
});
afterAll(() => house.remove());

const owner = () => house.admin?.userId ?? '';

async function put(folderId: string | null, names: string[]): Promise<string[]> {
  const ids = await storeNames(house.rooms, owner(), names, Date.now());
  await house.rooms.catalog.updateTable('files').set({ folder_id: folderId }).where('id', 'in', ids).execute();
  return ids;
}

async function walk(folderId: string, bounds?: WalkBounds, whose = owner()) {
  const slices = [];
  for await (const slice of filesUnder(house.rooms, whose, folderId, bounds)) slices.push(slice);
  return slices;
}

test('gives every file under a folder with its path, in slices, and empty folders too', async () => {
  const slices = await walk(top);
  const paths = slices.flatMap(({ path, files }) =>
    files.map((row) => [...path, describeRow(house.rooms, row).name].join('/')),
  );
  const expected = [...Array.from({ length: 450 }, (_, n) => `Clients/${n}.txt`), 'Clients/Müller/letter.txt'];
  expect([...paths].sort()).toEqual(expected.sort());
  expect(Math.max(...slices.map(({ files }) => files.length))).toBeLessThanOrEqual(200);
  expect(slices.at(-1)).toMatchObject({ path: ['Clients', 'Müller', 'empty'], files: [] });
  expect(slices.filter(({ folderId }) => folderId === top).length).toBe(3);
});

test('leaves out what has expired and what was deleted', async () => {
  const [id = ''] = await put(inner, ['old.txt']);
  await house.rooms.catalog.updateTable('files').set({ expires_at: 1 }).where('id', '=', id).execute();
  const found = (await walk(inner)).flatMap(({ files }) => files.map((file) => file.id));
  expect(found).not.toContain(id);
  expect(found).toHaveLength(1);
});

test('knows no folder of anyone else, and stops at its bounds', async () => {
  await expect(walk(top, undefined, 'another')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(walk(top, { folders: 10, files: 450 })).rejects.toMatchObject({ code: 'TOO_COMPLEX' });
  await expect(walk(top, { folders: 2, files: 1000 })).rejects.toMatchObject({ code: 'TOO_COMPLEX' });
  expect(await walk(top, { folders: 3, files: 451 })).not.toEqual([]);
});

test('meets a folder that is moved meanwhile once at most', async () => {
  const [a, b] = [await makeFolder(house, 'a', top), await makeFolder(house, 'b', top)];
  const seen: string[] = [];
  for await (const { folderId } of filesUnder(house.rooms, owner(), top)) {
    // Whichever comes first goes into the other, and is below it when that one's turn comes.
    if (folderId === b && !seen.includes(a)) await moveFolder(house.rooms, house.admin, b, a);
    if (folderId === a && !seen.includes(b)) await moveFolder(house.rooms, house.admin, a, b);
    seen.push(folderId);
  }
  expect(seen.filter((id) => id === b).length).toBe(1);
  expect(seen.filter((id) => id === a).length).toBe(1);
});

test('breaks where a name is damaged: it leaves nothing out', async () => {
  const bad = await makeFolder(house, 'bad', top);
  await house.rooms.catalog
    .updateTable('folders')
    .set({ sealed_name: Buffer.alloc(80) })
    .where('id', '=', bad)
    .execute();
  await expect(walk(top)).rejects.toThrow();
});
