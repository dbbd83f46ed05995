import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  countFiles,
  type FilePosition,
  findFiles,
  listFiles,
  listSealedNames,
} from '../../../server/catalog/file-list.ts';
import { findFile, insertReceiving, publishFile, replaceMeta, transferFiles } from '../../../server/catalog/files.ts';
import { aFile, aStoredFile, type Fixture, openFixture } from './fixture.ts';

const now = 5_000;

let fixture: Fixture;
beforeEach(async () => {
  fixture = await openFixture();
});
afterEach(() => fixture.close());

test('a receiving file comes with its key, or neither is there', async () => {
  const file = aFile({ declaredSize: 5 * 2 ** 36, expiresAt: 9_000 });
  expect(await insertReceiving(fixture.db, file)).toBe(1);
  expect(await findFile(fixture.db, file.id)).toEqual({
    id: file.id,
    ownerId: 'ann',
    folderId: null,
    suite: 1,
    flags: 0,
    state: 'receiving',
    sealedMeta: file.sealedMeta,
    metaRev: 0,
    size: 0,
    storedSize: 0,
    partCount: 0,
    nextPart: 0,
    declaredSize: 5 * 2 ** 36,
    requestSenderId: null,
    resumable: false,
    leaseFence: 1,
    leaseUntil: 2_000,
    createdAt: 1_000,
    touchedAt: 1_000,
    expiresAt: 9_000,
    key: file.key,
  });
  const keyless = aFile({ key: { kekId: 77, wrappedDek: randomBytes(104) } });
  await expect(insertReceiving(fixture.db, keyless)).rejects.toThrow('FOREIGN KEY');
  expect(await findFile(fixture.db, keyless.id)).toBeNull();
  await expect(insertReceiving(fixture.db, aFile({ id: file.id }))).rejects.toMatchObject({ code: 'DUPLICATE' });
});

test('a file is published by its writer alone, and only as what was recorded', async () => {
  const file = aFile();
  const fence = await insertReceiving(fixture.db, file);
  const sealedMeta = randomBytes(584);
  const right = { id: file.id, fence, sealedMeta, size: 0, partCount: 0, now: 3_000 };
  expect(await publishFile(fixture.db, { ...right, fence: fence + 1 })).toBe(false);
  expect(await publishFile(fixture.db, { ...right, size: 1 })).toBe(false);
  expect(await publishFile(fixture.db, { ...right, partCount: 1 })).toBe(false);
  expect(await publishFile(fixture.db, right)).toBe(true);
  expect(await publishFile(fixture.db, right)).toBe(false);
  const published = { state: 'stored', metaRev: 1, sealedMeta, leaseUntil: 0, touchedAt: 3_000 };
  expect(await findFile(fixture.db, file.id)).toMatchObject(published);
});

/** The ids of all pages, with `between` run after each. */
async function pageThrough(first: number, between?: () => Promise<unknown>): Promise<string[]> {
  const ids: string[] = [];
  for (let after: FilePosition | null = null; ; ) {
    const { rows, hasNext } = await listFiles(fixture.db, 'ann', { first, after, now: 0 });
    expect(rows.length).toBeLessThanOrEqual(first);
    ids.push(...rows.map((row) => row.id));
    const last = rows.at(-1);
    if (!hasNext || !last) return ids;
    after = { createdAt: last.createdAt, id: last.id };
    await between?.();
  }
}

test('pages are newest first, by id among files of one moment, and hold only the stored files of the owner', async () => {
  const mine = [];
  for (let n = 0; n < 20; n++) mine.push(await aStoredFile(fixture.db, { createdAt: Math.floor(n / 4) }));
  await aStoredFile(fixture.db, { ownerId: 'bob' });
  await insertReceiving(fixture.db, aFile());
  mine.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  for (const first of [1, 3, 19, 20, 21]) expect(await pageThrough(first)).toEqual(mine.map((file) => file.id));
  expect((await listFiles(fixture.db, 'ann', { first: 20, after: null, now: 0 })).hasNext).toBe(false);
  expect((await listFiles(fixture.db, 'ann', { first: 1, after: null, now: 0 })).rows[0]?.key).toEqual(mine[0]?.key);
  expect(await countFiles(fixture.db, 'ann', 0)).toBe(20);
});

