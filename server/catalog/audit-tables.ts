import type { ColumnType } from 'kysely';

/** Written once, never changed. */
type Fixed<T> = ColumnType<T, T, never>;

/**
 * The record: rows are only ever added. No column refers to another table but `kek_id`, so that nothing that goes
 * takes its events along. What is hashed, and how, is in server/domain/RECORD.md.
 */
export interface AuditEventsTable {
  /** 1, 2, … without gaps. */
  seq: Fixed<number>;
  id: Fixed<string>;
  at: Fixed<number>;
  /** Noun and verb, `file.uploaded` for example. */
  action: Fixed<string>;
  actor_kind: Fixed<string>;
  actor_id: Fixed<string | null>;
  /** The account behind the actor. */
  actor_user_id: Fixed<string | null>;
  /** The account that may see it; null: administrators alone. */
  owner_id: Fixed<string | null>;
  /** The caller's; empty where there is none. */
  address: Fixed<string>;
  file_id: Fixed<string | null>;
  folder_id: Fixed<string | null>;
  share_id: Fixed<string | null>;
  grant_id: Fixed<string | null>;
  request_id: Fixed<string | null>;
  /** The account that it was done to. */
  user_id: Fixed<string | null>;
  bytes: Fixed<number | null>;
  /** 0 or 1. */
  complete: Fixed<number | null>;
  /** SHA-256 over a salt and the names; null without names. */
  names_digest: Fixed<Buffer | null>;
  /** Salt and names under record kind `audit-names`; sealed anew by a rotation, so not hashed: their digest is. */
  sealed_names: Buffer | null;
  kek_id: number | null;
  rev: number | null;
  prev_hash: Fixed<Buffer>;
  hash: Fixed<Buffer>;
  /** Ed25519; null until the vault is open. */
  signature: Buffer | null;
}
