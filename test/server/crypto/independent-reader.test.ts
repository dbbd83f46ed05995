import { readFile, rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renameFile } from '../../../server/domain/files.ts';
import { createFolder } from '../../../server/domain/folder-changes.ts';
import { rewrapKeys } from '../../../server/domain/rewrapping.ts';
import { PASSPHRASE, startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, sha256, upload } from '../../support/transfers.ts';
import { type ReadFile, type ReadFolder, readDataFolder } from './independent-reader.ts';

const PART = 16 * 1024 * 1024;
const S = 16_384;
const SIZES = [0, 1, 15, 16, S - 1, S, S + 1, 2 * S, PART, PART + S + 5];
const NAMES = ['Ünïcode ☃ 報告.txt', 'a'.repeat(240)];

let house: TestHouse;
let read: ReadFolder;
let renamed: string;
/** What was put in: size, suite, hash of the content, by the file's id. */
const put = new Map<string, { suite: number; hash: string }>();
beforeAll(async () => {
  house = await startHouse();
  const { rooms, admin } = house;
  const store = async (suite: number, bytes: Buffer, name: string) => {
    const cipher = suite === 1 ? 'AES_256_GCM' : 'AES_256_CBC_HMAC';
    const { id } = await upload(house, bytes, { name, type: 'text/plain', input: { cipher } });
    put.set(id, { suite, hash: sha256(bytes) });
    return id;
  };
  for (const suite of [1, 2]) {
    for (const size of SIZES) await store(suite, bytesOf(size, suite), `${size} bytes.bin`);
    for (const name of NAMES) await store(suite, bytesOf(9), name);
  }
  await createFolder(rooms, admin, { name: 'Akten 2026', parentId: null });
  await house.graphql('mutation { rotateKek { state } }');
  // What moves to the new key, what is new under it, and a later revision of a name.
  await rewrapKeys(rooms);
  renamed = await store(2, bytesOf(77), 'before.txt');
  await renameFile(rooms, admin, renamed, 'after.txt');
  await house.stop();
  read = readDataFolder(house.dataDir, PASSPHRASE);
});
afterAll(() => rm(house.dataDir, { recursive: true }));

const named = (name: string) => read.files.filter((file) => file.name === name);

test('passphrase and folder are enough to read every file of both suites by the published format alone', () => {
  const found = read.files.map(({ id, suite, content }): [string, object] => [id, { suite, hash: sha256(content) }]);
  expect(new Map(found)).toEqual(put);
});

test('… their names and types, also one that was renamed, and the names of folders', () => {
  for (const name of NAMES)
    expect(
      named(name)
        .map(({ suite }) => suite)
        .sort(),
    ).toEqual([1, 2]);
  expect(named('before.txt')).toEqual([]);
  expect(named('after.txt')).toMatchObject([{ id: renamed, type: 'text/plain' }] satisfies Partial<ReadFile>[]);
  expect(read.folders).toEqual(['Akten 2026']);
});

test('… after the key was rotated', () => {
  expect(new Set(read.files.map(({ kekId }) => kekId))).toEqual(new Set([2]));
});

test('… and without the passphrase nothing', () => {
  expect(() => readDataFolder(house.dataDir, `${PASSPHRASE}.`)).toThrow('the key is another one');
});

test('the reader knows nothing of the server', async () => {
  const source = await readFile(new URL('independent-reader.ts', import.meta.url), 'utf8');
  const imports = [...source.matchAll(/(?:from|import\() ?'([^']+)'/g)].map(([, what]) => what);
  expect(imports).toEqual(['node:crypto', 'node:fs', 'node:path', 'better-sqlite3']);
});
