import type { Fixed } from './tables.ts';

export type ShareEnd = 'EXPIRED' | 'USED_UP' | 'REVOKED';
export type ShareItemKind = 'file' | 'folder';

/** A link. Of an ended one id, owner, token hash, end and reason stay for a while; the rest is cleared. */
export interface SharesTable {
  id: Fixed<string>;
  owner_id: Fixed<string>;
  /** SHA-256 of the token in the link. */
  token_hash: Fixed<Buffer>;
  /** Under record kinds `share-token`, `share-label`, `share-recipients` (JSON); null where there is none. */
  sealed_token: Buffer | null;
  sealed_label: Buffer | null;
  sealed_recipients: Buffer | null;
  kek_id: number;
  /** Of all three texts; raised by compare-and-set. */
  rev: number;
  /** An Argon2id hash in PHC form. */
  password_hash: string | null;
  require_code: number;
  notify: number;
  /** How often each file may be downloaded; null for any number. */
  max_downloads: number | null;
  created_at: Fixed<number>;
  expires_at: number | null;
  ended_at: number | null;
  end_reason: ShareEnd | null;
}

/** What a link names. No reference: a file that is deleted is left out, and the rest still opens. */
export interface ShareItemsTable {
  share_id: Fixed<string>;
  kind: Fixed<ShareItemKind>;
  item_id: Fixed<string>;
}

/** Allowances taken of each file. */
export interface ShareSpentTable {
  share_id: Fixed<string>;
  file_id: Fixed<string>;
  spent: number;
}

/** An opened link: one visitor's, for a day. */
export interface GrantsTable {
  id: Fixed<string>;
  share_id: Fixed<string>;
  /** SHA-256 of the visitor's cookie. */
  visitor_hash: Fixed<Buffer>;
  /** Which recipient proved by a code to be there: as in `share_codes`; null where no code was asked for. */
  recipient_hash: Fixed<Buffer | null>;
  address: Fixed<string>;
  created_at: Fixed<number>;
  expires_at: Fixed<number>;
}

/** An allowance that a grant has taken of one file. */
export interface GrantFilesTable {
  grant_id: Fixed<string>;
  file_id: Fixed<string>;
  /** Bytes that it may deliver in all. */
  allowed: Fixed<number>;
  /** Bytes of these that are neither delivered nor reserved by a running answer. */
  left_bytes: number;
  /** When its first byte left; null before. */
  spent_at: number | null;
}

export interface ShareCodesTable {
  share_id: Fixed<string>;
  /** HMAC of the recipient's address under a key out of the vault. */
  recipient_hash: Fixed<Buffer>;
  /** HMAC of the six digits, likewise. */
  code_hash: Buffer;
  tries_left: number;
  expires_at: number;
}

/** One row: what every new link must keep to. */
export interface SharePolicyTable {
  id: Fixed<number>;
  max_days: number | null;
  require_password: number;
  require_expiry: number;
}
