export type CatalogErrorCode = 'FULL' | 'BUSY' | 'DUPLICATE' | 'OVER_USER_QUOTA' | 'OVER_TOTAL_QUOTA' | 'UNAVAILABLE';

/**
 * What the drivers make of their errors: FULL, no room to write; BUSY, another process held the catalog
 * for longer than the wait; DUPLICATE, a unique column holds the value already; OVER_USER_QUOTA and
 * OVER_TOTAL_QUOTA, more bytes than were allowed; UNAVAILABLE, it cannot be read or written. The statement had no effect. Faults of our own SQL stay as the driver threw them.
 */
export class CatalogError extends Error {
  override readonly name = 'CatalogError';
  readonly code: CatalogErrorCode;

  constructor(code: CatalogErrorCode, options?: ErrorOptions) {
    super(`catalog: ${code}`, options);
    this.code = code;
  }
}

const UNAVAILABLE = /^SQLITE_(IOERR|CANTOPEN|CORRUPT|NOTADB|READONLY|NOMEM|PERM|AUTH|PROTOCOL)/;

/** The CatalogError for an error of better-sqlite3, or the error itself where there is none. */
export function fromSqlite(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') return new CatalogError('FULL', { cause: error });
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return new CatalogError('BUSY', { cause: error });
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
    return new CatalogError('DUPLICATE', { cause: error });
  }
  return UNAVAILABLE.test(code) ? new CatalogError('UNAVAILABLE', { cause: error }) : error;
}
