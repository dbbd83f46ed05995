import { randomBytes, randomUUID } from 'node:crypto';
import { secretContext } from '../crypto/contexts.ts';
import { publicKeyOf } from '../crypto/ed25519.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { unwrap, wrap } from '../crypto/wrap.ts';
import type { SecretRow } from './rows.ts';

/** Whether a use is a key pair (its secret is an Ed25519 seed) or a symmetric key. */
const KEY_PAIR = {
  'session-signing': false,
  'link-signing': false,
  'audit-signing': true,
  'receipt-signing': true,
} as const;

/** What a long-lived secret is for. */
export type SecretUse = keyof typeof KEY_PAIR;

export const SECRET_USES = Object.keys(KEY_PAIR) as SecretUse[];

export interface OpenSecret {
  use: SecretUse;
  createdAt: number;
  /** 32 bytes. */
  secret: Buffer;
  publicKey: Buffer | null;
}

/** A fresh secret, and the row to keep it by. */
export function createSecret(use: SecretUse, mk: Buffer, mkId: string, createdAt: number): [SecretRow, OpenSecret] {
  const id = randomUUID();
  const secret = randomBytes(32);
  const publicKey = KEY_PAIR[use] ? publicKeyOf(secret) : null;
  const wrapped = wrap(mk, secretContext(use, id), secret);
  return [
    { id, use, mkId, wrapped, publicKey, createdAt },
    { use, createdAt, secret, publicKey },
  ];
}

/**
 * Opens a row, or gives null for a use that this version does not know.
 * @throws IntegrityError when it is not what was sealed; the public key is held against the secret too
 */
export function openSecret(row: SecretRow, mk: Buffer): OpenSecret | null {
  const use = SECRET_USES.find((known) => known === row.use);
  if (use === undefined) return null;
  const secret = unwrap(mk, secretContext(use, row.id), row.wrapped);
  const publicKey = KEY_PAIR[use] ? publicKeyOf(secret) : null;
  const same = publicKey === null ? row.publicKey === null : row.publicKey !== null && publicKey.equals(row.publicKey);
  if (!same) {
    secret.fill(0);
    throw new IntegrityError('key');
  }
  return { use, createdAt: row.createdAt, secret, publicKey };
}
