import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renameFile } from '../../../server/domain/files.ts';
import { PartLists } from '../../../server/domain/part-lists.ts';
import { unseal } from '../../../server/domain/vault-access.ts';
import { PASSPHRASE, startHouse, type TestHouse } from '../../support/house.ts';
import { storeInParts } from '../../support/parts.ts';
import { bytesOf, downloadUrl } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

describe('what was verified of a file’s parts', () => {
  /** A file that was read once, and whose part row was changed since. */
  async function changed(): Promise<string> {
    const id = await storeInParts(house, 1, [bytesOf(10), bytesOf(20)]);
    expect((await read(id)).bytes.length).toBe(30);
    await sql`update parts set length = 21 where file_id = ${id} and part = 1`.execute(house.rooms.catalog);
    return id;
  }
  const read = async (id: string) => get(await downloadUrl(house, id));

  test('is kept for the next read', async () => {
    expect(await read(await changed())).toMatchObject({ status: 200, broken: false });
  });

  test('is verified anew under another revision of the metadata', async () => {
    const id = await changed();
    await renameFile(house.rooms, house.admin, id, 'another name');
    expect(await read(id)).toMatchObject({ status: 500, code: 'INTEGRITY' });
  });

  test('is dropped at seal', async () => {
    const id = await changed();
    house.rooms.vault.seal();
    await unseal(house.rooms, PASSPHRASE);
    expect(await read(id)).toMatchObject({ status: 500, code: 'INTEGRITY' });
  });
});

test('lists are bounded over all files: the one that was not asked for longest goes first; a failed one is not kept', async () => {
  const lists = new PartLists<number>(house.rooms.vault);
  const verified: string[] = [];
  const ask = (key: string) =>
    lists.get(key, async () => {
      verified.push(key);
      return Array<number>(70_000).fill(0);
    });
  for (const key of ['a', 'b', 'a', 'c']) await ask(key);
  expect(verified).toEqual(['a', 'b', 'c']);
  for (const key of ['a', 'c', 'b']) await ask(key);
  expect(verified).toEqual(['a', 'b', 'c', 'b']);
  await expect(lists.get('d', () => Promise.reject(new Error('damaged')))).rejects.toThrow('damaged');
  expect(await lists.get('d', async () => [1])).toEqual([1]);
});
