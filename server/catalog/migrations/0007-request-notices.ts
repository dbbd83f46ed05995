import type { Kysely } from 'kysely';

/** Whether a request's owner is told by mail. Those of before were always told. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('file_requests')
    .addColumn('notify', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
}
