import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertReceiving } from '../../../server/catalog/files.ts';
import { reserveParts } from '../../../server/catalog/parts.ts';
import { objectKey } from '../../../server/crypto/objects.ts';
import type { Rooms } from '../../../server/domain/rooms.ts';
import { sweep } from '../../../server/domain/sweeper.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { openUpload } from '../../support/open-upload.ts';
import { bytesOf } from '../../support/transfers.ts';
import { remainsOf } from './remains.ts';

const HOUR = 3_600_000;

let house: TestHouse;
let rooms: Rooms;
let now = Date.now();
beforeAll(async () => {
  house = await startHouse({ clock: () => now });
  rooms = house.rooms;
});
afterAll(() => house.remove());

/** The row and first object of an upload whose writer is not at work. */
async function abandonedUpload(leaseUntil: number): Promise<string> {
  const id = randomUUID();
  const { kekId, wrapped } = rooms.vault.keyring.newDek(id);
  const fence = await insertReceiving(rooms.catalog, {
    id,
    ownerId: house.admin?.userId ?? '',
    suite: 1,
    sealedMeta: Buffer.alloc(0),
    declaredSize: null,
    createdAt: now,
    expiresAt: null,
    leaseUntil,
    key: { kekId, wrappedDek: wrapped },
  });
  await reserveParts(rooms.catalog, id, fence, 1);
  await rooms.store.put(
    objectKey(id, 0),
    (async function* () {
      yield Buffer.from('sealed');
    })(),
  );
  return id;
}

describe('an upload', () => {
  test('of a dead writer is removed once it has been silent for long', async () => {
    const id = await abandonedUpload(now + 6_000);
    now += 30_000;
    expect(await sweep(rooms)).toMatchObject({ abandoned: 0 });
    now += 31_000;
    expect(await sweep(rooms)).toMatchObject({ abandoned: 1, destroyed: 1 });
    expect(await remainsOf(house, id)).toEqual([]);
  });

  test('whose lease is alive is kept, however slow it is', async () => {
    const id = await abandonedUpload(now + 10 * HOUR);
    now += HOUR;
    expect(await sweep(rooms)).toMatchObject({ abandoned: 0 });
    expect(await remainsOf(house, id)).toEqual(['row', 'key', 'objects']);
    now += 10 * HOUR;
    await sweep(rooms);
    expect(await remainsOf(house, id)).toEqual([]);
  });

  test('that is silent for long is kept alive by its writer, and ends well', async () => {
    const slow = openUpload(house);
    await slow.write(bytesOf(1000));
    const row = await eventually('its row', () =>
      rooms.catalog.selectFrom('files').selectAll().where('state', '=', 'receiving').executeTakeFirst(),
    );
    const ofRow = () => rooms.catalog.updateTable('files').where('id', '=', row.id);
    await ofRow()
      .set({ touched_at: 0, lease_until: now + 1 })
      .execute();
    now += 2;
    await eventually('its lease', async () => {
      const [found] = await rooms.catalog.selectFrom('files').select('lease_until').where('id', '=', row.id).execute();
      return (found?.lease_until ?? 0) > now;
    });
    expect(await sweep(rooms)).toMatchObject({ abandoned: 0 });
    await slow.write(bytesOf(1000));
    slow.finish();
    const answer = await slow.answer;
    expect({ code: answer?.code, file: answer?.data?.uploadFile }).toMatchObject({
      code: undefined,
      file: { id: row.id, size: 2000 },
    });
  });
});

test('an upload that was taken for dead ends with CONFLICT and leaves no object behind', async () => {
  const slow = openUpload(house);
  await slow.write(bytesOf(1000));
  const row = await eventually('its row', () =>
    rooms.catalog.selectFrom('files').selectAll().where('state', '=', 'receiving').executeTakeFirst(),
  );
  await rooms.catalog.updateTable('files').set({ lease_until: 0, touched_at: 0 }).where('id', '=', row.id).execute();
  await sweep(rooms);
  expect(await remainsOf(house, row.id)).not.toContain('row');
  slow.finish();
  expect((await slow.answer)?.code).toBe('CONFLICT');
  await sleep(50);
  expect(await remainsOf(house, row.id)).toEqual([]);
});
