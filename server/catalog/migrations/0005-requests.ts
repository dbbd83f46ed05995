import { type Kysely, sql } from 'kysely';

/** File requests, those who opened them, and which of them sent a file; see request-tables.ts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('file_requests')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('owner_id', 'text', (column) => column.notNull().references('users.id'))
    .addColumn('token_hash', 'blob', (column) => column.notNull())
    .addColumn('sealed_token', 'blob')
    .addColumn('sealed_title', 'blob', (column) => column.notNull())
    .addColumn('sealed_note', 'blob')
    .addColumn('kek_id', 'integer', (column) => column.notNull().references('keks.id'))
    .addColumn('rev', 'integer', (column) => column.notNull())
    .addColumn('folder_id', 'text', (column) => column.references('folders.id').onDelete('set null'))
    .addColumn('password_hash', 'text')
    .addColumn('max_files', 'bigint', (column) => column.check(sql`max_files > 0`))
    .addColumn('max_file_size', 'bigint', (column) => column.check(sql`max_file_size > 0`))
    .addColumn('files', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('end_reason', 'text', (column) => column.check(sql`end_reason in ('EXPIRED', 'CLOSED')`))
    .execute();
  await db.schema.createIndex('file_requests_by_token').unique().on('file_requests').column('token_hash').execute();
  await db.schema
    .createIndex('file_requests_by_owner')
    .on('file_requests')
    .columns(['owner_id', 'created_at desc', 'id desc'])
    .execute();
  await db.schema.createIndex('file_requests_by_end').on('file_requests').columns(['ended_at', 'expires_at']).execute();
  // For whoever deletes a folder: SQLite looks for what names it.
  await db.schema.createIndex('file_requests_by_folder').on('file_requests').column('folder_id').execute();
  await db.schema.createIndex('file_requests_by_kek').on('file_requests').columns(['kek_id', 'id']).execute();

  await db.schema
    .createTable('request_senders')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('request_id', 'text', (column) => column.notNull().references('file_requests.id').onDelete('cascade'))
    .addColumn('token_hash', 'blob', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('finished_at', 'bigint')
    .addColumn('sealed_sender', 'blob')
    .addColumn('sealed_receipt', 'blob')
    .addColumn('kek_id', 'integer', (column) => column.references('keks.id'))
    .addColumn('rev', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('request_senders_by_token').unique().on('request_senders').column('token_hash').execute();
  await db.schema
    .createIndex('request_senders_by_request')
    .on('request_senders')
    .columns(['request_id', 'created_at', 'id'])
    .execute();
  await db.schema
    .createIndex('request_senders_by_end')
    .on('request_senders')
    .columns(['ended_at', 'expires_at'])
    .execute();
  await db.schema.createIndex('request_senders_by_kek').on('request_senders').columns(['kek_id', 'id']).execute();

  await db.schema
    .alterTable('files')
    .addColumn('request_sender_id', 'text', (column) => column.references('request_senders.id').onDelete('set null'))
    .execute();
  await db.schema
    .alterTable('files')
    .addColumn('hash_due', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex('files_by_sender')
    .on('files')
    .columns(['request_sender_id', 'state'])
    .where(sql.ref('request_sender_id'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('files_by_hash_due')
    .on('files')
    .columns(['state', 'id'])
    .where(sql.ref('hash_due'), '=', sql.lit(1))
    .execute();
}
