import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Kysely, type Migration, sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CatalogTooNew, migrate } from '../../../server/catalog/migrate.ts';
import { type Catalog, openSqlite } from '../../../server/catalog/open.ts';

let folder: string;
let catalog: Catalog;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'strongroom-migrate-'));
  catalog = await openSqlite(path.join(folder, 'catalog.sqlite'));
});
afterEach(async () => {
  await catalog.close();
  await rm(folder, { recursive: true });
});

/** A migration that makes a table, and tells `ran` of it. */
function makes(table: string, ran: string[]): Migration {
  return {
    async up(db) {
      await db.schema.createTable(table).addColumn('id', 'integer').execute();
      ran.push(table);
    },
  };
}

/** Every object of the catalog's schema, as SQLite keeps it. */
async function schema(db: Kysely<never>): Promise<unknown[]> {
  const { rows } = await sql`select type, name, sql from sqlite_schema order by name`.execute(db);
  return rows;
}

test('migrations run once, in the order of their names, however often and together they are asked for', async () => {
  const ran: string[] = [];
  const two = { '0002-b': makes('b', ran), '0001-a': makes('a', ran) };
  await migrate(catalog.db, two);
  await migrate(catalog.db, two);
  expect(ran).toEqual(['a', 'b']);
  const three = { ...two, '0003-c': makes('c', ran) };
  await Promise.all([migrate(catalog.db, three), migrate(catalog.db, three)]);
  expect(ran).toEqual(['a', 'b', 'c']);
});

test('a failing migration leaves nothing of itself and of those that ran with it', async () => {
  await migrate(catalog.db, {});
  const before = await schema(catalog.db as Kysely<never>);
  const half: Migration = {
    async up(db) {
      await makes('half', []).up(db);
      throw new Error('broken');
    },
  };
  await expect(migrate(catalog.db, { '0001-a': makes('a', []), '0002-half': half })).rejects.toThrow('broken');
  expect(await schema(catalog.db as Kysely<never>)).toEqual(before);
  await migrate(catalog.db, { '0001-a': makes('a', []) });
});

test('a catalog that is newer than the program is refused and not changed', async () => {
  const newer = { '0001-a': makes('a', []), '0009-future': makes('future', []) };
  await migrate(catalog.db, newer);
  const before = await schema(catalog.db as Kysely<never>);
  const refused = migrate(catalog.db, { '0001-a': makes('a', []), '0002-b': makes('b', []) });
  await expect(refused).rejects.toThrow(CatalogTooNew);
  await expect(refused).rejects.toThrow('0009-future');
  expect(await schema(catalog.db as Kysely<never>)).toEqual(before);
});

test('the migrations make exactly the tables and columns that the tables’ types describe', async () => {
  await migrate(catalog.db);
  const catalogFolder = path.join(import.meta.dirname, '../../../server/catalog');
  const sources = (await readdir(catalogFolder)).filter((name) => name.endsWith('tables.ts'));
  const source = (await Promise.all(sources.map((name) => readFile(path.join(catalogFolder, name), 'utf8')))).join(
    '\n',
  );
  const names = new Map<string, string>();
  for (const [, table, type] of source.matchAll(/^ {2}(\w+): (\w+Table);$/gm)) names.set(`${type}`, `${table}`);
  const described: Record<string, string[]> = {};
  for (const [, type, body] of source.matchAll(/^export interface (\w+Table) \{(.*?)^\}/gms)) {
    const columns = [...`${body}`.matchAll(/^ {2}(\w+): .*;$/gm)].map(([, column]) => `${column}`);
    described[`${names.get(`${type}`)}`] = columns.sort();
  }
  const made: Record<string, string[]> = {};
  for (const table of await catalog.db.introspection.getTables()) {
    made[table.name] = table.columns.map((column) => column.name).sort();
  }
  expect(Object.keys(described).length).toBeGreaterThan(10);
  expect(made).toEqual(described);
});
