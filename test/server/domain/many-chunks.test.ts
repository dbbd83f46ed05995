import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeFile } from '../../../server/domain/uploads.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, download } from '../../support/transfers.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

test('half a million chunks of a byte that came at once, and empty ones, are stored like one', async () => {
  const bytes = bytesOf(500_000);
  async function* source() {
    yield Array.from(bytes, (byte, i) => (i % 1000 === 0 ? [Buffer.alloc(0)] : []).concat(Buffer.of(byte))).flat();
  }
  const { id } = await storeFile(house.rooms, house.admin, { name: 'a' }, source(), new AbortController().signal);
  expect((await download(house, id)).bytes.equals(bytes)).toBe(true);
});
