import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findFile, insertReceiving } from '../../../server/catalog/files.ts';
import { extendLease, releaseLease, takeLease } from '../../../server/catalog/leases.ts';
import { listParts, recordPart, reserveParts } from '../../../server/catalog/parts.ts';
import { aFile, aStoredFile, type Fixture, openFixture } from './fixture.ts';

let fixture: Fixture;
let id: string;
let fence: number;
beforeEach(async () => {
  fixture = await openFixture();
  const file = aFile({ leaseUntil: 2_000 });
  id = file.id;
  fence = await insertReceiving(fixture.db, file);
});
afterEach(() => fixture.close());

function aPart(part: number, length = 10) {
  return { part, length, commitment: randomBytes(32), storedSize: length + 104, now: 5_000 };
}

describe('leases', () => {
  test('a live writer is not replaced, a dead one is, and then refused everywhere', async () => {
    await reserveParts(fixture.db, id, fence, 4);
    expect(await takeLease(fixture.db, id, 2_000, 3_000)).toBeNull();
    expect(await takeLease(fixture.db, id, 2_001, 3_000)).toBe(fence + 1);
    expect(await extendLease(fixture.db, id, fence, 9_000)).toBe(false);
    expect(await releaseLease(fixture.db, id, fence)).toBe(false);
    expect(await reserveParts(fixture.db, id, fence, 1)).toBeNull();
    expect(await recordPart(fixture.db, id, fence, aPart(0))).toBe(false);
    expect(await listParts(fixture.db, id)).toEqual([]);
    expect(await findFile(fixture.db, id)).toMatchObject({ nextPart: 4, size: 0, partCount: 0, leaseUntil: 3_000 });
  });

  test('of many that take an upload over at once exactly one does', async () => {
    const fences = await Promise.all(Array.from({ length: 20 }, () => takeLease(fixture.db, id, 2_001, 3_000)));
    expect(fences.filter((taken) => taken !== null)).toEqual([fence + 1]);
  });

  test('an extended lease holds longer, a released one is free at once', async () => {
    expect(await extendLease(fixture.db, id, fence, 9_000)).toBe(true);
    expect(await takeLease(fixture.db, id, 8_000, 9_000)).toBeNull();
    expect(await releaseLease(fixture.db, id, fence)).toBe(true);
    expect(await takeLease(fixture.db, id, 1, 9_000)).toBe(fence + 1);
  });

  test('a stored file has no writer', async () => {
    const stored = await aStoredFile(fixture.db);
    expect(await takeLease(fixture.db, stored.id, 9_000, 10_000)).toBeNull();
    expect(await extendLease(fixture.db, stored.id, 1, 10_000)).toBe(false);
    expect(await reserveParts(fixture.db, stored.id, 1, 1)).toBeNull();
  });
});

test('part numbers are handed out once, also to many at a time', async () => {
  const firsts = await Promise.all(Array.from({ length: 10 }, () => reserveParts(fixture.db, id, fence, 3)));
  expect(firsts.sort((a, b) => Number(a) - Number(b))).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27]);
  expect((await findFile(fixture.db, id))?.nextPart).toBe(30);
});

test('recorded parts come back in order and add up in the file', async () => {
  await reserveParts(fixture.db, id, fence, 12);
  const parts = [11, 2, 7].map((part) => aPart(part, 2 ** 24));
  for (const part of parts) expect(await recordPart(fixture.db, id, fence, part)).toBe(true);
  const listed = await listParts(fixture.db, id);
  expect(listed.map((part) => part.part)).toEqual([2, 7, 11]);
  expect(listed[2]).toEqual({ part: 11, length: 2 ** 24, commitment: parts[0]?.commitment });
  const sums = { size: 3 * 2 ** 24, storedSize: 3 * (2 ** 24 + 104), partCount: 3, touchedAt: 5_000 };
  expect(await findFile(fixture.db, id)).toMatchObject(sums);
});

test('a number that was not reserved, or was recorded already, is refused and adds nothing', async () => {
  await reserveParts(fixture.db, id, fence, 1);
  expect(await recordPart(fixture.db, id, fence, aPart(1))).toBe(false);
  expect(await recordPart(fixture.db, id, fence, aPart(0))).toBe(true);
  await expect(recordPart(fixture.db, id, fence, aPart(0))).rejects.toMatchObject({ code: 'DUPLICATE' });
  expect(await findFile(fixture.db, id)).toMatchObject({ size: 10, partCount: 1 });
});

test('in a transaction of the caller a part goes with it', async () => {
  await reserveParts(fixture.db, id, fence, 1);
  const failing = fixture.db.transaction().execute(async (trx) => {
    expect(await recordPart(trx, id, fence, aPart(0))).toBe(true);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await listParts(fixture.db, id)).toEqual([]);
});
