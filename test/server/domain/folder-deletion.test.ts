import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readUsage } from '../../../server/catalog/usage.ts';
import { deleteFolder } from '../../../server/domain/folder-deletion.ts';
import type { Rooms } from '../../../server/domain/rooms.ts';
import { sweep } from '../../../server/domain/sweeper.ts';
import { StoreError } from '../../../server/store/store.ts';
import { eventually } from '../../support/eventually.ts';
import { makeFolder } from '../../support/folders.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { storeNames } from '../../support/named-files.ts';
import { openUpload } from '../../support/open-upload.ts';
import { bytesOf, download, downloadUrl, type Uploaded, upload } from '../../support/transfers.ts';
import { idOf, rawTus } from '../../support/tus.ts';
import { get } from '../../support/wire.ts';
import { remainsOf } from './remains.ts';

let house: TestHouse;
let rooms: Rooms;
beforeAll(async () => {
  house = await startHouse();
  rooms = house.rooms;
});
afterAll(() => house.remove());

const admin = () => house.admin?.userId ?? '';
const put = (folderId: string | null, seed = 1): Promise<Uploaded> =>
  upload(house, bytesOf(1000, seed), { input: { folderId } });
const folders = async () => (await rooms.catalog.selectFrom('folders').select('id').execute()).map(({ id }) => id);

/** A folder with a file, a folder in it with another file, and an empty one. */
async function tree(name: string) {
  const top = await makeFolder(house, name);
  const inner = await makeFolder(house, 'inner', top);
  await makeFolder(house, 'empty', inner);
  return { top, inner, files: [(await put(top, 2)).id, (await put(inner, 3)).id] };
}

describe('deleting a folder', () => {
  test('destroys all folders, files and keys in it at once, and nothing beside it', async () => {
    const beside = await put(null);
    const kept = await put(await makeFolder(house, 'kept'));
    const before = { folders: (await folders()).sort(), usage: await readUsage(rooms.catalog, admin()) };
    const { top, files } = await tree('doomed');
    const urls = await Promise.all(files.map((id) => downloadUrl(house, id)));
    expect((await house.graphql('{ files(search: "file.bin") { totalCount } }')).data.files.totalCount).toBe(4);
    const { data } = await house.graphql('mutation ($id: ID!) { deleteFolder(id: $id) }', { id: top });
    expect(data.deleteFolder).toBe(top);
    expect((await folders()).sort()).toEqual(before.folders);
    for (const id of files) expect(await remainsOf(house, id)).toEqual([]);
    for (const url of urls) expect(await get(url)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(await readUsage(rooms.catalog, admin())).toEqual(before.usage);
    expect((await house.graphql('{ files(search: "file.bin") { totalCount } }')).data.files.totalCount).toBe(2);
    for (const { id } of [beside, kept]) expect((await download(house, id)).bytes.equals(bytesOf(1000, 1))).toBe(true);
  });

  test('that breaks off behind its one transaction leaves objects without keys, which the sweeper removes', async () => {
    const { top, files } = await tree('broken off');
    const store = {
      ...rooms.store,
      list: rooms.store.list.bind(rooms.store),
      remove: async () => {
        throw new StoreError('UNAVAILABLE');
      },
    } as unknown as Rooms['store'];
    await deleteFolder({ ...rooms, store }, house.admin, top);
    expect(await folders()).not.toContain(top);
    for (const id of files) expect(await remainsOf(house, id)).toEqual(['row', 'parts', 'objects']);
    expect(await sweep(rooms)).toMatchObject({ destroyed: 2 });
    for (const id of files) expect(await remainsOf(house, id)).toEqual([]);
  });

  test('that fails within the transaction changes nothing', async () => {
    const { top, inner, files } = await tree('whole');
    const failing = {
      ...rooms,
      vault: {
        ...rooms.vault,
        get keyring(): never {
          throw new Error('gone');
        },
      },
    };
    await expect(deleteFolder(failing as unknown as Rooms, house.admin, top)).rejects.toThrow('gone');
    expect(await folders()).toEqual(expect.arrayContaining([top, inner]));
    for (const id of files) expect((await download(house, id)).bytes.length).toBe(1000);
  });

  test('ends the uploads that come into it, by the form and by tus', async () => {
    const { top, inner } = await tree('busy');
    const form = openUpload(house, { input: { folderId: inner } });
    await form.write(bytesOf(200_000));
    const tus = rawTus(house);
    const path = await tus.create(500_000, { filename: 'half.bin', folderId: top });
    const half = tus.patch(path, 0, bytesOf(200_000)).catch(() => null);
    await half;
    await eventually('the form has its row', async () => {
      const rows = await rooms.catalog.selectFrom('files').select('id').where('state', '=', 'receiving').execute();
      return rows.length === 2;
    });
    await deleteFolder(rooms, house.admin, top);
    await form.write(bytesOf(100));
    form.finish();
    expect(await form.answer).toMatchObject({ code: 'NOT_FOUND', data: null });
    expect((await tus.patch(path, 200_000, bytesOf(300_000))).status).toBe(404);
    await sweep(rooms);
    expect(await remainsOf(house, idOf(path))).toEqual([]);
    const left = await rooms.catalog.selectFrom('files').select('id').where('state', '<>', 'stored').execute();
    expect(left).toEqual([]);
  });

  test('of many files is one transaction too, and the sweeper does the most of it', async () => {
    const top = await makeFolder(house, 'large');
    const ids = await storeNames(
      rooms,
      admin(),
      Array.from({ length: 450 }, (_, n) => `n ${n}`),
      Date.now(),
    );
    await rooms.catalog.updateTable('files').set({ folder_id: top }).where('id', 'in', ids).execute();
    expect(
      (await house.graphql('query ($id: ID) { folder(id: $id) { filesWithin } }', { id: top })).data.folder.filesWithin,
    ).toBe(450);
    await deleteFolder(rooms, house.admin, top);
    const keys = await rooms.catalog.selectFrom('file_keys').select('file_id').where('file_id', 'in', ids).execute();
    expect(keys).toEqual([]);
    expect(await sweep(rooms)).toMatchObject({ destroyed: 350 });
    for (const id of [ids[0], ids[449]]) expect(await remainsOf(house, id ?? '')).toEqual([]);
  });

  test('is NOT_FOUND the second time', async () => {
    const top = await makeFolder(house, 'once');
    await deleteFolder(rooms, house.admin, top);
    await expect(deleteFolder(rooms, house.admin, top)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
