import type { ColumnType } from 'kysely';

/** Written once, never changed. */
type Fixed<T> = ColumnType<T, T, never>;

export interface FoldersTable {
  id: Fixed<string>;
  owner_id: string;
  /** Null in the root. */
  parent_id: string | null;
  /** The name under record kind `folder-name`. */
  sealed_name: Buffer;
  kek_id: number;
  /** Raised by compare-and-set whenever the name is sealed anew. */
  rev: number;
  created_at: Fixed<number>;
}
