import { type Kysely, sql } from 'kysely';

/** Folders, and the one that a file is in; see folder-tables.ts for what each column holds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('folders')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('owner_id', 'text', (column) => column.notNull().references('users.id'))
    .addColumn('parent_id', 'text', (column) => column.references('folders.id').check(sql`parent_id <> id`))
    .addColumn('sealed_name', 'blob', (column) => column.notNull())
    .addColumn('kek_id', 'integer', (column) => column.notNull().references('keks.id'))
    .addColumn('rev', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('folders_by_parent').on('folders').columns(['parent_id', 'owner_id', 'id']).execute();
  await db.schema.createIndex('folders_by_owner').on('folders').columns(['owner_id', 'id']).execute();
  await db.schema.createIndex('folders_by_kek').on('folders').columns(['kek_id', 'id']).execute();

  await db.schema
    .alterTable('files')
    .addColumn('folder_id', 'text', (column) => column.references('folders.id'))
    .execute();
  await db.schema
    .createIndex('files_by_folder')
    .on('files')
    .columns(['folder_id', 'owner_id', 'state', 'created_at desc', 'id desc', 'expires_at'])
    .execute();
}
