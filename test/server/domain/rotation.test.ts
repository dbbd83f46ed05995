import { readFile, stat } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createApiToken, listApiTokens } from '../../../server/domain/api-tokens.ts';
import { createFolder, renameFolder } from '../../../server/domain/folder-changes.ts';
import { rewrapKeys } from '../../../server/domain/rewrapping.ts';
import { rotateKek, unseal } from '../../../server/domain/vault-access.ts';
import { eventually } from '../../support/eventually.ts';
import { PASSPHRASE, startHouse, type TestHouse } from '../../support/house.ts';
import { storeInParts } from '../../support/parts.ts';
import { bytesOf, download, sha256, upload } from '../../support/transfers.ts';
import { objectPath } from './refusals.ts';

const FILES = 120;
const TOKENS = 60;

let house: TestHouse;
let ids: string[];
beforeAll(async () => {
  house = await startHouse();
  ids = [];
  for (let i = 0; i < FILES; i += 1) ids.push(await storeInParts(house, i % 2 === 0 ? 1 : 2, [bytesOf(40, i % 250)]));
  for (let i = 0; i < TOKENS; i += 1) {
    await createApiToken(house.rooms, house.admin, { name: `name ${i}`, scopes: ['READ'], expiresAt: null });
  }
});
afterAll(() => house.remove());

/** Rows under each version: [files, token names]. */
async function rowsUnder(kekId: number): Promise<[number, number]> {
  const count = async (table: 'file_keys' | 'api_tokens') => {
    const rows = await house.rooms.catalog.selectFrom(table).select('kek_id').where('kek_id', '=', kekId).execute();
    return rows.length;
  };
  return [await count('file_keys'), await count('api_tokens')];
}

let active = 1;
beforeEach(async () => {
  active = house.rooms.vault.keyring.activeKekId;
});

const rotate = () => house.graphql('mutation { rotateKek { state keyVersions { id state files } } }');

test('new files are under the new version at once; older ones stay readable and move without touching objects', async () => {
  const before = await Promise.all(
    ids.slice(0, 10).map(async (id) => {
      const path = objectPath(house, id);
      return { path, mtime: (await stat(path)).mtimeMs, hash: sha256(await readFile(path)) };
    }),
  );
  const { data } = await rotate();
  const versions: { id: number; state: string; files: number }[] = data.rotateKek.keyVersions;
  expect(versions.map(({ id, state }) => [id, state])).toEqual([
    [2, 'ACTIVE'],
    [1, 'DECRYPT_ONLY'],
  ]);
  expect(versions.reduce((sum, { files }) => sum + files, 0)).toBe(FILES);
  const fresh = await upload(house, bytesOf(10));
  expect(fresh.keyVersion).toBe(2);
  expect((await download(house, ids[3] ?? '')).bytes.equals(bytesOf(40, 3))).toBe(true);

  await eventually('all were moved, at once and not with the next minute', async () =>
    (await rowsUnder(1)).every((rows) => rows === 0),
  );
  expect(await rowsUnder(2)).toEqual([FILES + 1, TOKENS + 1]);
  expect(await rewrapKeys(house.rooms)).toBe(0);
  for (const { path, mtime, hash } of before) {
    expect((await stat(path)).mtimeMs).toBe(mtime);
    expect(sha256(await readFile(path))).toBe(hash);
  }
  expect((await download(house, ids[4] ?? '')).bytes.equals(bytesOf(40, 4))).toBe(true);
});

test('names of API tokens move under a new revision and read as before; the tokens work on', async () => {
  await rotate();
  await rewrapKeys(house.rooms);
  const rows = await house.rooms.catalog.selectFrom('api_tokens').select(['kek_id', 'rev']).distinct().execute();
  expect(rows).toEqual([{ kek_id: active + 1, rev: active + 1 }]);
  const names = (await listApiTokens(house.rooms, house.admin)).map(({ name }) => name);
  expect(names.filter((name) => name.startsWith('name ')).length).toBe(TOKENS);
  expect(names).toContain('name 7');
  expect((await house.graphql('{ apiTokens { name } }')).errors).toBeUndefined();
});

