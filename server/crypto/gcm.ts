import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import { release } from '../memory/release.ts';
import { expand } from './hkdf.ts';
import { IntegrityError } from './integrity.ts';
import type { Suite } from './suites.ts';

const LABEL = Buffer.from('c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0', 'ascii');
const TAG = 16;
/** Without it Node takes tags of 4, 8 or 12 bytes too. */
const OPTIONS = { authTagLength: TAG };

interface GcmKeys {
  key: KeyObject;
  /** 12 bytes. */
  baseNonce: Uint8Array;
}

/** Suite 1: Cobblestone-256 (c2sp.org/chunked-encryption), AES-256-GCM with counter nonces. */
export const gcmSuite: Suite<GcmKeys> = {
  id: 1,
  deriveKeys(key, salt, context) {
    const okm = expand(key, Buffer.concat([LABEL, salt, context]), 76);
    const commitment = Buffer.from(okm.subarray(44, 76));
    const keys = { key: createSecretKey(okm.subarray(0, 32)), baseNonce: new Uint8Array(okm.subarray(32, 44)) };
    okm.fill(0);
    return { commitment, keys };
  },
  seal({ key, baseNonce }, index, place, length) {
    sealGcm(key, segmentNonce(baseNonce, index), place, length);
  },
  open({ key, baseNonce }, index, sealed) {
    return openGcm(key, segmentNonce(baseNonce, index), sealed);
  },
};

/** Seals the first `length` bytes of `place` where they are, and writes the tag behind them. */
export function sealGcm(key: KeyObject, nonce: Buffer, place: Buffer, length: number): void {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, OPTIONS);
  const text = cipher.update(place.subarray(0, length));
  place.set(text, 0);
  release(text);
  cipher.final();
  place.set(cipher.getAuthTag(), length);
}

/** Opens `text ‖ tag`; nothing of what `update` gives leaves before `final` has agreed. */
export function openGcm(key: KeyObject, nonce: Buffer, sealed: Buffer): Buffer {
  const end = sealed.length - TAG;
  if (end < 0) throw new IntegrityError('size');
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, OPTIONS);
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(0, end));
  try {
    decipher.final();
  } catch {
    plain.fill(0);
    throw new IntegrityError('tag');
  }
  return plain;
}

/** `baseNonce` XOR `index`, the latter as a 96-bit integer. */
export function segmentNonce(baseNonce: Uint8Array, index: number): Buffer {
  const nonce = Buffer.from(baseNonce);
  nonce.writeUInt32BE((nonce.readUInt32BE(4) ^ Math.floor(index / 2 ** 32)) >>> 0, 4);
  nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ (index % 2 ** 32)) >>> 0, 8);
  return nonce;
}
