import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HEADER_LENGTH, SEGMENT, segmentLength } from '../../../server/crypto/sizes.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { storeInParts } from '../../support/parts.ts';
import { bytesOf, downloadUrl } from '../../support/transfers.ts';
import { expectNothingWrong, expectRefused, objectPath } from './refusals.ts';
import { flip, sealAgain } from './stored-object.ts';

const S = SEGMENT;
/** Parts 0 and 1 are of one length, so that they may be taken for one another. */
const LENGTHS = [S + 50, S + 50, 100, 2 * S, S + 1, 7];
const STARTS = LENGTHS.map((_, i) => LENGTHS.slice(0, i).reduce((sum, length) => sum + length, 0));
const TOTAL = LENGTHS.reduce((sum, length) => sum + length, 0);

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

interface Target {
  id: string;
  otherId: string;
  plain: Buffer;
}

async function target(suite: 1 | 2): Promise<Target> {
  const cut = (bytes: Buffer) => LENGTHS.map((length, i) => bytes.subarray(STARTS[i], (STARTS[i] ?? 0) + length));
  const plain = bytesOf(TOTAL, suite);
  return {
    plain,
    id: await storeInParts(house, suite, cut(plain)),
    otherId: await storeInParts(house, suite, cut(bytesOf(TOTAL, 7))),
  };
}

const path = (id: string, part: number) => objectPath(house, id, part);
const run = (query: ReturnType<typeof sql>) => query.execute(house.rooms.catalog);

type Row = [name: string, change: (target: Target) => Promise<unknown>];

const ROWS: Row[] = [
  [
    'two objects swapped',
    async ({ id }) => {
      await rename(path(id, 0), `${path(id, 0)}.x`);
      await rename(path(id, 1), path(id, 0));
      await rename(`${path(id, 0)}.x`, path(id, 1));
    },
  ],
  ['one object in the place of another', ({ id }) => copyFile(path(id, 0), path(id, 1))],
  ['an object missing', ({ id }) => rm(path(id, 4))],
  ['the last object missing', ({ id }) => rm(path(id, 5))],
  ['an object of another file', ({ id, otherId }) => copyFile(path(otherId, 3), path(id, 3))],
  [
    'an object sealed again under the same key',
    async ({ id, plain }) =>
      writeFile(path(id, 3), await sealAgain(house, id, plain.subarray(STARTS[3], (STARTS[3] ?? 0) + 2 * S), 3)),
  ],
  ['an object cut by a byte', async ({ id }) => writeFile(path(id, 5), (await readFile(path(id, 5))).subarray(0, -1))],
  ['a bit turned in the last object', async ({ id }) => writeFile(path(id, 5), flip(await readFile(path(id, 5)), 90))],
  [
    'two rows reordered',
    async ({ id }) => {
      await run(sql`update parts set part = 99 where file_id = ${id} and part = 0`);
      await run(sql`update parts set part = 0 where file_id = ${id} and part = 1`);
      await run(sql`update parts set part = 1 where file_id = ${id} and part = 99`);
    },
  ],
  ['a row dropped', ({ id }) => run(sql`delete from parts where file_id = ${id} and part = 2`)],
  ['the last row dropped', ({ id }) => run(sql`delete from parts where file_id = ${id} and part = 5`)],
  [
    'the last row dropped and the size and count made to fit',
    async ({ id }) => {
      await run(sql`delete from parts where file_id = ${id} and part = 5`);
      await run(sql`update files set size = size - 7, part_count = part_count - 1 where id = ${id}`);
    },
  ],
  [
    'a row doubled under another number',
    async ({ id }) => {
      await run(
        sql`insert into parts select file_id, 6, length, commitment from parts where file_id = ${id} and part = 5`,
      );
      await copyFile(path(id, 5), path(id, 6));
    },
  ],
  [
    'row and object taken from another upload',
    async ({ id, otherId }) => {
      await run(
        sql`update parts set commitment = (select commitment from parts where file_id = ${otherId} and part = 2) where file_id = ${id} and part = 2`,
      );
      await copyFile(path(otherId, 2), path(id, 2));
    },
  ],
  [
    'all rows and objects taken from another upload',
    async ({ id, otherId }) => {
      await run(sql`delete from parts where file_id = ${id}`);
      await run(sql`insert into parts select ${id}, part, length, commitment from parts where file_id = ${otherId}`);
      for (const part of LENGTHS.keys()) await copyFile(path(otherId, part), path(id, part));
    },
  ],
  [
    'a row of no length added',
    ({ id }) =>
      run(sql`insert into parts select file_id, 6, 0, commitment from parts where file_id = ${id} and part = 5`),
  ],
];

describe.each([1, 2] as const)('a file of many parts, suite %i', (suite) => {
  test('it comes whole, and so do ranges across its parts', async () => {
    const { id, plain } = await target(suite);
    const url = await downloadUrl(house, id);
    for (const range of [
      undefined,
      { start: S, end: TOTAL - 3 },
      { start: S + 49, end: S + 51 },
      { start: TOTAL - 8, end: TOTAL },
    ]) {
      expect((await expectNothingWrong(url, plain, range)).broken).toBe(false);
    }
  });

  test.each(ROWS)('%s', async (_, change) => {
    const victim = await target(suite);
    const url = await downloadUrl(house, victim.id);
    await change(victim);
    await expectRefused(url, victim.plain);
    for (const range of [
      { start: 0, end: 10 },
      { start: S, end: TOTAL },
    ])
      await expectNothingWrong(url, victim.plain, range);
  });

  test('a missing part is refused before the status line when the range touches it, and only then', async () => {
    const { id, plain } = await target(suite);
    const url = await downloadUrl(house, id);
    await rm(path(id, 4));
    expect((await expectRefused(url, plain)).status).toBe(500);
    expect((await expectRefused(url, plain, { start: 0, end: TOTAL })).status).toBe(500);
    const before = await expectNothingWrong(url, plain, { start: 0, end: STARTS[4] ?? 0 });
    expect(before).toMatchObject({ status: 206, broken: false });
  });

  test('a fault in a later part breaks the connection behind authentic bytes alone', async () => {
    const { id, plain } = await target(suite);
    const url = await downloadUrl(house, id);
    const object = await readFile(path(id, 3));
    await writeFile(path(id, 3), flip(object, HEADER_LENGTH + segmentLength(suite) + 5));
    const answer = await expectRefused(url, plain);
    expect(answer).toMatchObject({ status: 200, broken: true });
    expect(answer.bytes.length).toBeLessThanOrEqual((STARTS[3] ?? 0) + S);
    expect(house.logged()).toContain('an answer was broken off');
  });
});
