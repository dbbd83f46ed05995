import { type Kysely, type Migration, Migrator } from 'kysely';
import { MIGRATIONS } from './migrations/list.ts';
import type { Database } from './tables.ts';

/** The catalog was written by a newer program than this one; nothing was changed. */
export class CatalogTooNew extends Error {
  override readonly name = 'CatalogTooNew';

  constructor(migration: string) {
    super(`The catalog was written by a newer version of this program (it has the migration ${migration}).`);
  }
}

/**
 * Brings the catalog up to date: each migration that it has not had yet runs once, in the order of the names, all
 * of them in one transaction. On failure the catalog is as it was.
 * @throws CatalogTooNew when the catalog has had a migration that is not in the list
 */
export async function migrate(
  db: Kysely<Database>,
  migrations: Readonly<Record<string, Migration>> = MIGRATIONS,
): Promise<void> {
  const unknown = (await recorded(db)).find((name) => !(name in migrations));
  if (unknown !== undefined) throw new CatalogTooNew(unknown);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

async function recorded(db: Kysely<Database>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name')
    .execute();
  return rows.map((row) => row.name);
}
