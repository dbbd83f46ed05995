import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** PKCS#8 (RFC 8410 section 7) up to the seed. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The signing key of a 32-byte seed. */
export function privateKeyOf(seed: Buffer): KeyObject {
  const der = Buffer.alloc(PKCS8.length + seed.length);
  der.set(PKCS8);
  der.set(seed, PKCS8.length);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  return key;
}

/** The raw 32-byte public key of a 32-byte seed. */
export function publicKeyOf(seed: Buffer): Buffer {
  return createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' }).subarray(-32);
}
