import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStrongroomClient } from '../../../web/client/index.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, download } from '../../support/transfers.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

/** Bytes of the part that the server is writing. */
async function written(): Promise<number> {
  const root = join(house.dataDir, 'objects');
  for (const name of await readdir(root, { recursive: true })) {
    if (name.endsWith('.tmp')) return (await stat(join(root, name))).size;
  }
  return 0;
}

test('a source of unknown length is sealed while it still comes: nobody keeps all of it', async () => {
  const bytes = bytesOf(9_000_000);
  const seen: number[] = [];
  async function* source() {
    for (let at = 0; at < bytes.length; at += 3_000_000) {
      yield bytes.subarray(at, at + 3_000_000);
      // A part of it is on the server’s disk before the source goes on.
      seen.push(
        await eventually('what came is being written', async () => {
          const size = await written();
          return size > at + 1_500_000 ? size : null;
        }),
      );
    }
  }
  const client = createStrongroomClient({ url: house.url, token: house.token });
  const file = await client.upload(source(), { name: 'stream.bin' });
  expect(seen.length).toBe(3);
  expect((await download(house, file.id)).bytes.equals(bytes)).toBe(true);
  // As one multipart request, and not as an upload in pieces.
  expect(house.logged()).not.toContain('/uploads');
});
