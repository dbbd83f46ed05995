import { mkdir, open, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CatalogError } from '../../../server/catalog/catalog-error.ts';
import { insertReceiving } from '../../../server/catalog/files.ts';
import { openSqlite } from '../../../server/catalog/open.ts';
import { aFile, aStoredFile, type Fixture, openFixture } from './fixture.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await openFixture();
});
afterEach(() => fixture.close());

test('the catalog and its journal are for their owner alone', async () => {
  await aStoredFile(fixture.db);
  const names = await readdir(fixture.folder);
  expect(names.sort()).toEqual(['catalog.sqlite', 'catalog.sqlite-shm', 'catalog.sqlite-wal']);
  for (const name of names) expect((await stat(path.join(fixture.folder, name))).mode & 0o777).toBe(0o600);
});

test('a catalog that others could read is for its owner alone once it was opened', async () => {
  const file = path.join(fixture.folder, 'wide.sqlite');
  await writeFile(file, '', { mode: 0o644 });
  await (await openSqlite(file)).close();
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('what was committed survives a power cut, and references are kept', async () => {
  const value = async (name: string) =>
    Object.values((await sql<object>`pragma ${sql.raw(name)}`.execute(fixture.db)).rows[0] ?? {})[0];
  expect(await value('journal_mode')).toBe('wal');
  expect(await value('synchronous')).toBe(1);
  expect(await value('foreign_keys')).toBe(1);
  expect(await value('secure_delete')).toBe(1);
  expect(await value('temp_store')).toBe(2);
  await expect(insertReceiving(fixture.db, aFile({ ownerId: 'nobody' }))).rejects.toThrow('FOREIGN KEY');

  const journal = await open(`${fixture.file}-wal`);
  const sync = vi.spyOn(Object.getPrototypeOf(journal) as typeof journal, 'datasync');
  await journal.close();
  try {
    await fixture.db.selectFrom('files').selectAll().execute();
    expect(sync).not.toHaveBeenCalled();
    await aStoredFile(fixture.db);
    expect(sync).toHaveBeenCalled();
  } finally {
    sync.mockRestore();
  }
});

test('closing leaves no journal behind', async () => {
  const file = path.join(fixture.folder, 'other.sqlite');
  const other = await openSqlite(file);
  await other.db.schema.createTable('t').addColumn('id', 'integer').execute();
  await other.close();
  expect((await readdir(fixture.folder)).filter((name) => name.startsWith('other'))).toEqual(['other.sqlite']);
});

test('a file that is no catalog and a folder that is not there are UNAVAILABLE', async () => {
  const file = path.join(fixture.folder, 'text');
  await writeFile(file, 'no catalog at all'.repeat(1_000));
  await expect(openSqlite(file)).rejects.toMatchObject({ name: 'CatalogError', code: 'UNAVAILABLE' });
  await expect(openSqlite(path.join(fixture.folder, 'no/folder'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await mkdir(path.join(fixture.folder, 'folder'));
  await expect(openSqlite(path.join(fixture.folder, 'folder'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

describe('with a second connection', () => {
  let second: InstanceType<typeof Sqlite>;
  beforeEach(() => {
    second = new Sqlite(fixture.file, { timeout: 0 });
  });
  afterEach(() => second.close());

  test('a transaction holds the write lock from its start, before it writes', async () => {
    await fixture.db.transaction().execute(async () => {
      expect(() => second.exec('begin immediate')).toThrow('locked');
    });
    second.exec('begin immediate; rollback');
  });

  test('a lock that another process keeps too long is BUSY, and later work succeeds', async () => {
    await sql`pragma busy_timeout = 50`.execute(fixture.db);
    second.exec('begin immediate');
    await expect(aStoredFile(fixture.db)).rejects.toMatchObject({ name: 'CatalogError', code: 'BUSY' });
    second.exec('rollback');
    await aStoredFile(fixture.db);
  });
});

test('a full disk is FULL, the transaction had no effect, and later work succeeds', async () => {
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(fixture.db);
  await sql`pragma max_page_count = ${sql.raw(`${(rows[0]?.page_count ?? 0) + 2}`)}`.execute(fixture.db);
  const fill = fixture.db.transaction().execute(async (trx) => {
    for (let n = 0; n < 1_000; n++) await aStoredFile(trx);
  });
  await expect(fill).rejects.toBeInstanceOf(CatalogError);
  await expect(fill).rejects.toMatchObject({ code: 'FULL' });
  expect(await fixture.db.selectFrom('files').select('id').execute()).toEqual([]);
  await sql`pragma max_page_count = 1000000`.execute(fixture.db);
  await aStoredFile(fixture.db);
});
