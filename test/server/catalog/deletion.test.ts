import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listByState, markAbandoned, markDeleting, markExpired, removeFile } from '../../../server/catalog/deletion.ts';
import { deleteFileKey } from '../../../server/catalog/file-keys.ts';
import { findFile, insertReceiving, publishFile } from '../../../server/catalog/files.ts';
import { extendLease } from '../../../server/catalog/leases.ts';
import { listParts, recordPart, reserveParts } from '../../../server/catalog/parts.ts';
import { aFile, aStoredFile, type Fixture, openFixture } from './fixture.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await openFixture();
});
afterEach(() => fixture.close());

test('a file goes key first, then its row with its parts', async () => {
  const { db } = fixture;
  const file = aFile();
  const fence = await insertReceiving(db, file);
  await reserveParts(db, file.id, fence, 5);
  await recordPart(db, file.id, fence, { part: 3, length: 1, commitment: randomBytes(32), storedSize: 105, now: 1 });
  const { id, sealedMeta } = file;
  await publishFile(db, { id, fence, sealedMeta, size: 1, partCount: 1, now: 2 });

  expect(await removeFile(db, id)).toBe(false);
  expect(await markDeleting(db, id, 'receiving')).toBeNull();
  expect(await markDeleting(db, id, 'stored')).toEqual({ id, nextPart: 5 });
  expect(await markDeleting(db, id, 'stored')).toBeNull();
  await expect(removeFile(db, id)).rejects.toThrow('FOREIGN KEY');
  expect(await deleteFileKey(db, id)).toBe(true);
  expect(await deleteFileKey(db, id)).toBe(false);
  expect(await findFile(db, id)).toMatchObject({ state: 'deleting', key: null });
  expect(await removeFile(db, id)).toBe(true);
  expect(await removeFile(db, id)).toBe(false);
  expect(await findFile(db, id)).toBeNull();
  expect(await listParts(db, id)).toEqual([]);
});

test('a writer of a file that is being deleted is refused', async () => {
  const file = aFile();
  const fence = await insertReceiving(fixture.db, file);
  expect(await markDeleting(fixture.db, file.id, 'receiving')).toEqual({ id: file.id, nextPart: 0 });
  const { id, sealedMeta } = file;
  expect(await publishFile(fixture.db, { id, fence, sealedMeta, size: 0, partCount: 0, now: 2 })).toBe(false);
  expect(await reserveParts(fixture.db, id, fence, 1)).toBeNull();
  expect((await findFile(fixture.db, id))?.leaseFence).toBe(fence + 1);
});

test('expired files are marked, a few at a time, and no others', async () => {
  const { db } = fixture;
  await aStoredFile(db);
  await aStoredFile(db, { expiresAt: 501 });
  await insertReceiving(db, aFile({ expiresAt: 10 }));
  const expired = [];
  for (const expiresAt of [500, 499, 1]) expired.push((await aStoredFile(db, { expiresAt })).id);
  const marked = await markExpired(db, 500, 2);
  expect(marked.length).toBe(2);
  marked.push(...(await markExpired(db, 500, 2)));
  expect(marked.map((file) => file.id).sort()).toEqual(expired.sort());
  expect(await markExpired(db, 500, 2)).toEqual([]);
});

test('uploads are abandoned when they have no live writer and were not touched for long', async () => {
  const { db } = fixture;
  await aStoredFile(db, { createdAt: 10 });
  const old = aFile({ createdAt: 10, leaseUntil: 90 });
  const leased = aFile({ createdAt: 10, leaseUntil: 90 });
  const young = aFile({ createdAt: 60, leaseUntil: 90 });
  for (const file of [old, leased, young]) await insertReceiving(db, file);
  await extendLease(db, leased.id, 1, 100);
  expect(await markAbandoned(db, { now: 100, touchedBefore: 50, resumableBefore: 0 }, 10)).toEqual([
    { id: old.id, nextPart: 0 },
  ]);
  expect(await markAbandoned(db, { now: 101, touchedBefore: 50, resumableBefore: 0 }, 10)).toEqual([
    { id: leased.id, nextPart: 0 },
  ]);
  expect((await findFile(db, young.id))?.state).toBe('receiving');
});

test('a sweeper goes through the files of a state in slices', async () => {
  const { db } = fixture;
  const ids = [];
  for (let n = 0; n < 5; n++) {
    const { id } = await aStoredFile(db);
    await markDeleting(db, id, 'stored');
    ids.push(id);
  }
  await aStoredFile(db);
  const first = await listByState(db, 'deleting', null, 3);
  const second = await listByState(db, 'deleting', first.at(-1)?.id ?? null, 3);
  expect([...first, ...second].map((file) => file.id)).toEqual(ids.sort());
});
