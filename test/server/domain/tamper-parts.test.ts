import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HEADER_LENGTH, SEGMENT, segmentLength } from '../../../server/crypto/sizes.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { storeInParts } from '../../support/parts.ts';
import { bytesOf, downloadUrl } from '../../support/transfers.ts';
import { sendInParts } from '../../support/tus-parts.ts';
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
  /** The number of the part at each place, alike in both files. */
  numbers: number[];
}

/** Ways for a file of these parts to come: written past the edges, or sent by tus in PATCHes, some of them cut. */
const WAYS = {
  'written part by part': async (suite: 1 | 2, contents: Buffer[]) => ({
    id: await storeInParts(house, suite, contents),
    numbers: [...contents.keys()],
  }),
  'sent by tus with cuts': (suite: 1 | 2, contents: Buffer[]) => sendInParts(house, suite, contents),
};
type Way = keyof typeof WAYS;

async function target(suite: 1 | 2, way: Way): Promise<Target> {
  const cut = (bytes: Buffer) => LENGTHS.map((length, i) => bytes.subarray(STARTS[i], (STARTS[i] ?? 0) + length));
  const plain = bytesOf(TOTAL, suite);
  const { id, numbers } = await WAYS[way](suite, cut(plain));
  const other = await WAYS[way](suite, cut(bytesOf(TOTAL, 7)));
  expect(numbers).toHaveLength(LENGTHS.length);
  expect(other.numbers).toEqual(numbers);
  return { plain, id, otherId: other.id, numbers };
}

/** A number that no part of either has. */
const FREE = 500;
const at = ({ numbers }: Target, place: number) => numbers[place] ?? FREE;
const path = (target: Target, place: number) => objectPath(house, target.id, at(target, place));
const otherPath = (target: Target, place: number) => objectPath(house, target.otherId, at(target, place));
const run = (query: ReturnType<typeof sql>) => query.execute(house.rooms.catalog);

type Row = [name: string, change: (target: Target) => Promise<unknown>];

const ROWS: Row[] = [
  [
    'two objects swapped',
    async (t) => {
      await rename(path(t, 0), `${path(t, 0)}.x`);
      await rename(path(t, 1), path(t, 0));
      await rename(`${path(t, 0)}.x`, path(t, 1));
    },
  ],
  ['one object in the place of another', (t) => copyFile(path(t, 0), path(t, 1))],
  ['an object missing', (t) => rm(path(t, 4))],
  ['the last object missing', (t) => rm(path(t, 5))],
  ['an object of another file', (t) => copyFile(otherPath(t, 3), path(t, 3))],
  [
    'an object sealed again under the same key',
    async (t) => {
      const plain = t.plain.subarray(STARTS[3], (STARTS[3] ?? 0) + 2 * S);
      await writeFile(path(t, 3), await sealAgain(house, t.id, plain, at(t, 3)));
    },
  ],
  ['an object cut by a byte', async (t) => writeFile(path(t, 5), (await readFile(path(t, 5))).subarray(0, -1))],
  ['a bit turned in the last object', async (t) => writeFile(path(t, 5), flip(await readFile(path(t, 5)), 90))],
  [
    'two rows reordered',
    async (t) => {
      const move = (from: number, to: number) =>
        run(sql`update parts set part = ${to} where file_id = ${t.id} and part = ${from}`);
      await move(at(t, 0), FREE);
      await move(at(t, 1), at(t, 0));
      await move(FREE, at(t, 1));
    },
  ],
  ['a row dropped', (t) => run(sql`delete from parts where file_id = ${t.id} and part = ${at(t, 2)}`)],
  ['the last row dropped', (t) => run(sql`delete from parts where file_id = ${t.id} and part = ${at(t, 5)}`)],
  [
    'the last row dropped and the size and count made to fit',
    async (t) => {
      await run(sql`delete from parts where file_id = ${t.id} and part = ${at(t, 5)}`);
      await run(sql`update files set size = size - 7, part_count = part_count - 1 where id = ${t.id}`);
    },
  ],
  [
    'a row doubled under another number',
    async (t) => {
      await run(
        sql`insert into parts select file_id, ${FREE}, length, commitment from parts where file_id = ${t.id} and part = ${at(t, 5)}`,
      );
      await copyFile(path(t, 5), objectPath(house, t.id, FREE));
    },
  ],
  [
    'row and object taken from another upload',
    async (t) => {
      await run(
        sql`update parts set commitment = (select commitment from parts where file_id = ${t.otherId} and part = ${at(t, 2)}) where file_id = ${t.id} and part = ${at(t, 2)}`,
      );
      await copyFile(otherPath(t, 2), path(t, 2));
    },
  ],
  [
    'all rows and objects taken from another upload',
    async (t) => {
      await run(sql`delete from parts where file_id = ${t.id}`);
      await run(
        sql`insert into parts select ${t.id}, part, length, commitment from parts where file_id = ${t.otherId}`,
      );
      for (const place of LENGTHS.keys()) await copyFile(otherPath(t, place), path(t, place));
    },
  ],
  [
    'a row of no length added',
    (t) =>
      run(
        sql`insert into parts select file_id, ${FREE}, 0, commitment from parts where file_id = ${t.id} and part = ${at(t, 5)}`,
      ),
  ],
];

const CASES = ([1, 2] as const).flatMap((suite) => (Object.keys(WAYS) as Way[]).map((way) => ({ suite, way })));

describe.each(CASES)('a file of many parts, suite $suite, $way', ({ suite, way }) => {
  test('it comes whole, and so do ranges across its parts', async () => {
    const victim = await target(suite, way);
    const { id, plain } = victim;
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
    const victim = await target(suite, way);
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
    const victim = await target(suite, way);
    const { id, plain } = victim;
    const url = await downloadUrl(house, id);
    await rm(path(victim, 4));
    expect((await expectRefused(url, plain)).status).toBe(500);
    expect((await expectRefused(url, plain, { start: 0, end: TOTAL })).status).toBe(500);
    const before = await expectNothingWrong(url, plain, { start: 0, end: STARTS[4] ?? 0 });
    expect(before).toMatchObject({ status: 206, broken: false });
  });

  test('a fault in a later part breaks the connection behind authentic bytes alone', async () => {
    const victim = await target(suite, way);
    const { id, plain } = victim;
    const url = await downloadUrl(house, id);
    const object = await readFile(path(victim, 3));
    await writeFile(path(victim, 3), flip(object, HEADER_LENGTH + segmentLength(suite) + 5));
    const answer = await expectRefused(url, plain);
    expect(answer).toMatchObject({ status: 200, broken: true });
    expect(answer.bytes.length).toBeLessThanOrEqual((STARTS[3] ?? 0) + S);
    expect(house.logged()).toContain('an answer was broken off');
  });
});
