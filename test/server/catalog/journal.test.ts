import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { markDeleting, removeFile } from '../../../server/catalog/deletion.ts';
import { deleteFileKey, rewrapFileKey } from '../../../server/catalog/file-keys.ts';
import { truncateJournal } from '../../../server/catalog/journal.ts';
import { aStoredFile, type Fixture, openFixture } from './fixture.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await openFixture();
});
afterEach(() => fixture.close());

/** Which of the needles are found in any file of the catalog's folder. */
async function found(needles: Buffer[]): Promise<number> {
  const names = await readdir(fixture.folder);
  const all = Buffer.concat(await Promise.all(names.map((name) => readFile(path.join(fixture.folder, name)))));
  return needles.filter((needle) => all.includes(needle)).length;
}

test('a destroyed or rewrapped key is found nowhere in the catalog files', async () => {
  const { db } = fixture;
  const files = await db.transaction().execute(async (trx) => {
    const made = [];
    for (let n = 0; n < 900; n++) made.push(await aStoredFile(trx, { createdAt: n }));
    return made;
  });
  const keys = files.map((file) => file.key.wrappedDek);
  expect(await found(keys.slice(0, 20))).toBe(20);

  // One transaction does what many would, and waits for the disk once.
  await db.transaction().execute(async (trx) => {
    for (const [n, file] of files.entries()) {
      if (n % 3 === 1) await rewrapFileKey(trx, file.id, 2, { kekId: 1, wrappedDek: randomBytes(104) });
      if (n % 3 !== 2) continue;
      await markDeleting(trx, file.id, 'stored');
      await deleteFileKey(trx, file.id);
      await removeFile(trx, file.id);
    }
  });
  expect(await found(keys)).toBe(900);
  expect(await truncateJournal(db)).toBe(true);
  expect(await found(keys.filter((_, n) => n % 3 !== 0))).toBe(0);
  expect(await found(keys.filter((_, n) => n % 3 === 0))).toBe(300);
  expect(await found(files.filter((_, n) => n % 3 === 2).map((file) => file.sealedMeta))).toBe(0);
});
