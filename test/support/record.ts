import { type Kysely, sql } from 'kysely';
import type { Database } from '../../server/catalog/tables.ts';

/** Takes away what refuses changes of the record's rows, as whoever holds the catalog's file can. */
export async function unguardRecord(catalog: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select name from sqlite_schema where type = 'trigger' and tbl_name = 'audit_events'
  `.execute(catalog);
  for (const { name } of rows) await sql`drop trigger ${sql.ref(name)}`.execute(catalog);
}