test('names of folders move under a new revision and read as before; a name that is changed meanwhile wins', async () => {
  const { rooms, admin } = house;
  const made = [];
  for (let i = 0; i < 60; i += 1) made.push(await createFolder(rooms, admin, { name: `folder ${i}`, parentId: null }));
  await rotate();
  const moving = rewrapKeys(rooms);
  await renameFolder(rooms, admin, made[59]?.id ?? '', 'renamed');
  await moving;
  await rewrapKeys(rooms);
  const rows = await rooms.catalog.selectFrom('folders').select('kek_id').distinct().execute();
  expect(rows).toEqual([{ kek_id: active + 1 }]);
  const { data } = await house.graphql('{ folder { folders(first: 200) { nodes { name } } } }');
  const names = data.folder.folders.nodes.map(({ name }: { name: string }) => name);
  expect(names).toEqual([...Array.from({ length: 59 }, (_, i) => `folder ${i}`), 'renamed']);
});

test('a move that is broken off by a seal goes on after the next unseal, also in another process', async () => {
  await rotate();
  const moving = rewrapKeys(house.rooms);
  await eventually('some were moved', async () => (await rowsUnder(active + 1))[0] > 5);
  house.rooms.vault.seal();
  await moving;
  const [files, tokens] = await rowsUnder(active);
  expect(files + tokens).toBeGreaterThan(0);
  expect(files + (await rowsUnder(active + 1))[0]).toBe(FILES + 1);

  await house.stop();
  house = await startHouse({ dataDir: house.dataDir });
  await eventually('the housekeeping moved the rest', async () =>
    (await rowsUnder(active)).every((rows) => rows === 0),
  );
  expect((await download(house, ids[5] ?? '')).bytes.equals(bytesOf(40, 5))).toBe(true);
});

test('uploads while the key rotates and wraps move are all kept and open', async () => {
  const uploads = Array.from({ length: 12 }, (_, i) => upload(house, bytesOf(5000, i + 1)));
  const [{ errors }] = await Promise.all([rotate(), ...uploads]);
  const moving = rewrapKeys(house.rooms);
  const more = Array.from({ length: 6 }, (_, i) => upload(house, bytesOf(5000, i + 50)));
  await moving;
  expect(errors).toBeUndefined();
  for (const [i, file] of (await Promise.all(uploads)).entries()) {
    expect((await download(house, file.id)).bytes.equals(bytesOf(5000, i + 1))).toBe(true);
  }
  for (const file of await Promise.all(more)) expect(file.keyVersion).toBe(active + 1);
  await rewrapKeys(house.rooms);
  expect(await rowsUnder(active)).toEqual([0, 0]);
});

test('of two rotations at once one wins, the other is CONFLICT', async () => {
  const both = await Promise.allSettled([rotateKek(house.rooms, house.admin), rotateKek(house.rooms, house.admin)]);
  expect(both.map((result) => (result.status === 'rejected' ? result.reason.code : 'done'))).toEqual([
    'done',
    'CONFLICT',
  ]);
  expect(house.rooms.vault.keyring.activeKekId).toBe(active + 1);
});

test('a wrap that cannot be opened stays, is logged, and stops no other', async () => {
  await rewrapKeys(house.rooms);
  const [first = ''] = [...ids].sort();
  await sql`update file_keys set wrapped_dek = ${Buffer.alloc(104)} where file_id = ${first}`.execute(
    house.rooms.catalog,
  );
  await rotate();
  await rewrapKeys(house.rooms);
  expect(await rowsUnder(active)).toEqual([1, 0]);
  expect(house.logged()).toContain('a wrap cannot be opened');
});

test('after all that the passphrase still opens everything', async () => {
  house.rooms.vault.seal();
  await unseal(house.rooms, PASSPHRASE);
  expect((await download(house, ids[8] ?? '')).bytes.equals(bytesOf(40, 8))).toBe(true);
});
