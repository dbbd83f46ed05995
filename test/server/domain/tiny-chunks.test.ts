import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PART_MAX } from '../../../server/crypto/sizes.ts';
import { PARTS_MAX } from '../../../server/domain/receiving.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf, download } from '../../support/transfers.ts';
import { BODY, idOf, type RawTus, rawTus, VERSION } from '../../support/tus.ts';
import { cutPatch } from '../../support/tus-parts.ts';

let house: TestHouse;
let tus: RawTus;
beforeAll(async () => {
  house = await startHouse({ config: { maxFileSize: 2 * PARTS_MAX * PART_MAX } });
  tus = rawTus(house);
});
afterAll(() => house.remove());

const row = (id: string) =>
  house.rooms.catalog
    .selectFrom('files')
    .select(['state', 'size', 'part_count'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

describe('a client that sends one byte at a time', () => {
  test('gets on by each, and ends with the right file', async () => {
    const bytes = bytesOf(40);
    const path = await tus.create(bytes.length);
    for (let offset = 0; offset < bytes.length; offset++) {
      const answer = await tus.patch(path, offset, bytes.subarray(offset, offset + 1));
      expect([answer.status, answer.headers.get('upload-offset')]).toEqual([204, String(offset + 1)]);
    }
    expect(await row(idOf(path))).toEqual({ state: 'stored', size: 40, part_count: 40 });
    expect((await download(house, idOf(path))).bytes.equals(bytes)).toBe(true);
  });

  test('is refused once the rest needs the last part, says why, and can end with one larger chunk', async () => {
    const size = 6;
    const path = await tus.create(size);
    const id = idOf(path);
    await withParts(id, PARTS_MAX - 3);
    const send = (offset: number, length: number) => tus.patch(path, offset, bytesOf(length));
    expect((await send(0, 1)).status).toBe(204);
    expect((await send(1, 1)).status).toBe(204);
    const refused = await send(2, 1);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('The chunks are too small for what is left of this file. Send larger ones.');
    expect(await row(id)).toEqual({ state: 'receiving', size: 2, part_count: PARTS_MAX - 1 });
    expect((await tus.head(path)).headers.get('upload-offset')).toBe('2');

    const last = await send(2, size - 2);
    expect([last.status, last.headers.get('strongroom-file-id')]).toEqual([204, id]);
    expect(await row(id)).toEqual({ state: 'stored', size, part_count: PARTS_MAX });
  });
});

describe('the last part there is room for is not spent on a byte, however it came:', () => {
  const bytes = bytesOf(6);
  const refused = 'The chunks are too small for what is left of this file. Send larger ones.';

  test.each<[string, (path: string) => Promise<void>]>([
    [
      'without a length',
      async (path) => {
        const answer = await tus.request(
          'PATCH',
          path,
          { ...VERSION, ...BODY, 'Upload-Offset': '0' },
          new Blob(['x']).stream(),
        );
        expect(answer.status).toBe(400);
        expect(await answer.text()).toContain(refused);
      },
    ],
    [
      'by a connection that breaks',
      (path) => cutPatch(house, path, { offset: 0, content: bytes.subarray(0, 1), announced: bytes.length }),
    ],
  ])('%s', async (_, send) => {
    const path = await tus.create(bytes.length);
    const id = idOf(path);
    await withParts(id, PARTS_MAX - 1);
    await send(path);
    await eventually('its writer came and went', async () => {
      const lease = house.rooms.catalog.selectFrom('files').select(['lease_fence', 'lease_until']).where('id', '=', id);
      const { lease_fence, lease_until } = await lease.executeTakeFirstOrThrow();
      return lease_fence > 1 && lease_until === 0;
    });
    expect(await row(id)).toEqual({ state: 'receiving', size: 0, part_count: PARTS_MAX - 1 });
    for await (const { key } of house.rooms.store.list('')) expect(key).not.toContain(id);
    expect((await tus.patch(path, 0, bytes)).status).toBe(204);
    expect(await row(id)).toEqual({ state: 'stored', size: bytes.length, part_count: PARTS_MAX });
  });
});

test('a file of more bytes than its parts can hold is refused at once', async () => {
  const most = PARTS_MAX * PART_MAX;
  const create = (size: number) => tus.request('POST', '/uploads', { ...VERSION, 'Upload-Length': String(size) });
  expect((await create(most)).status).toBe(201);
  const refused = await create(most + 1);
  expect(refused.status).toBe(413);
  expect(await refused.text()).toContain(`${most} bytes`);
});

/** As if so many parts had come, each of nothing: to send them would take minutes. */
async function withParts(id: string, count: number): Promise<void> {
  await house.rooms.catalog.transaction().execute(async (trx) => {
    await sql`with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1})
      insert into parts (file_id, part, length, commitment) select ${id}, i, 0, randomblob(32) from n`.execute(trx);
    await trx.updateTable('files').set({ part_count: count, next_part: count }).where('id', '=', id).execute();
  });
}
