import { type Kysely, sql } from 'kysely';

/** All tables of the first version; see tables.ts for what each column holds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await vault(db);
  await accounts(db);
  await files(db);
}

async function vault(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('seals')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('mk_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull().check(sql`kind in ('passphrase', 'pkcs11')`))
    .addColumn('params', 'text', (column) => column.notNull())
    .addColumn('wrapped_mk', 'blob', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('keks')
    .addColumn('id', 'integer', (column) => column.primaryKey().notNull().check(sql`id > 0`))
    .addColumn('mk_id', 'text', (column) => column.notNull())
    .addColumn('wrapped', 'blob', (column) => column.notNull())
    .addColumn('state', 'text', (column) =>
      column.notNull().check(sql`state in ('active', 'decrypt_only', 'destroyed')`),
    )
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('keks_one_active')
    .unique()
    .on('keks')
    .column('state')
    .where(sql.ref('state'), '=', sql.lit('active'))
    .execute();

  await db.schema
    .createTable('secrets')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('use', 'text', (column) => column.notNull())
    .addColumn('mk_id', 'text', (column) => column.notNull())
    .addColumn('wrapped', 'blob', (column) => column.notNull())
    .addColumn('public_key', 'blob')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function accounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('users')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('email_verified', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('image', 'text')
    .addColumn('two_factor_enabled', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('role', 'text', (column) => column.notNull().check(sql`role in ('ADMIN', 'MEMBER')`))
    .addColumn('disabled_at', 'bigint')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('users_by_email').unique().on('users').column('email').execute();
  await db.schema.createIndex('users_by_age').on('users').columns(['created_at', 'id']).execute();

  await db.schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('token', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('ip_address', 'text')
    .addColumn('user_agent', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sessions_by_token').unique().on('sessions').column('token').execute();
  await db.schema.createIndex('sessions_by_user').on('sessions').column('user_id').execute();
  await db.schema.createIndex('sessions_by_expiry').on('sessions').column('expires_at').execute();

  await db.schema
    .createTable('accounts')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('account_id', 'text', (column) => column.notNull())
    .addColumn('provider_id', 'text', (column) => column.notNull())
    .addColumn('password', 'text')
    .addColumn('access_token', 'text')
    .addColumn('refresh_token', 'text')
    .addColumn('id_token', 'text')
    .addColumn('access_token_expires_at', 'text')
    .addColumn('refresh_token_expires_at', 'text')
    .addColumn('scope', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('accounts_by_provider')
    .unique()
    .on('accounts')
    .columns(['provider_id', 'account_id'])
    .execute();
  await db.schema.createIndex('accounts_by_user').on('accounts').column('user_id').execute();

  await db.schema
    .createTable('verifications')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('identifier', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('verifications_by_identifier').on('verifications').column('identifier').execute();
  await db.schema.createIndex('verifications_by_expiry').on('verifications').column('expires_at').execute();

  await db.schema
    .createTable('two_factors')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('backup_codes', 'text', (column) => column.notNull())
    .addColumn('verified', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('failed_verification_count', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('locked_until', 'text')
    .execute();
  await db.schema.createIndex('two_factors_by_user').on('two_factors').column('user_id').execute();

  await db.schema
    .createTable('api_tokens')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('sealed_name', 'blob', (column) => column.notNull())
    .addColumn('kek_id', 'integer', (column) => column.notNull().references('keks.id'))
    .addColumn('rev', 'integer', (column) => column.notNull())
    .addColumn('token_hash', 'blob', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('last_used_at', 'bigint')
    .execute();
  await db.schema.createIndex('api_tokens_by_hash').unique().on('api_tokens').column('token_hash').execute();
  await db.schema.createIndex('api_tokens_by_user').on('api_tokens').columns(['user_id', 'created_at']).execute();
  await db.schema.createIndex('api_tokens_by_kek').on('api_tokens').columns(['kek_id', 'id']).execute();

  await db.schema
    .createTable('password_links')
    .addColumn('token_hash', 'blob', (column) => column.primaryKey().notNull())
    .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('password_links_by_user').on('password_links').column('user_id').execute();
  await db.schema.createIndex('password_links_by_expiry').on('password_links').column('expires_at').execute();
}

async function files(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('files')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('owner_id', 'text', (column) => column.notNull().references('users.id'))
    .addColumn('suite', 'integer', (column) => column.notNull().check(sql`suite in (1, 2)`))
    .addColumn('flags', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull().check(sql`state in ('receiving', 'stored', 'deleting')`))
    .addColumn('sealed_meta', 'blob', (column) => column.notNull())
    .addColumn('meta_rev', 'bigint', (column) => column.notNull().check(sql`meta_rev between 0 and 4294967295`))
    .addColumn('size', 'bigint', (column) => column.notNull().check(sql`size >= 0`))
    .addColumn('stored_size', 'bigint', (column) => column.notNull().check(sql`stored_size >= 0`))
    .addColumn('part_count', 'bigint', (column) => column.notNull().check(sql`part_count >= 0`))
    .addColumn('next_part', 'bigint', (column) => column.notNull().check(sql`next_part between 0 and 4294967296`))
    .addColumn('declared_size', 'bigint', (column) => column.check(sql`declared_size >= 0`))
    .addColumn('resumable', 'integer', (column) => column.notNull().defaultTo(0).check(sql`resumable in (0, 1)`))
    .addColumn('lease_fence', 'bigint', (column) => column.notNull())
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .addColumn('lease_wanted', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('touched_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('files_by_owner')
    .on('files')
    .columns(['owner_id', 'state', 'created_at desc', 'id desc', 'expires_at'])
    .execute();
  await db.schema.createIndex('files_by_state').on('files').columns(['state', 'id']).execute();
  await db.schema.createIndex('files_by_expiry').on('files').columns(['state', 'expires_at']).execute();
  await db.schema.createIndex('files_by_touch').on('files').columns(['state', 'touched_at']).execute();

  // No cascade: the key must be destroyed before its file's row can go.
  await db.schema
    .createTable('file_keys')
    .addColumn('file_id', 'text', (column) => column.primaryKey().notNull().references('files.id'))
    .addColumn('kek_id', 'integer', (column) => column.notNull().references('keks.id'))
    .addColumn('wrapped_dek', 'blob', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('file_keys_by_kek').on('file_keys').columns(['kek_id', 'file_id']).execute();

  await db.schema
    .createTable('parts')
    .addColumn('file_id', 'text', (column) => column.notNull().references('files.id').onDelete('cascade'))
    .addColumn('part', 'bigint', (column) => column.notNull().check(sql`part between 0 and 4294967295`))
    .addColumn('length', 'bigint', (column) => column.notNull().check(sql`length >= 0`))
    .addColumn('commitment', 'blob', (column) => column.notNull().check(sql`length(commitment) = 32`))
    .addPrimaryKeyConstraint('parts_key', ['file_id', 'part'])
    .execute();

  // No reference to users: one row counts all of them together.
  await db.schema
    .createTable('usage')
    .addColumn('owner_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull().check(sql`bytes >= 0`))
    .execute();
}
