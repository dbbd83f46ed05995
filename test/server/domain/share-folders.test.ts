import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder } from '../../support/folders.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { makeShare, opened, openShare, ownView } from '../../support/shares.ts';
import { bytesOf, upload } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';

let house: TestHouse;
const now = Date.now();
beforeAll(async () => {
  house = await startHouse({ clock: () => now, env: { STRONGROOM_TRUST_PROXY: '1' } });
});
afterAll(() => house.remove());

describe('a link to a folder', () => {
  const make = (name: string, parentId: string | null) => makeFolder(house, name, parentId);

  test('opens what is in it at the time, at any depth; what is moved out is refused at the next byte request', async () => {
    const top = await make(`top ${now}`, null);
    const deep = await make('deep', top);
    const one = await upload(house, bytesOf(10, 1), { name: 'one', input: { folderId: top } });
    const { token, id } = await makeShare(house, { folderIds: [top] });
    const before = await opened(house, token);
    expect(before.files.map(({ name, folder }) => [name, folder])).toEqual([['one', '']]);
    const two = await upload(house, bytesOf(10, 2), { name: 'two', input: { folderId: deep } });
    const { files, zipUrl } = await opened(house, token);
    expect(files.map(({ name, folder }) => [name, folder])).toEqual([
      ['one', ''],
      ['two', 'deep'],
    ]);
    expect(zipUrl).not.toBeNull();
    const url = files[1]?.downloadUrl ?? '';
    expect((await get(url)).status).toBe(200);
    await house.graphql('mutation ($id: ID!) { moveFile(id: $id, folderId: null) { id } }', { id: two.id });
    expect((await get(url)).status).toBe(404);
    await house.graphql('mutation ($id: ID!) { deleteFolder(id: $id) }', { id: top });
    expect((await get(files[0]?.downloadUrl ?? '')).status).toBe(404);
    expect((await openShare(house, token)).code).toBe('EXPIRED');
    expect(one.size).toBe(10);
    expect((await ownView(house, id)).files).toEqual([]);
  });

  test('counts per file in it, and ends when all are spent', async () => {
    const top = await make(`counted ${now}`, null);
    for (const seed of [1, 2]) await upload(house, bytesOf(10, seed), { name: `f${seed}`, input: { folderId: top } });
    const { token, id } = await makeShare(house, { folderIds: [top], maxDownloads: 1 });
    const { files } = await opened(house, token);
    expect((await get(files[0]?.downloadUrl ?? '')).status).toBe(200);
    expect((await ownView(house, id)).endedAt).toBeNull();
    expect((await get(files[1]?.downloadUrl ?? '')).status).toBe(200);
    expect(await ownView(house, id)).toMatchObject({ downloads: 2, endReason: 'USED_UP' });
  });
});
