import { createPublicKey, sign, verify } from 'node:crypto';
import { privateKeyOf } from '../crypto/ed25519.ts';
import type { Rooms } from './rooms.ts';

/** What a receipt says. */
export interface ReceiptFacts {
  /** When all was said to be sent; ISO 8601, as the other times. */
  finishedAt: string;
  files: ReceiptFile[];
  /** Who received it, as people call them. */
  owner: string;
  /** The sender's id: one receipt each. */
  receipt: string;
  /** What the sender called themselves; nobody has proved it. */
  sender: { email: string | null; name: string | null };
  /** The server's public URL. */
  server: string;
  /** What was asked for. */
  title: string;
}

export interface ReceiptFile {
  id: string;
  name: string;
  receivedAt: string;
  /** Hex; null where the owner deleted the file before it was hashed. */
  sha256: string | null;
  /** Bytes. */
  size: number;
}

const TYPE = 'strongroom-receipt';
/** Parts receipts from everything else that a key could ever sign. */
const LABEL = 'strongroom/receipt/v1\0';
/** SubjectPublicKeyInfo (RFC 8410 section 4) up to the key. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * The receipt as it is kept: one line of canonical JSON (RFC 8785) with `type`, `v`, `publicKey` and `signature`
 * (base64url) beside the facts. The signature is Ed25519 (RFC 8032) by the vault's secret `receipt-signing` over the
 * bytes `strongroom/receipt/v1` ‖ 00 ‖ the same canonical JSON without the member `signature`. It is the same text
 * whenever it is made.
 */
export function signReceipt({ vault }: Pick<Rooms, 'vault'>, facts: ReceiptFacts): string {
  const seed = vault.keyring.secret('receipt-signing');
  const publicKey = vault.keyring.publicKeys('receipt-signing')[0]?.toString('base64url');
  const unsigned = { ...facts, publicKey, type: TYPE, v: 1 };
  const signature = sign(null, signedBytes(unsigned), privateKeyOf(seed)).toString('base64url');
  return canonical({ ...unsigned, signature });
}

/** Whether this server signed the text, byte for byte, with a key that it has or had. Never throws. */
export function isOurReceipt({ vault }: Pick<Rooms, 'vault'>, text: string): boolean {
  try {
    const { signature, ...unsigned } = JSON.parse(text) as Record<string, unknown>;
    const { publicKey, type, v } = unsigned;
    if (typeof signature !== 'string' || type !== TYPE || v !== 1) return false;
    // A text that says the same in other bytes, or a key or signature with spare bits, is not what we gave.
    if (canonical({ ...unsigned, signature }) !== text) return false;
    const key = vault.keyring.publicKeys('receipt-signing').find((known) => known.toString('base64url') === publicKey);
    const raw = Buffer.from(signature, 'base64url');
    if (!key || raw.toString('base64url') !== signature) return false;
    const der = createPublicKey({ key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' });
    return verify(null, signedBytes(unsigned), der, raw);
  } catch {
    return false;
  }
}

/** Raw Ed25519 keys in base64url, the one in use first. */
export function receiptPublicKeys({ vault }: Pick<Rooms, 'vault'>): string[] {
  return vault.keyring.publicKeys('receipt-signing').map((key) => key.toString('base64url'));
}

const signedBytes = (unsigned: object) => Buffer.from(LABEL + canonical(unsigned), 'utf8');

/** JSON with the members of every object in the order of their names and no white space (RFC 8785). */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
