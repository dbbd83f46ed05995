import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { addMember } from '../../support/people.ts';
import { makeShareCode } from '../../support/shares.ts';
import { bytesOf, download, upload } from '../../support/transfers.ts';
import { idOf, type RawTus, rawTus } from '../../support/tus.ts';

const BYTES = bytesOf(1000);
const BEGUN = 400;

let house: TestHouse;
let tus: RawTus;
let path: string;
beforeAll(async () => {
  house = await startHouse();
  tus = rawTus(house);
});
afterAll(() => house.remove());
beforeEach(async () => {
  path = await tus.create(BYTES.length);
  expect((await tus.patch(path, 0, BYTES.subarray(0, BEGUN))).status).toBe(204);
});

const ASKED: [what: string, document: string][] = [
  ['a signed address', 'query ($id: ID!) { downloadUrl(fileId: $id) { url } }'],
  ['a new name', 'mutation ($id: ID!) { renameFile(id: $id, name: "other") { id } }'],
  ['its removal', 'mutation ($id: ID!) { deleteFile(id: $id) }'],
  ['another folder', 'mutation ($id: ID!) { moveFile(id: $id, folderId: null) { id } }'],
  ['a link', 'mutation ($id: ID!) { createShare(input: { fileIds: [$id] }) { url } }'],
];

/** The upload goes on from where it was, and becomes the file that was sent. */
async function goesOn(): Promise<void> {
  expect((await tus.head(path)).headers.get('upload-offset')).toBe(String(BEGUN));
  expect((await tus.patch(path, BEGUN, BYTES.subarray(BEGUN))).status).toBe(204);
  const { data } = await house.graphql('query ($id: ID!) { file(id: $id) { name } }', { id: idOf(path) });
  expect(data.file.name).toBe('file.bin');
  expect((await download(house, idOf(path))).bytes.equals(BYTES)).toBe(true);
}

test.each(ASKED)('of an unfinished upload %s is NOT_FOUND, and it goes on afterwards', async (_, document) => {
  const { errors } = await house.graphql(document, { id: idOf(path) });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
  await goesOn();
});

test('an unfinished upload cannot be shared with someone, and goes on afterwards', async () => {
  const { id: userId } = await addMember(house, 'Rita Reader');
  const document = `mutation ($id: ID!, $userId: ID!) {
    shareWithUser(fileId: $id, userId: $userId, role: VIEWER) { id }
  }`;
  const { errors } = await house.graphql(document, { id: idOf(path), userId });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
  await goesOn();
});

test('an unfinished upload is no file: neither by its id nor in the list', async () => {
  const document = `query ($id: ID!) {
    file(id: $id) { id }
    files(first: 200) { nodes { id } }
  }`;
  const { data, errors } = await house.graphql(document, { id: idOf(path) });
  expect(errors).toBeUndefined();
  expect(data.file).toBeNull();
  expect(data.files.nodes.map(({ id }: { id: string }) => id)).not.toContain(idOf(path));
  await goesOn();
});

test('a link to a stored file and an unfinished upload is not made', async () => {
  const { id } = await upload(house, bytesOf(10));
  expect(await makeShareCode(house, { fileIds: [id, idOf(path)] })).toBe('NOT_FOUND');
  await goesOn();
});
