import { type Kysely, sql } from 'kysely';

/** The record (audit-tables.ts). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit_events')
    .addColumn('seq', 'integer', (column) => column.primaryKey().notNull().check(sql`seq > 0`))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('actor_kind', 'text', (column) => column.notNull())
    .addColumn('actor_id', 'text')
    .addColumn('actor_user_id', 'text')
    .addColumn('owner_id', 'text')
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('file_id', 'text')
    .addColumn('folder_id', 'text')
    .addColumn('share_id', 'text')
    .addColumn('grant_id', 'text')
    .addColumn('request_id', 'text')
    .addColumn('user_id', 'text')
    .addColumn('bytes', 'bigint')
    .addColumn('complete', 'integer')
    .addColumn('names_digest', 'blob')
    .addColumn('sealed_names', 'blob')
    .addColumn('kek_id', 'integer', (column) => column.references('keks.id'))
    .addColumn('rev', 'integer')
    .addColumn('prev_hash', 'blob', (column) => column.notNull())
    .addColumn('hash', 'blob', (column) => column.notNull())
    .addColumn('signature', 'blob')
    .execute();

  for (const column of ['owner_id', 'file_id', 'share_id', 'actor_user_id'] as const) {
    await db.schema
      .createIndex(`audit_events_by_${column.replace('_id', '')}`)
      .on('audit_events')
      .columns([column, 'seq'])
      .where(sql.ref(column), 'is not', null)
      .execute();
  }
  await db.schema
    .createIndex('audit_events_named')
    .on('audit_events')
    .columns(['file_id', 'seq'])
    .where(sql.ref('sealed_names'), 'is not', null)
    .execute();
  await db.schema.createIndex('audit_events_by_action').on('audit_events').columns(['action', 'seq']).execute();
  await db.schema.createIndex('audit_events_by_time').on('audit_events').columns(['at', 'seq']).execute();
  await db.schema
    .createIndex('audit_events_by_kek')
    .on('audit_events')
    .columns(['kek_id', 'seq'])
    .where(sql.ref('kek_id'), 'is not', null)
    .execute();
  await db.schema
    .createIndex('audit_events_unsigned')
    .on('audit_events')
    .column('seq')
    .where(sql.ref('signature'), 'is', null)
    .execute();
}
