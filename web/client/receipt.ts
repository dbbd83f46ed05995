import type { Client } from '@urql/core';
import { graphql } from './generated/gql.ts';
import { query } from './requests.ts';

/** The keys that the server's receipts are signed by; anyone may ask. */
export const ReceiptPublicKeysDocument = graphql(`
  query ReceiptPublicKeys {
    receiptPublicKeys
  }
`);

/** Whether the server signed a receipt; anyone may ask. */
export const VerifyReceiptDocument = graphql(`
  query VerifyReceipt($signed: String!) {
    verifyReceipt(signed: $signed)
  }
`);

/** What a receipt says. Times are ISO 8601, sizes bytes, hashes SHA-256 in hex. */
export interface SignedReceipt {
  type: 'strongroom-receipt';
  v: 1;
  receipt: string;
  server: string;
  title: string;
  owner: string;
  sender: { name: string | null; email: string | null };
  finishedAt: string;
  files: { id: string; name: string; size: number; receivedAt: string; sha256: string | null }[];
  /** Raw Ed25519 key in base64url. */
  publicKey: string;
  signature: string;
}

const LABEL = 'strongroom/receipt/v1\0';

/** What the text says, if it has the form of a receipt; nothing is verified by that. */
export function parseReceipt(text: string): SignedReceipt | null {
  try {
    const receipt = JSON.parse(text) as SignedReceipt;
    const whole = receipt.type === 'strongroom-receipt' && receipt.v === 1 && Array.isArray(receipt.files);
    return whole && typeof receipt.signature === 'string' && typeof receipt.publicKey === 'string' ? receipt : null;
  } catch {
    return null;
  }
}

/**
 * Whether a receipt is byte for byte what one of these keys signed. Asks nobody: whoever has the server's keys from
 * before can prove a receipt without the server. Needs Ed25519 in WebCrypto (Node 20, browsers of 2025, by https).
 * @throws DOMException NotSupportedError, or TypeError, where there is none
 */
export async function isGenuineReceipt(text: string, publicKeys: readonly string[]): Promise<boolean> {
  const receipt = parseReceipt(text);
  if (!receipt || !publicKeys.includes(receipt.publicKey)) return false;
  // The same facts in other bytes are not what was signed.
  if (canonical(receipt) !== text) return false;
  const { signature, ...unsigned } = receipt;
  const raw = bytesOf(signature);
  if (!raw || base64url(raw) !== signature) return false;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: receipt.publicKey };
  const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, raw, new TextEncoder().encode(LABEL + canonical(unsigned)));
}

/** As `isGenuineReceipt` with the server's keys; where WebCrypto has no Ed25519 the server looks itself. */
export async function verifyReceipt(urql: Client, text: string): Promise<boolean> {
  const { receiptPublicKeys } = await query(urql, ReceiptPublicKeysDocument, {});
  try {
    return await isGenuineReceipt(text, receiptPublicKeys);
  } catch {
    return (await query(urql, VerifyReceiptDocument, { signed: text })).verifyReceipt;
  }
}

/** JSON with the members of every object in the order of their names and no white space (RFC 8785). */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
