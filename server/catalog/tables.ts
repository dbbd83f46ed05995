import type { ColumnType, Generated } from 'kysely';
import type { FileAccessTable, NoticesTable } from './access-tables.ts';
import type { AuditEventsTable } from './audit-tables.ts';
import type { FoldersTable } from './folder-tables.ts';
import type { FileRequestsTable, RequestSendersTable } from './request-tables.ts';
import type {
  GrantFilesTable,
  GrantsTable,
  ShareCodesTable,
  ShareItemsTable,
  SharePolicyTable,
  ShareSpentTable,
  SharesTable,
} from './share-tables.ts';

/**
 * The catalog's tables. Ids are lower-case uuid text unless said otherwise, times are milliseconds
 * since 1970, sizes are bytes. Columns named `sealed_*`, `wrapped*` hold ciphertext (FORMAT.md section 3).
 * An independent reader needs `seals`, `keks`, `file_keys`, `secrets`, `files` and `parts` under these names.
 */
export interface Database {
  seals: SealsTable;
  keks: KeksTable;
  secrets: SecretsTable;
  folders: FoldersTable;
  files: FilesTable;
  file_keys: FileKeysTable;
  parts: PartsTable;
  usage: UsageTable;
  users: UsersTable;
  sessions: SessionsTable;
  accounts: AccountsTable;
  verifications: VerificationsTable;
  two_factors: TwoFactorsTable;
  api_tokens: ApiTokensTable;
  password_links: PasswordLinksTable;
  shares: SharesTable;
  share_items: ShareItemsTable;
  share_spent: ShareSpentTable;
  grants: GrantsTable;
  grant_files: GrantFilesTable;
  share_codes: ShareCodesTable;
  share_policy: SharePolicyTable;
  file_access: FileAccessTable;
  notices: NoticesTable;
  file_requests: FileRequestsTable;
  request_senders: RequestSendersTable;
  audit_events: AuditEventsTable;
}

/** Written once, never changed. */
export type Fixed<T> = ColumnType<T, T, never>;

export interface SealsTable {
  id: Fixed<string>;
  mk_id: Fixed<string>;
  kind: 'passphrase';
  /** The stored bytes of this text are hashed into the wrap's context. */
  params: string;
  wrapped_mk: Buffer;
  created_at: Fixed<number>;
}

export type KekState = 'active' | 'decrypt_only' | 'destroyed';

export interface KeksTable {
  /** 1, 2, … */
  id: Fixed<number>;
  mk_id: Fixed<string>;
  wrapped: Buffer;
  state: KekState;
  created_at: Fixed<number>;
}

export interface SecretsTable {
  id: Fixed<string>;
  use: Fixed<string>;
  mk_id: Fixed<string>;
  wrapped: Buffer;
  public_key: Buffer | null;
  created_at: Fixed<number>;
}

export type FileState = 'receiving' | 'stored' | 'deleting';

export interface FilesTable {
  id: Fixed<string>;
  owner_id: string;
  /** Null in the root, and of a file in `deleting`. */
  folder_id: string | null;
  suite: Fixed<number>;
  flags: Fixed<number>;
  state: FileState;
  sealed_meta: Buffer;
  /** 0 while receiving; raised by compare-and-set. */
  meta_rev: number;
  /** Plaintext bytes made durable so far; of a stored file, its size. */
  size: number;
  /** Bytes of its objects. */
  stored_size: number;
  part_count: number;
  /** The lowest part number that was never reserved: objects 0 … next_part - 1 may exist. */
  next_part: number;
  /** Plaintext bytes that the sender announced, and that are counted from the start; null when unknown. */
  declared_size: number | null;
  /** 1 when another request may continue it; such an upload outlives its writer. */
  resumable: ColumnType<number, number | undefined, never>;
  /** Raised by whoever takes the upload over; a writer with an older fence is refused. */
  lease_fence: number;
  /** Until when the current writer is held to be alive; 0 when there is none. */
  lease_until: number;
  /** 1 when someone waits for the writer to let go. */
  lease_wanted: Generated<number>;
  created_at: Fixed<number>;
  /** Of a stored file, when it was published; while receiving, when its last byte became durable. */
  touched_at: number;
  expires_at: number | null;
  /** Who sent it into a file request; null for what its owner sent. */
  request_sender_id: ColumnType<string | null, string | null | undefined, string | null>;
  /** 1 when a receipt needs the SHA-256 of its contents and its metadata does not hold it yet. */
  hash_due: Generated<number>;
}

export interface FileKeysTable {
  file_id: Fixed<string>;
  kek_id: number;
  wrapped_dek: Buffer;
}

export interface PartsTable {
  file_id: Fixed<string>;
  part: Fixed<number>;
  /** Plaintext bytes. */
  length: Fixed<number>;
  commitment: Fixed<Buffer>;
}

/** What quotas are held against, kept in the transactions that change it. */
export interface UsageTable {
  /** A user's id, or `*` for all of them together. */
  owner_id: Fixed<string>;
  /** Sum over all files, in any state, of `declared_size` or else `size`. */
  bytes: number;
}

/**
 * The next five are better-auth's, under its adapter: booleans are 0 and 1 and moments ISO 8601 text
 * on SQLite.
 */
export interface UsersTable {
  id: Fixed<string>;
  name: string;
  email: string;
  email_verified: number;
  image: string | null;
  two_factor_enabled: number;
  role: 'ADMIN' | 'MEMBER';
  /** Milliseconds; null while the account is enabled. */
  disabled_at: number | null;
  created_at: string;
  updated_at: string;
}

export interface SessionsTable {
  id: Fixed<string>;
  user_id: Fixed<string>;
  /** better-auth stores the token itself; the cookie holds it with a signature under a key out of the vault. */
  token: string;
  expires_at: string;
  ip_address: string | null;
  user_agent: string | null;
  created_at: string;
  updated_at: string;
}

export interface AccountsTable {
  id: Fixed<string>;
  user_id: Fixed<string>;
  account_id: string;
  provider_id: string;
  /** An Argon2id hash in PHC form. */
  password: string | null;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: string | null;
  refresh_token_expires_at: string | null;
  scope: string | null;
  created_at: string;
  updated_at: string;
}

export interface VerificationsTable {
  id: Fixed<string>;
  identifier: string;
  value: string;
  expires_at: string;
  created_at: string;
  updated_at: string;
}

export interface TwoFactorsTable {
  id: Fixed<string>;
  user_id: Fixed<string>;
  secret: string;
  backup_codes: string;
  verified: number;
  /** Wrong codes in a row at sign-in, over all challenges. */
  failed_verification_count: number;
  /** ISO 8601 text; no code is looked at until then. */
  locked_until: string | null;
}

export interface ApiTokensTable {
  id: Fixed<string>;
  user_id: Fixed<string>;
  sealed_name: Buffer;
  kek_id: number;
  rev: number;
  /** SHA-256 of the token's text. */
  token_hash: Fixed<Buffer>;
  /** Scopes joined by commas. */
  scopes: Fixed<string>;
  created_at: Fixed<number>;
  expires_at: Fixed<number | null>;
  last_used_at: number | null;
}

export interface PasswordLinksTable {
  /** SHA-256 of the token in the link. */
  token_hash: Fixed<Buffer>;
  user_id: Fixed<string>;
  created_at: Fixed<number>;
  expires_at: Fixed<number>;
}
