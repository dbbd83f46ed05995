import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from './tables.ts';

/** Runs `work` in the transaction that `db` is, or else in one of its own: all of it happens or nothing. */
export function atomically<T>(db: Kysely<Database>, work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db as Transaction<Database>) : db.transaction().execute(work);
}

/**
 * Runs `work` in a transaction of its own that does not wait for the disk: what it wrote survives a killed process,
 * and a power cut once any other transaction has resolved after it (SQLite, `synchronous`: NORMAL with a journal
 * that is written ahead). For what is written all the time.
 */
export function withoutWaiting<T>(db: Kysely<Database>, work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`pragma synchronous = normal`.execute(connection);
    try {
      return await connection.transaction().execute(work);
    } finally {
      await sql`pragma synchronous = full`.execute(connection);
    }
  });
}
