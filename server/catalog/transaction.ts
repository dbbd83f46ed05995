import type { Kysely, Transaction } from 'kysely';
import type { Database } from './tables.ts';

/** Runs `work` in the transaction that `db` is, or else in one of its own: all of it happens or nothing. */
export function atomically<T>(db: Kysely<Database>, work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db as Transaction<Database>) : db.transaction().execute(work);
}
