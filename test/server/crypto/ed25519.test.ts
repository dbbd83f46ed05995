import { createPublicKey, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { privateKeyOf, publicKeyOf } from '../../../server/crypto/ed25519.ts';

// RFC 8032 section 7.1, test 2.
const SEED = Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex');
const PUBLIC = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
const SIGNATURE =
  '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';

test('a seed gives the public key and the signature of RFC 8032', () => {
  expect(publicKeyOf(SEED).toString('hex')).toBe(PUBLIC);
  const signature = sign(null, Buffer.of(0x72), privateKeyOf(SEED));
  expect(signature.toString('hex')).toBe(SIGNATURE);
  expect(verify(null, Buffer.of(0x72), createPublicKey(privateKeyOf(SEED)), signature)).toBe(true);
});
