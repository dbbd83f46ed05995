import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventsAfter } from '../../../server/catalog/audit.ts';
import { BEGINNING, hashOf, publicKey, signedBy } from '../../../server/domain/audit-chain.ts';
import { openNames } from '../../../server/domain/audit-names.ts';
import type { NewEvent, RecordedEvent } from '../../../server/domain/record.ts';
import { onRecorded, record, recordAll, recordSoon } from '../../../server/domain/record.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';

let house: TestHouse;
let heard: RecordedEvent[];
beforeEach(async () => {
  house = await startHouse();
  await house.rooms.recorder.flush();
  heard = [];
  onRecorded(house.rooms, (event) => heard.push(event));
});
afterEach(() => house.remove());

const owner = randomUUID();
const event = (bytes: number): NewEvent => ({
  action: 'file.downloaded',
  actor: { kind: 'anonymous' },
  ownerId: owner,
  fileId: randomUUID(),
  bytes,
  complete: true,
});

async function ours() {
  return (await eventsAfter(house.rooms.catalog, 0, 10_000)).filter(({ ownerId }) => ownerId === owner);
}

/** Whether all rows follow one another, each hashed and signed. */
async function expectWhole(): Promise<number> {
  const [key = Buffer.alloc(0)] = house.rooms.vault.keyring.publicKeys('audit-signing');
  let prevHash = BEGINNING;
  const rows = await eventsAfter(house.rooms.catalog, 0, 10_000);
  for (const [i, row] of rows.entries()) {
    expect(row.seq).toBe(i + 1);
    expect(row.prevHash.equals(prevHash)).toBe(true);
    expect(hashOf(row).equals(row.hash)).toBe(true);
    expect(row.signature && signedBy([publicKey(key)], 'event', row.hash, row.signature)).toBeTruthy();
    prevHash = row.hash;
  }
  return rows.length;
}

test('an event is kept with the change that it tells of, and names in it are sealed', async () => {
  const { rooms } = house;
  const name = 'Biopsy Smith 2026.pdf';
  await rooms.catalog
    .transaction()
    .execute((trx) => record({ ...rooms, address: '192.0.2.7' }, trx, { ...event(5), names: { file: name } }));
  const [row] = await ours();
  expect(row).toMatchObject({ action: 'file.downloaded', address: '192.0.2.7', bytes: 5, complete: true });
  expect(JSON.stringify(row)).not.toContain('Biopsy');
  expect(row && openNames(rooms.vault.keyring, row)).toEqual({ file: name });
  await expectWhole();
  await eventually('it is told', () => heard.length === 1);
  expect(heard[0]).toMatchObject({ action: 'file.downloaded', bytes: 5, names: { file: name }, seq: row?.seq });
});

test('an event of a transaction that is rolled back is neither kept nor told, and leaves no gap', async () => {
  const { rooms } = house;
  const undone = rooms.catalog.transaction().execute(async (trx) => {
    await record(rooms, trx, event(1));
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await record(rooms, rooms.catalog, event(2));
  await eventually('the other is told', () => heard.length === 1);
  expect(heard.map(({ bytes }) => bytes)).toEqual([2]);
  expect((await ours()).map(({ bytes }) => bytes)).toEqual([2]);
  await expectWhole();
});

test('events of many at once stand in one chain without gaps, and all are told in order', async () => {
  const { rooms } = house;
  const before = await expectWhole();
  await Promise.all([
    ...Array.from({ length: 20 }, (_, i) => record(rooms, rooms.catalog, event(i))),
    recordAll(
      rooms,
      rooms.catalog,
      Array.from({ length: 300 }, (_, i) => event(100 + i)),
    ),
  ]);
  for (let i = 0; i < 200; i += 1) recordSoon(rooms, event(i));
  await rooms.recorder.flush();
  expect(await expectWhole()).toBe(before + 520);
  await eventually('all are told', () => heard.length === 520);
  expect(heard.map(({ seq }) => seq)).toEqual(Array.from({ length: 520 }, (_, i) => before + i + 1));
});

test('what waits to be written is written by itself, and when the server closes', async () => {
  recordSoon(house.rooms, event(1));
  await eventually('it is written', async () => (await ours()).length === 1);
  recordSoon(house.rooms, event(2));
  await house.stop();
  house = await startHouse({ dataDir: house.dataDir });
  expect((await ours()).map(({ bytes }) => bytes)).toEqual([1, 2]);
});

test('a listener that fails keeps no other from hearing', async () => {
  const { rooms } = house;
  const first: number[] = [];
  onRecorded(rooms, () => {
    throw new Error('no');
  });
  const end = onRecorded(rooms, ({ bytes }) => first.push(bytes ?? 0));
  await record(rooms, rooms.catalog, event(7));
  await eventually('both heard', () => first.length === 1 && heard.length === 1);
  end();
  await record(rooms, rooms.catalog, event(8));
  await eventually('one heard', () => heard.length === 2);
  expect(first).toEqual([7]);
});
