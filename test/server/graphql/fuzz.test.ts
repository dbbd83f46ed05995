import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzz } from '../../support/fuzz.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, upload } from '../../support/transfers.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

test.each([
  ['form', 300],
  ['document', 200],
] as const)(
  'mutated %ss, %i of them: each ends, none is a fault of ours, nothing half done stays',
  async (kind, count) => {
    expect(await fuzz(kind, count, house)).toEqual([]);
    expect((await upload(house, bytesOf(100))).size).toBe(100);
    const broken = await house.rooms.catalog.selectFrom('files').select('id').where('state', '<>', 'stored').execute();
    expect(broken).toEqual([]);
  },
  120_000,
);
