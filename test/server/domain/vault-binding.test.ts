import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Mismatch } from '../../../server/domain/vault-binding.ts';
import { startHouse } from '../../support/house.ts';
import { bytesOf, download, upload } from '../../support/transfers.ts';

/** Two data folders at rest, each with a vault and a file of its own, and one that has a vault alone. */
let kept: string;
let fileId: string;
/** Copies of them, for a test to mix. */
let folder: string;
beforeAll(async () => {
  kept = await mkdtemp(join(tmpdir(), 'strongroom-binding-'));
  for (const name of ['a', 'b', 'bare']) {
    const house = await startHouse();
    if (name !== 'bare') fileId = (await upload(house, bytesOf(500))).id;
    await house.stop();
    await rename(house.dataDir, join(kept, name));
  }
});
afterAll(() => rm(kept, { recursive: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-binding-'));
  await cp(kept, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const at = (...names: string[]) => join(folder, ...names);

/** Every object of the folder, and every row of what its catalog knows, as one hash each. */
async function contents(data: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(at(data), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || /sqlite-(wal|shm)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    found[path.slice(folder.length)] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  }
  return found;
}

/** A start on that folder is refused by a message like this one, and what rests there is what rested there. */
async function expectUntouched(data: string, message: RegExp): Promise<void> {
  const before = await contents(data);
  const refused = startHouse({ dataDir: at(data) });
  await expect(refused).rejects.toThrow(Mismatch);
  await expect(refused).rejects.toThrow(message);
  const after = await contents(data);
  expect(after).toMatchObject(before);
  expect(Object.keys(after).filter((path) => path.includes('/objects/'))).toEqual(
    Object.keys(before).filter((path) => path.includes('/objects/')),
  );
}

const another = /the store is another vault’s.*nothing was changed/i;
const unmarked = /the store is not marked.*nothing was changed/i;
const empty = /store holds sealed files, but the catalog is empty/;
const remove = (...names: string[]) => rm(at(...names), { recursive: true });

test.each<[string, string, RegExp, () => Promise<void>]>([
  [
    'the objects of another vault',
    'a',
    another,
    async () => {
      await remove('a', 'objects');
      await rename(at('b', 'objects'), at('a', 'objects'));
    },
  ],
  ['the catalog of another vault', 'a', another, () => cp(at('b', 'catalog.sqlite'), at('a', 'catalog.sqlite'))],
  ['objects whose mark is gone', 'a', unmarked, () => remove('a', 'objects', 'vault.id')],
  ['no objects, as when their disk is not there', 'a', unmarked, () => remove('a', 'objects')],
  ['no catalog', 'a', empty, () => remove('a', 'catalog.sqlite')],
  ['no catalog beside a store that is marked alone', 'bare', empty, () => remove('bare', 'catalog.sqlite')],
  [
    'no catalog beside objects without a mark',
    'a',
    empty,
    async () => {
      await remove('a', 'catalog.sqlite');
      await remove('a', 'objects', 'vault.id');
    },
  ],
])('a data folder with %s is refused, and nothing of it is touched', async (_what, data, message, change) => {
  await change();
  await expectUntouched(data, message);
});

test('what belongs together opens, also after a refusal', async () => {
  await rename(at('a', 'objects'), at('away'));
  await expect(startHouse({ dataDir: at('a') })).rejects.toThrow(Mismatch);
  await remove('a', 'objects');
  await rename(at('away'), at('a', 'objects'));
  const house = await startHouse({ dataDir: at('b') });
  expect((await download(house, fileId)).bytes.equals(bytesOf(500))).toBe(true);
  await house.stop();
  await (await startHouse({ dataDir: at('a') })).stop();
});

test('a vault without a file, whose store could not be marked when it was made, is marked at the next unseal', async () => {
  const mark = await readFile(at('bare', 'objects', 'vault.id'), 'utf8');
  await remove('bare', 'objects', 'vault.id');
  await (await startHouse({ dataDir: at('bare') })).stop();
  expect(await readFile(at('bare', 'objects', 'vault.id'), 'utf8')).toBe(mark);
});
