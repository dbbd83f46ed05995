import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createUser } from '../../../server/domain/accounts.ts';
import { makeFolder } from '../../support/folders.ts';
import { sessionOf, startHouse, type TestHouse } from '../../support/house.ts';
import { openUpload } from '../../support/open-upload.ts';
import { bytesOf, upload, uploadRaw } from '../../support/transfers.ts';
import { encodeMetadata, idOf, rawTus, VERSION } from '../../support/tus.ts';

let house: TestHouse;
let folder: string;
let foreign: string;
beforeAll(async () => {
  house = await startHouse();
  folder = await makeFolder(house, 'in');
  const { user } = await createUser(house.rooms, house.admin, {
    name: 'Bob',
    email: 'bob@example.org',
    role: 'MEMBER',
  });
  foreign = await makeFolder(house, 'theirs', null, sessionOf(user.id, 'MEMBER'));
});
afterAll(() => house.remove());

const folderOf = async (id: string) =>
  (await house.graphql('query ($id: ID!) { file(id: $id) { folderId } }', { id })).data.file.folderId;
const rows = () => house.rooms.catalog.selectFrom('files').select('id').execute();

test('an upload by the form comes into the folder that it names', async () => {
  const { id } = await upload(house, bytesOf(10), { input: { folderId: folder } });
  expect(await folderOf(id)).toBe(folder);
  expect(await folderOf((await upload(house, bytesOf(10), { input: { folderId: null } })).id)).toBeNull();
});

test('so does one by tus, empty or in pieces, and its address tells it', async () => {
  const tus = rawTus(house);
  const empty = await tus.create(0, { filename: 'empty', folderId: folder });
  expect(await folderOf(idOf(empty))).toBe(folder);
  const path = await tus.create(20, { filename: 'two', folderId: folder });
  expect((await tus.head(path)).headers.get('upload-metadata')).toContain(encodeMetadata({ folderId: folder }));
  await tus.patch(path, 0, bytesOf(10));
  await tus.patch(path, 10, bytesOf(10));
  expect(await folderOf(idOf(path))).toBe(folder);
  const root = await tus.create(0, { filename: 'root', folderId: '' });
  expect(await folderOf(idOf(root))).toBeNull();
});

test('a folder that is not the sender’s is NOT_FOUND before a byte is kept, by either way', async () => {
  const before = await rows();
  for (const folderId of [foreign, randomUUID(), 'garbage', '../etc']) {
    const { body } = await uploadRaw(house, bytesOf(10), { input: { folderId } });
    expect(body.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const metadata = { 'Upload-Metadata': encodeMetadata({ filename: 'x', folderId }) };
    const answer = await rawTus(house).request('POST', '/uploads', { ...VERSION, 'Upload-Length': '10', ...metadata });
    expect(answer.status).toBe(404);
  }
  expect(await rows()).toEqual(before);
});

test('the answer does not wait for the rest of a file that has nowhere to go', async () => {
  const open = openUpload(house, { input: { folderId: foreign } });
  await open.write(bytesOf(100_000));
  expect(await open.answer).toMatchObject({ code: 'NOT_FOUND' });
  open.drop();
});
