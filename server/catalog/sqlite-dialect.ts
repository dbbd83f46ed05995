import type { Database as SqliteHandle, Statement } from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import { fromSqlite } from './catalog-error.ts';
import type { JournalSync } from './journal-sync.ts';

/**
 * Kysely's SQLite dialect, with transactions that take the write lock at their start (a plain `begin`
 * takes it at the first write and may then fail half-way), migrations inside a transaction, and errors
 * translated to CatalogError. What wrote resolves when the journal is on the disk; others have the connection meanwhile.
 */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #handle: SqliteHandle;
  readonly #journal: JournalSync;

  constructor(handle: SqliteHandle, journal: JournalSync) {
    super({ database: handle });
    this.#handle = handle;
    this.#journal = journal;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#handle, this.#journal);
  }

  override createAdapter(): DialectAdapter {
    return new TransactionalAdapter();
  }
}

/** Statements that are kept ready; the same few are run over and over. */
const STATEMENTS = 500;

/** The catalog with its statements prepared once each rather than at every run. */
function withStatements(handle: SqliteHandle): SqliteDatabase {
  const kept = new Map<string, Statement>();
  return {
    close: () => handle.close(),
    prepare(sql) {
      const known = kept.get(sql);
      // One whose rows are being read cannot be run a second time.
      if (known && !known.busy) return known;
      const statement = handle.prepare(sql);
      // A pragma may do its work while it is prepared.
      if (/^\s*pragma/i.test(sql)) return statement;
      if (kept.size >= STATEMENTS) kept.clear();
      kept.set(sql, statement);
      return statement;
    },
  };
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #handle: SqliteHandle;
  readonly #journal: JournalSync;

  constructor(handle: SqliteHandle, journal: JournalSync) {
    super({ database: withStatements(handle) });
    this.#handle = handle;
    this.#journal = journal;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new TranslatingConnection(await super.acquireConnection());
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // SQLite rolls back by itself when the disk is full; a second rollback would hide that error.
    if (this.#handle.inTransaction) await super.rollbackTransaction(connection);
  }

  override async releaseConnection(connection?: DatabaseConnection): Promise<void> {
    await super.releaseConnection();
    if (connection instanceof TranslatingConnection && connection.wrote) await this.#journal.settle();
  }

  override async destroy(): Promise<void> {
    await this.#journal.close();
    await super.destroy();
  }
}

/** Statements that leave nothing in the journal; what a transaction writes is written by its others. */
const READS = /^\s*(select|pragma|begin|commit|rollback|savepoint|release)\b/i;

class TranslatingConnection implements DatabaseConnection {
  /** Whether something may have been written by it. */
  wrote = false;
  readonly #connection: DatabaseConnection;

  constructor(connection: DatabaseConnection) {
    this.#connection = connection;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const result = await this.#connection.executeQuery<R>(query);
      this.wrote ||= !READS.test(query.sql);
      return result;
    } catch (error) {
      throw fromSqlite(error);
    }
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    try {
      yield* this.#connection.streamQuery<R>(query, chunkSize);
    } catch (error) {
      throw fromSqlite(error);
    }
  }
}
