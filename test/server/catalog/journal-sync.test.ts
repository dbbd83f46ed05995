import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { JournalSync } from '../../../server/catalog/journal-sync.ts';
import { ImmediateSqliteDialect } from '../../../server/catalog/sqlite-dialect.ts';

let folder: string;
let db: Kysely<{ t: { n: number } }>;
let journal: JournalSync;
/** The fsyncs that were begun, in their order; each is ended by the test. */
let syncs: { end(): void; fail(): void }[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strongroom-journal-'));
  const file = path.join(folder, 'catalog.sqlite');
  const handle = new Sqlite(file);
  handle.pragma('journal_mode = WAL');
  handle.exec('create table t (n integer)');
  syncs = [];
  journal = new JournalSync(
    `${file}-wal`,
    () =>
      new Promise((resolve, reject) => {
        syncs.push({ end: resolve, fail: () => reject(new Error('the disk is gone')) });
      }),
  );
  db = new Kysely({ dialect: new ImmediateSqliteDialect(handle, journal) });
});
afterEach(async () => {
  for (const { end } of syncs) end();
  await db.destroy();
  await rm(folder, { recursive: true });
});

const insert = (n: number) => db.transaction().execute((trx) => trx.insertInto('t').values({ n }).execute());
const rows = async () => (await db.selectFrom('t').select('n').orderBy('n').execute()).map(({ n }) => n);
const begun = (count: number) => expect.poll(() => syncs.length).toBe(count);
/** Whether it has ended by now. */
async function ended(work: Promise<unknown>): Promise<boolean> {
  const open = Symbol('open');
  await new Promise((resolve) => setTimeout(resolve, 20));
  return (await Promise.race([work, Promise.resolve(open)])) !== open;
}

test('what wrote resolves when the journal is on the disk, and those that come meanwhile share the next fsync', async () => {
  const first = insert(1);
  await begun(1);
  const others = Promise.all([insert(2), insert(3), db.insertInto('t').values({ n: 4 }).execute()]);
  // The connection is free, though nobody has been told yet that it is stored.
  await expect.poll(rows).toEqual([1, 2, 3, 4]);
  expect(await ended(first)).toBe(false);
  expect(syncs).toHaveLength(1);
  syncs[0]?.end();
  await first;
  await begun(2);
  expect(await ended(others)).toBe(false);
  syncs[1]?.end();
  await others;
  expect(syncs).toHaveLength(2);
});

test('what only reads waits for no disk, in a transaction or not', async () => {
  expect(await rows()).toEqual([]);
  await db.transaction().execute((trx) => trx.selectFrom('t').selectAll().execute());
  await expect(
    db
      .insertInto('t')
      .values({ m: 1 } as never)
      .execute(),
  ).rejects.toThrow('no column');
  expect(syncs).toEqual([]);
});

test('what an fsync failed for is not acknowledged, nor anything behind it', async () => {
  const first = insert(1);
  await begun(1);
  syncs[0]?.fail();
  await expect(first).rejects.toMatchObject({ name: 'CatalogError', code: 'UNAVAILABLE' });
  await expect(insert(2)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await expect(journal.settle()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(syncs).toHaveLength(1);
});
