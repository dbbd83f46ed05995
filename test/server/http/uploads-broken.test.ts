import { afterAll, beforeAll, expect, test } from 'vitest';
import { PART_MAX } from '../../../server/crypto/sizes.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf } from '../../support/transfers.ts';
import { idOf, rawTus } from '../../support/tus.ts';
import { cutPatch } from '../../support/tus-parts.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

test('what a connection brought before it broke is kept, however soon the upload is asked for', async () => {
  const tus = rawTus(house, house.token);
  const path = await tus.create(PART_MAX, { filename: 'over a bad line' });
  const offset = async () => Number((await tus.head(path)).headers.get('upload-offset'));
  for (let from = 0; from < 10_000; from += 1000) {
    await cutPatch(house, path, { offset: from, content: bytesOf(1000), announced: PART_MAX - from });
    const reached = await eventually('the bytes are durable', async () => {
      const now = await offset();
      return now > from ? now : null;
    });
    expect(reached).toBe(from + 1000);
  }
});

test('nothing of it is lost where it brought more than a part', async () => {
  const bytes = bytesOf(1.5 * PART_MAX + 7, 2);
  const path = await rawTus(house).create(2 * PART_MAX);
  await cutPatch(house, path, { offset: 0, content: bytes, announced: 2 * PART_MAX });
  const parts = () =>
    house.rooms.catalog
      .selectFrom('parts')
      .select('length')
      .where('file_id', '=', idOf(path))
      .orderBy('part')
      .execute();
  await eventually('two parts are durable', async () => (await parts()).length === 2);
  expect((await parts()).map(({ length }) => length)).toEqual([PART_MAX, bytes.length - PART_MAX]);
  expect((await rawTus(house).head(path)).headers.get('upload-offset')).toBe(String(bytes.length));
});