test('paging repeats and misses nothing while files are added at both ends', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 12; n++) ids.unshift((await aStoredFile(fixture.db, { createdAt: 100 + n })).id);
  let added = 0;
  const seen = await pageThrough(5, () => aStoredFile(fixture.db, { createdAt: 1_000 + added++ }));
  expect(seen).toEqual(ids);
  expect(added).toBe(2);
});

test('a search index reads every stored file of the owner in slices', async () => {
  const files = [];
  for (let n = 0; n < 7; n++) files.unshift(await aStoredFile(fixture.db, { createdAt: n }));
  const read = [];
  for (let after: FilePosition | null = null; ; ) {
    const slice = await listSealedNames(fixture.db, 'ann', { limit: 3, after, now: 0 });
    read.push(...slice);
    after = slice.at(-1) ?? null;
    if (slice.length < 3) break;
  }
  const expected = files.map(({ id, createdAt, expiresAt, sealedMeta, key }) => ({
    id,
    createdAt,
    expiresAt,
    folderId: null,
    sealedMeta,
    key,
    metaRev: 1,
  }));
  expect(read).toEqual(expected);
});

test('files are found by id among the owner’s stored ones', async () => {
  const mine = await aStoredFile(fixture.db);
  const other = await aStoredFile(fixture.db, { ownerId: 'bob' });
  const unfinished = aFile();
  await insertReceiving(fixture.db, unfinished);
  const rows = await findFiles(fixture.db, 'ann', [mine.id, other.id, unfinished.id, randomUUID()], 0);
  expect(rows.map((row) => row.id)).toEqual([mine.id]);
  expect(await findFiles(fixture.db, 'ann', [], 0)).toEqual([]);
});

test('an expired file is in no list, no count and no index', async () => {
  await aStoredFile(fixture.db, { expiresAt: now });
  const living = await aStoredFile(fixture.db, { expiresAt: now + 1 });
  const expired = await aStoredFile(fixture.db, { expiresAt: now - 1 });
  const { rows } = await listFiles(fixture.db, 'ann', { first: 5, after: null, now });
  expect(rows.map((row) => row.id)).toEqual([living.id]);
  expect(await countFiles(fixture.db, 'ann', now)).toBe(1);
  expect((await listSealedNames(fixture.db, 'ann', { limit: 5, after: null, now })).length).toBe(1);
  expect((await findFiles(fixture.db, 'ann', [living.id, expired.id], now)).length).toBe(1);
});

test('of many renames of one revision exactly one succeeds', async () => {
  const file = await aStoredFile(fixture.db);
  const names = Array.from({ length: 20 }, () => randomBytes(584));
  const won = await Promise.all(names.map((name) => replaceMeta(fixture.db, file.id, 1, name)));
  expect(won.filter(Boolean).length).toBe(1);
  expect(await findFile(fixture.db, file.id)).toMatchObject({ metaRev: 2, sealedMeta: names[won.indexOf(true)] });
  const unfinished = aFile();
  await insertReceiving(fixture.db, unfinished);
  expect(await replaceMeta(fixture.db, unfinished.id, 0, randomBytes(1))).toBe(false);
});

test('all stored files of one user are handed to another', async () => {
  for (let n = 0; n < 3; n++) await aStoredFile(fixture.db);
  const unfinished = aFile();
  await insertReceiving(fixture.db, unfinished);
  expect(await transferFiles(fixture.db, 'ann', 'bob', null)).toBe(3);
  expect(await countFiles(fixture.db, 'bob', 0)).toBe(3);
  expect(await countFiles(fixture.db, 'ann', 0)).toBe(0);
  expect((await findFile(fixture.db, unfinished.id))?.ownerId).toBe('ann');
  await expect(transferFiles(fixture.db, 'bob', 'nobody', null)).rejects.toThrow('FOREIGN KEY');
});
