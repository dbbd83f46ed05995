import { type Kysely, sql } from 'kysely';

/** Links, what was spent of them, grants, codes, and what links must keep to; see share-tables.ts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await shares(db);
  await grants(db);
  await codesAndPolicy(db);
}

async function shares(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('shares')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('owner_id', 'text', (column) => column.notNull().references('users.id'))
    .addColumn('token_hash', 'blob', (column) => column.notNull().unique().check(sql`length(token_hash) = 32`))
    .addColumn('sealed_token', 'blob')
    .addColumn('sealed_label', 'blob')
    .addColumn('sealed_recipients', 'blob')
    .addColumn('kek_id', 'integer', (column) => column.notNull().references('keks.id'))
    .addColumn('rev', 'bigint', (column) => column.notNull().check(sql`rev between 1 and 4294967295`))
    .addColumn('password_hash', 'text')
    .addColumn('require_code', 'integer', (column) => column.notNull().check(sql`require_code in (0, 1)`))
    .addColumn('notify', 'integer', (column) => column.notNull().check(sql`notify in (0, 1)`))
    .addColumn('max_downloads', 'bigint', (column) => column.check(sql`max_downloads > 0`))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('end_reason', 'text', (column) => column.check(sql`end_reason in ('EXPIRED', 'USED_UP', 'REVOKED')`))
    .addCheckConstraint('shares_end', sql`(ended_at is null) = (end_reason is null)`)
    .execute();
  await db.schema
    .createIndex('shares_by_owner')
    .on('shares')
    .columns(['owner_id', 'created_at desc', 'id desc'])
    .execute();
  await db.schema.createIndex('shares_by_end').on('shares').columns(['ended_at', 'expires_at']).execute();
  await db.schema.createIndex('shares_by_kek').on('shares').columns(['kek_id', 'id']).execute();

  await db.schema
    .createTable('share_items')
    .addColumn('share_id', 'text', (column) => column.notNull().references('shares.id').onDelete('cascade'))
    .addColumn('kind', 'text', (column) => column.notNull().check(sql`kind in ('file', 'folder')`))
    .addColumn('item_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('share_items_key', ['share_id', 'kind', 'item_id'])
    .execute();
  await db.schema.createIndex('share_items_by_item').on('share_items').columns(['item_id', 'kind']).execute();

  await db.schema
    .createTable('share_spent')
    .addColumn('share_id', 'text', (column) => column.notNull().references('shares.id').onDelete('cascade'))
    .addColumn('file_id', 'text', (column) => column.notNull())
    .addColumn('spent', 'bigint', (column) => column.notNull().check(sql`spent >= 0`))
    .addPrimaryKeyConstraint('share_spent_key', ['share_id', 'file_id'])
    .execute();
}

async function grants(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('grants')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('share_id', 'text', (column) => column.notNull().references('shares.id').onDelete('cascade'))
    .addColumn('visitor_hash', 'blob', (column) => column.notNull().check(sql`length(visitor_hash) = 32`))
    .addColumn('recipient_hash', 'blob')
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('grants_by_visitor').on('grants').columns(['share_id', 'visitor_hash']).execute();
  await db.schema.createIndex('grants_by_expiry').on('grants').columns(['expires_at']).execute();

  await db.schema
    .createTable('grant_files')
    .addColumn('grant_id', 'text', (column) => column.notNull().references('grants.id').onDelete('cascade'))
    .addColumn('file_id', 'text', (column) => column.notNull())
    .addColumn('allowed', 'bigint', (column) => column.notNull())
    .addColumn('left_bytes', 'bigint', (column) => column.notNull().check(sql`left_bytes between 0 and allowed`))
    .addColumn('spent_at', 'bigint')
    .addPrimaryKeyConstraint('grant_files_key', ['grant_id', 'file_id'])
    .execute();
}

async function codesAndPolicy(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('share_codes')
    .addColumn('share_id', 'text', (column) => column.notNull().references('shares.id').onDelete('cascade'))
    .addColumn('recipient_hash', 'blob', (column) => column.notNull())
    .addColumn('code_hash', 'blob', (column) => column.notNull())
    .addColumn('tries_left', 'integer', (column) => column.notNull().check(sql`tries_left >= 0`))
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('share_codes_key', ['share_id', 'recipient_hash'])
    .execute();
  await db.schema.createIndex('share_codes_by_expiry').on('share_codes').columns(['expires_at']).execute();

  await db.schema
    .createTable('share_policy')
    .addColumn('id', 'integer', (column) => column.primaryKey().notNull().check(sql`id = 1`))
    .addColumn('max_days', 'integer', (column) => column.check(sql`max_days > 0`))
    .addColumn('require_password', 'integer', (column) => column.notNull())
    .addColumn('require_expiry', 'integer', (column) => column.notNull())
    .execute();
}
