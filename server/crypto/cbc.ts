import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto';
import { release } from '../memory/release.ts';
import { u64 } from './encoding.ts';
import { expand } from './hkdf.ts';
import { IntegrityError } from './integrity.ts';
import type { Suite } from './suites.ts';

const LABEL = Buffer.from('sfe/v1+A256CBC-HS512\0', 'ascii');
const IV = 16;
const TAG = 32;

interface CbcKeys {
  macKey: KeyObject;
  encKey: KeyObject;
}

/** Suite 2: AES-256-CBC with PKCS#7 and HMAC-SHA-512, that is A256CBC-HS512 of RFC 7518 with the index as additional data. */
export const cbcSuite: Suite<CbcKeys> = {
  id: 2,
  deriveKeys(key, salt, context) {
    const okm = expand(key, Buffer.concat([LABEL, salt, context]), 96);
    const commitment = Buffer.from(okm.subarray(64, 96));
    const keys = { macKey: createSecretKey(okm.subarray(0, 32)), encKey: createSecretKey(okm.subarray(32, 64)) };
    okm.fill(0);
    return { commitment, keys };
  },
  seal({ macKey, encKey }, index, place, length, randomness) {
    randomness.iv(index, place);
    sealCbcHmac(macKey, encKey, u64(index), place, length);
  },
  open({ macKey, encKey }, index, sealed) {
    return openCbcHmac(macKey, encKey, u64(index), sealed);
  },
};

/** Seals the `length` bytes behind the IV in `place` where they are, and writes padding and tag behind them. */
export function sealCbcHmac(
  macKey: KeyObject,
  encKey: KeyObject,
  additional: Buffer,
  place: Buffer,
  length: number,
): void {
  const cipher = createCipheriv('aes-256-cbc', encKey, place.subarray(0, IV));
  const body = cipher.update(place.subarray(IV, IV + length));
  place.set(body, IV);
  const last = cipher.final();
  const end = IV + body.length + last.length;
  place.set(last, IV + body.length);
  release(body);
  place.set(tagOf(macKey, additional, place.subarray(0, end)), end);
}

/** Opens `IV ‖ text ‖ tag`. @throws IntegrityError, from the tag alone before anything is decrypted */
export function openCbcHmac(macKey: KeyObject, encKey: KeyObject, additional: Buffer, sealed: Buffer): Buffer {
  const end = sealed.length - TAG;
  if (!timingSafeEqual(tagOf(macKey, additional, sealed.subarray(0, end)), sealed.subarray(end))) {
    throw new IntegrityError('tag');
  }
  const decipher = createDecipheriv('aes-256-cbc', encKey, sealed.subarray(0, IV));
  const body = decipher.update(sealed.subarray(IV, end));
  try {
    const last = decipher.final();
    // Not Buffer.concat: small results of that share the pool, and callers may zero-fill what they get.
    const plain = Buffer.allocUnsafeSlow(body.length + last.length);
    plain.set(body, 0);
    plain.set(last, body.length);
    release(body);
    return plain;
  } catch {
    throw new IntegrityError('padding');
  }
}

function tagOf(macKey: KeyObject, additional: Buffer, ivAndText: Buffer): Buffer {
  const mac = createHmac('sha512', macKey)
    .update(additional)
    .update(ivAndText)
    .update(u64(additional.length * 8));
  return mac.digest().subarray(0, TAG);
}
