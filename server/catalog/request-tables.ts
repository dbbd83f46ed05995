import type { ColumnType } from 'kysely';

/** Written once, never changed. */
type Fixed<T> = ColumnType<T, T, never>;

export type RequestEnd = 'EXPIRED' | 'CLOSED';

/** Links by which people without an account send files. Sealed columns: record kinds `request-token`, `-title`, `-note`. */
export interface FileRequestsTable {
  id: Fixed<string>;
  owner_id: Fixed<string>;
  /** SHA-256 of the token in the link. */
  token_hash: Fixed<Buffer>;
  /** The token; null once the request has ended. */
  sealed_token: Buffer | null;
  sealed_title: Buffer;
  /** Null for none, and once the request has ended. */
  sealed_note: Buffer | null;
  kek_id: number;
  rev: number;
  /** The owner's folder that files come into; null for the root. */
  folder_id: string | null;
  /** An Argon2id hash in PHC form; null for none, and once the request has ended. */
  password_hash: string | null;
  /** Most files in all, those under way included; null for any number. */
  max_files: Fixed<number | null>;
  /** Bytes; null for the server's limit. */
  max_file_size: Fixed<number | null>;
  /** Files that were stored through it, also where they have been deleted since. */
  files: number;
  /** 1 when its owner is told by mail of what comes. */
  notify: Fixed<number>;
  created_at: Fixed<number>;
  expires_at: Fixed<number | null>;
  /** Written once, so that no clock that is set back revives it. */
  ended_at: number | null;
  end_reason: RequestEnd | null;
}

/** One opening of a request. Sealed columns: record kinds `sender-name` and `sender-receipt`. */
export interface RequestSendersTable {
  id: Fixed<string>;
  request_id: Fixed<string>;
  /** SHA-256 of the upload token's text. */
  token_hash: Fixed<Buffer>;
  created_at: Fixed<number>;
  /** When the upload token ends by itself. */
  expires_at: Fixed<number>;
  /** When nothing could be sent any more; null while it can. */
  ended_at: number | null;
  /** When the sender said that all is sent. */
  finished_at: number | null;
  /** JSON of the name and the address that the sender gave; null until finished. */
  sealed_sender: Buffer | null;
  /** JSON of what the receipt says; null until finished. */
  sealed_receipt: Buffer | null;
  /** Null until finished. */
  kek_id: number | null;
  rev: number;
}
