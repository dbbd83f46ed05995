import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createStrongroomClient, type StrongroomClient } from '../../../web/client/index.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { type SlowLine, slowLine } from '../../support/slow-line.ts';
import { bytesOf, sha256 } from '../../support/transfers.ts';

const MiB = 1024 * 1024;
const SIZE = 16 * MiB + 1000;
/** So slow that what is under way when a line is cut is far from all. */
const SLOW = 8 * MiB;
const FAST = Number.POSITIVE_INFINITY;
const bytes = bytesOf(SIZE);
/** The journal's line of one MiB. */
const LINE = '\n""'.length + 43;

interface Half {
  part: Buffer;
  journal: Buffer;
}

let house: TestHouse;
let line: SlowLine;
let client: StrongroomClient;
let root: string;
let path: string;
let id: string;
/** What a download left that broke behind its 8th MiB. */
let half: Half;
/** Bytes of it that its journal speaks for. */
let known: number;
/** Bytes of the journal's first line. */
let head: number;

beforeAll(async () => {
  house = await startHouse();
  line = await slowLine(house.url, FAST);
  client = createStrongroomClient({ url: line.url, token: house.token });
  root = await mkdtemp(join(tmpdir(), 'strongroom-resume-'));
  id = (await client.upload(new Blob([new Uint8Array(bytes)]), { name: 'scan.bin' })).id;
  path = join(root, 'broken');
  line.speed = SLOW;
  const onProgress = ({ received }: { received: number }) => received > 8 * MiB && line.cut();
  await expect(client.download(id, { resumeTo: path, onProgress })).rejects.toMatchObject({ code: 'NETWORK' });
  expect((await readdir(root)).toSorted()).toEqual(['broken.part', 'broken.part.json']);
  half = { part: await readFile(`${path}.part`), journal: await readFile(`${path}.part.json`) };
  head = half.journal.indexOf('\n');
  known = ((half.journal.length - head) / LINE) * MiB;
  expect(known).toBeGreaterThanOrEqual(7 * MiB);
  line.speed = FAST;
});
afterAll(async () => {
  await line.close();
  await house.remove();
  await rm(root, { recursive: true });
});
beforeEach(async () => {
  const folder = await mkdtemp(join(root, 'case-'));
  path = join(folder, 'copy');
});

async function leave({ part, journal }: Half): Promise<void> {
  await writeFile(`${path}.part`, part);
  await writeFile(`${path}.part.json`, journal);
}

/** Goes on with what is there; gives where that began, as the bytes on the line say, and checks how it ended. */
async function goneOn(of = id, wanted = bytes): Promise<{ from: number; fetched: number }> {
  line.down = 0;
  const seen: number[] = [];
  const done = await client.download(of, { resumeTo: path, onProgress: ({ received }) => seen.push(received) });
  expect(done).toMatchObject({ size: wanted.length, range: undefined, file: { id: of } });
  expect(sha256(await readFile(path))).toBe(sha256(wanted));
  expect(await readdir(join(path, '..'))).toEqual(['copy']);
  return { from: Math.floor((seen[0] ?? SIZE) / MiB) * MiB, fetched: line.down };
}

function flipped(buffer: Buffer, at: number): Buffer {
  const copy = Buffer.from(buffer);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

describe('a download', () => {
  test.each<[string, (whole: Half) => Half, () => number]>([
    ['as it was left', (left) => left, () => known],
    ['damaged in its first bytes', ({ part, journal }) => ({ part: flipped(part, 5), journal }), () => 0],
    ['damaged long before its end', ({ part, journal }) => ({ part: flipped(part, 3 * MiB), journal }), () => 3 * MiB],
    ['damaged at its end', ({ part, journal }) => ({ part: flipped(part, known - 1), journal }), () => known - MiB],
    [
      'with a hole of zeros, as a crash of the machine leaves',
      ({ part, journal }) => ({ part: Buffer.from(part).fill(0, 5 * MiB + 5, 6 * MiB), journal }),
      () => 5 * MiB,
    ],
    [
      'longer than the file',
      ({ part, journal }) => ({ part: Buffer.concat([part, Buffer.alloc(SIZE)]), journal }),
      () => known,
    ],
    [
      'shorter than its journal',
      ({ part, journal }) => ({ part: part.subarray(0, 2 * MiB + 9), journal }),
      () => 2 * MiB,
    ],
    ['of less than 64 KiB', ({ part, journal }) => ({ part: part.subarray(0, 50_000), journal }), () => 0],
    ['that is empty', ({ journal }) => ({ part: Buffer.alloc(0), journal }), () => 0],
    [
      'whose journal is torn in a line',
      ({ part, journal }) => ({ part, journal: journal.subarray(0, head + 4 * LINE + 20) }),
      () => 4 * MiB,
    ],
    [
      'whose journal is damaged in a line',
      ({ part, journal }) => ({ part, journal: flipped(journal, head + 5 * LINE - 9) }),
      () => 4 * MiB,
    ],
    [
      'whose journal is torn in its first line',
      ({ part, journal }) => ({ part, journal: journal.subarray(0, 9) }),
      () => 0,
    ],
    ['whose journal is empty', ({ part }) => ({ part, journal: Buffer.alloc(0) }), () => 0],
  ])('goes on with a half %s: from the first MiB that is not as it arrived', async (_what, altered, expected) => {
    await leave(altered(half));
    const { from, fetched } = await goneOn();
    expect(from).toBe(expected());
    expect(fetched).toBeLessThan(SIZE - from + MiB);
    expect(fetched).toBeGreaterThan(SIZE - from);
  });

  test('that breaks again and again keeps what arrived in all of its runs', async () => {
    await leave({ part: flipped(half.part, 2 * MiB), journal: half.journal });
    const onProgress = ({ received }: { received: number }) => received > 9 * MiB && line.cut();
    line.speed = SLOW;
    await expect(client.download(id, { resumeTo: path, onProgress })).rejects.toMatchObject({ code: 'NETWORK' });
    line.speed = FAST;
    expect((await goneOn()).from).toBeGreaterThanOrEqual(8 * MiB);
  });

  test('of which all had arrived gets its name and fetches nothing more', async () => {
    await mkdir(join(path, 'in the way'), { recursive: true });
    await expect(client.download(id, { resumeTo: path })).rejects.toMatchObject({ syscall: 'rename' });
    await rm(path, { recursive: true });
    expect((await goneOn()).fetched).toBeLessThan(64 * 1024);
  });

  test('starts over with the half of another file', async () => {
    const wanted = bytesOf(SIZE, 9);
    const other = await client.upload(new Blob([new Uint8Array(wanted)]), { name: 'other' });
    await leave(half);
    expect((await goneOn(other.id, wanted)).from).toBe(0);
  });

  test('leaves a .part alone that is not its own', async () => {
    await writeFile(`${path}.part`, 'mine');
    await expect(client.download(id, { resumeTo: path })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await readdir(join(path, '..'))).toEqual(['copy.part']);
    expect(await readFile(`${path}.part`, 'utf8')).toBe('mine');
  });

  test('refuses a range, which its types rule out, and leaves what is there alone', async () => {
    await leave(half);
    const both = { resumeTo: path, range: { start: 1 } };
    await expect(client.download(id, both)).rejects.toMatchObject({ name: 'StrongroomError', code: 'BAD_INPUT' });
    expect((await readdir(join(path, '..'))).toSorted()).toEqual(['copy.part', 'copy.part.json']);
    expect((await goneOn()).from).toBe(known);
  });
});
