import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { TestHouse } from '../../support/house.ts';
import { objectPath } from './refusals.ts';

/** Whether there is a file or folder. */
export const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** What is left of a file: its row, its key, its part rows, its folder. */
export async function remainsOf(house: TestHouse, id: string): Promise<string[]> {
  const { catalog } = house.rooms;
  const left: string[] = [];
  if (await catalog.selectFrom('files').select('id').where('id', '=', id).executeTakeFirst()) left.push('row');
  const key = await catalog.selectFrom('file_keys').select('kek_id').where('file_id', '=', id).executeTakeFirst();
  if (key) left.push('key');
  if (await catalog.selectFrom('parts').select('part').where('file_id', '=', id).executeTakeFirst()) left.push('parts');
  if (await isThere(dirname(objectPath(house, id)))) left.push('objects');
  return left;
}
