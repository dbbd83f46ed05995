/** Rows of `seals`, `keks` and `secrets` as the domain reads and writes them; times in milliseconds since 1970. */

export interface SealRow {
  id: string;
  mkId: string;
  kind: 'passphrase';
  params: string;
  wrappedMk: Buffer;
  createdAt: number;
}

/** A KEK that no one uses yet. */
export interface NewKek {
  /** 1, 2, … */
  id: number;
  mkId: string;
  wrapped: Buffer;
}

export interface KekRow extends NewKek {
  state: 'active' | 'decrypt_only' | 'destroyed';
  createdAt: number;
}

export interface SecretRow {
  id: string;
  use: string;
  mkId: string;
  wrapped: Buffer;
  /** Raw Ed25519 key of a signing use, else null. */
  publicKey: Buffer | null;
  createdAt: number;
}

/** All that opens a vault. */
export interface VaultRows {
  seal: SealRow;
  keks: readonly KekRow[];
  secrets: readonly SecretRow[];
}
