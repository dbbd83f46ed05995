import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listKeysOlderThan, rewrapFileKey } from '../../../server/catalog/file-keys.ts';
import { countFilesByKek } from '../../../server/catalog/vault-rows.ts';
import { aStoredFile, type Fixture, openFixture } from './fixture.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await openFixture();
});
afterEach(() => fixture.close());

test('all keys under older KEKs are gone through in slices while they are rewrapped', async () => {
  const { db } = fixture;
  const old = [];
  for (let n = 0; n < 7; n++) old.push((await aStoredFile(db, { key: { kekId: 1, wrappedDek: randomBytes(104) } })).id);
  await aStoredFile(db);
  expect(await countFilesByKek(db)).toEqual(
    new Map([
      [1, 7],
      [2, 1],
    ]),
  );
  const seen: string[] = [];
  for (let after = null; ; ) {
    const slice = await listKeysOlderThan(db, 2, after, 3);
    for (const key of slice) {
      seen.push(key.fileId);
      // One in three stays behind, as if it could not be unwrapped: the next slice must go on after it.
      if (seen.length % 3) await rewrapFileKey(db, key.fileId, 1, { kekId: 2, wrappedDek: randomBytes(104) });
    }
    const last = slice.at(-1);
    if (!last) break;
    after = last;
  }
  expect(seen).toEqual(old.sort());
  expect(await countFilesByKek(db)).toEqual(
    new Map([
      [1, 2],
      [2, 6],
    ]),
  );
});

test('of many rewraps of one key exactly one succeeds', async () => {
  const { db } = fixture;
  const { id } = await aStoredFile(db, { key: { kekId: 1, wrappedDek: randomBytes(104) } });
  const wraps = Array.from({ length: 20 }, () => ({ kekId: 2, wrappedDek: randomBytes(104) }));
  const won = await Promise.all(wraps.map((wrap) => rewrapFileKey(db, id, 1, wrap)));
  expect(won.filter(Boolean).length).toBe(1);
  expect(await listKeysOlderThan(db, 3, null, 2)).toEqual([{ fileId: id, ...wraps[won.indexOf(true)] }]);
});
