import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStrongroomClient, type StrongroomClient } from '../../../web/client/index.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf } from '../../support/transfers.ts';

let house: TestHouse;
let client: StrongroomClient;
let disk: string;
beforeAll(async () => {
  house = await startHouse();
  client = createStrongroomClient({ url: house.url, token: house.token });
  disk = await mkdtemp(join(tmpdir(), 'strongroom-client-'));
});
afterAll(async () => {
  await house.remove();
  await rm(disk, { recursive: true });
});

async function names(items: AsyncIterable<{ name: string }>): Promise<string[]> {
  const all: string[] = [];
  for await (const { name } of items) all.push(name);
  return all;
}

test('folders are made, listed, renamed, moved and destroyed with what is in them', async () => {
  const clients = await client.createFolder('Clients');
  const year = await client.createFolder('2025', { parentId: clients.id });
  expect(year).toMatchObject({ name: '2025', parentId: clients.id, createdAt: expect.stringMatching(/^20.*Z$/) });
  await expect(client.createFolder('CLIENTS')).rejects.toMatchObject({ code: 'CONFLICT' });
  await client.renameFolder(year.id, '2026');
  const file = await client.upload(new Blob(['a']), { name: 'a.txt', folderId: year.id });
  expect(file.folderId).toBe(year.id);
  const kept = await client.upload(new Blob(['b']), { name: 'b.txt' });
  expect(await client.folder(year.id)).toMatchObject({
    name: '2026',
    path: [clients],
    filesWithin: 1,
    foldersWithin: 0,
  });
  expect(await client.folder()).toMatchObject({ id: null, name: '', path: [], filesWithin: 2, foldersWithin: 2 });
  expect(await names(client.folders())).toEqual(['Clients']);
  expect(await names(client.list({ folderId: year.id }))).toEqual(['a.txt']);
  expect(await names(client.list({ folderId: null, first: 1 }))).toEqual(['b.txt']);
  expect(await names(client.list())).toEqual(['b.txt', 'a.txt']);
  expect((await client.moveFile(kept.id, clients.id)).folderId).toBe(clients.id);
  expect((await client.moveFolder(year.id, null)).parentId).toBeNull();
  await expect(client.moveFolder(clients.id, clients.id)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await client.removeFolder(clients.id);
  expect(await names(client.list())).toEqual(['a.txt']);
  await expect(client.folder(clients.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a large file comes into its folder by tus, and is another upload than the same file elsewhere', async () => {
  const folder = await client.createFolder('Large');
  const path = join(disk, 'large.bin');
  await writeFile(path, bytesOf(17 * 1024 * 1024));
  const resume = join(disk, 'uploads');
  const [inside, beside] = await Promise.all([
    client.upload(path, { folderId: folder.id, resume }),
    client.upload(path, { resume }),
  ]);
  expect([inside.folderId, beside.folderId]).toEqual([folder.id, null]);
  await expect(client.upload(path, { folderId: 'garbage' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('many folders are read page by page', async () => {
  const parent = await client.createFolder('Many');
  const wanted = Array.from({ length: 205 }, (_, n) => `n ${n}`);
  for (const name of wanted) await client.createFolder(name, { parentId: parent.id });
  expect(await names(client.folders(parent.id))).toEqual(wanted);
});
