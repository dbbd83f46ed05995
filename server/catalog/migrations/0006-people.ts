import { type Kysely, sql } from 'kysely';

/** Files shared between accounts, and which mails were sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('file_access')
    .addColumn('file_id', 'text', (column) => column.notNull().references('files.id').onDelete('cascade'))
    .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('role', 'text', (column) => column.notNull().check(sql`role in ('VIEWER', 'EDITOR')`))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('file_access_key', ['file_id', 'user_id'])
    .execute();
  await db.schema
    .createIndex('file_access_by_user')
    .on('file_access')
    .columns(['user_id', 'created_at desc', 'file_id desc'])
    .execute();

  // No reference: what a notice tells of may be forgotten before it.
  await db.schema
    .createTable('notices')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject_id', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('notices_key', ['kind', 'subject_id'])
    .execute();
  await db.schema.createIndex('notices_by_time').on('notices').column('sent_at').execute();
}
