import { chmod, open } from 'node:fs/promises';
import { Kysely } from 'kysely';
import { CatalogError, fromSqlite } from './catalog-error.ts';
import { truncateJournal } from './journal.ts';
import { JournalSync } from './journal-sync.ts';
import { ImmediateSqliteDialect } from './sqlite-dialect.ts';
import type { Database } from './tables.ts';

export interface Catalog {
  db: Kysely<Database>;
  /** Waits for running queries, empties the journal, and releases the file. */
  close(): Promise<void>;
}

/** Milliseconds that a statement waits, blocking the process, for another process to finish its write. */
const BUSY_TIMEOUT = 5_000;

/**
 * Opens the catalog in `file`, whose folder must exist; makes an empty one (mode 0600) where there is none.
 * Run `migrate` before the first query. What a transaction wrote survives a power cut once it has resolved; others may
 * read it a moment earlier.
 * There is one connection: inside `db.transaction()` use only the `trx` it hands out, or wait for ever.
 * @throws CatalogError UNAVAILABLE when the file cannot be opened or is no catalog, BUSY when it is locked
 */
export async function openSqlite(file: string): Promise<Catalog> {
  const { default: Sqlite } = await import('better-sqlite3');
  try {
    // SQLite gives its journal the mode of the main file, so that must be right before it is opened.
    await (await open(file, 'a', 0o600)).close();
    await chmod(file, 0o600);
    const handle = new Sqlite(file, { timeout: BUSY_TIMEOUT });
    try {
      handle.pragma('journal_mode = WAL');
      // Its journal is made durable beside the main thread.
      handle.pragma('synchronous = NORMAL');
      handle.pragma('foreign_keys = ON');
      handle.pragma('secure_delete = ON');
      handle.pragma('temp_store = MEMORY');
    } catch (error) {
      handle.close();
      throw error;
    }
    const db = new Kysely<Database>({ dialect: new ImmediateSqliteDialect(handle, new JournalSync(`${file}-wal`)) });
    return {
      db,
      async close() {
        try {
          await truncateJournal(db);
        } finally {
          await db.destroy();
        }
      },
    };
  } catch (error) {
    const known = fromSqlite(error);
    throw known instanceof CatalogError ? known : new CatalogError('UNAVAILABLE', { cause: error });
  }
}
