import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { segmentNonce } from '../../../server/crypto/gcm.ts';
import { expand } from '../../../server/crypto/hkdf.ts';
import { containerPrefix } from '../../../server/crypto/prefix.ts';
import { ADDRESS, DEK, fixedRandomness, pattern, sealFixed } from './fixtures.ts';
import { openContainer } from './open-container.ts';

const HELLO = Buffer.from('hello');

const ANSWERS = [
  [1, Buffer.alloc(0), 104, 'e4343e1c406fa98c58ba656a4a6a23ff0673cdcccf0c0e15e6f14af73fa8bbc6'],
  [1, HELLO, 109, '7cb1b46d5dadcedc96caeaa223f8fd097c07e5a3dbe614e5ed291e10bf7f388a'],
  [1, pattern(16_384), 16_504, 'af0cb193c51df362a28de71be2349222cec4b8aab7bbe4d06a8f7f3955f3f354'],
  [1, pattern(40_000), 40_136, '7a545a679c345a9c5139aef26192d8ac8661d226678890edf3bcad5870e52d24'],
  [1, pattern(131_072), 131_304, 'b04bc7f1d045e6ce646b540924a7778ae9a0768b8eeb6aaf01577c1745932d08'],
  [2, Buffer.alloc(0), 152, '95168b247c5aed663d5564c863314c137d9c6f1f6f3fd813bb5d11669115b87a'],
  [2, HELLO, 152, '24c33e290c1677500d95015b76865828b593ea018b1ff1c9826a75a7fbe1abb6'],
  [2, pattern(16_384), 16_600, '9172f3c3cd4587b5adae0e99968daa3985f9dccfece8a74fed65cf581317c9b7'],
  [2, pattern(40_000), 40_280, 'f7fde8c978d74e49808b2bf2735588231affc300ebe966a21dd405735e45fc7f'],
  [2, pattern(131_072), 131_736, '6cbd40d7c67fb8ceb9e648da1a0ae1c4695647febc50c774c62d4865da93eaee'],
] as const;

describe('known answers', () => {
  test.each(ANSWERS)('suite %i seals the known plaintext to the known container', (suite, plain, size, sha256) => {
    const container = sealFixed(suite, [plain]);
    expect(container.length).toBe(size);
    expect(createHash('sha256').update(container).digest('hex')).toBe(sha256);
    expect(openContainer(suite, DEK, ADDRESS, container).equals(plain)).toBe(true);
  });

  test('suite 1 derives the known key, base nonce and commitment', () => {
    const okm = okmOf('c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM', 1, 76);
    expect(okm.toString('hex', 0, 32)).toBe('37c62c258d3f2ee7813624c1549a4fa915ade47d6a2fd00f9d7497c9774a56a1');
    expect(okm.toString('hex', 32, 44)).toBe('b34b734cf025b09c98ea9853');
    expect(okm.toString('hex', 44)).toBe('fd8fb028872d232e40eee506c8a605eb9dc907bf781bdf8d083a1fc98fefb959');
  });

  test('suite 2 derives the known keys and commitment', () => {
    const okm = okmOf('sfe/v1+A256CBC-HS512', 2, 96);
    expect(okm.toString('hex', 0, 32)).toBe('cb8e8ac747a1907cabec3fddd8781e52501d921c50a2ee89a0b41604bfc9640c');
    expect(okm.toString('hex', 32, 64)).toBe('9d1e49b0cf76127e1d3c567382aa836aa1ebc1826d1d01d62790315d35507224');
    expect(okm.toString('hex', 64)).toBe('6547b4b1fc2e3842ce568028392d2e748f54249b131230c798fdcf09b59449eb');
  });

  test('the commitment stands in the header', () => {
    expect(sealFixed(1, []).toString('hex', 56, 88)).toBe(
      'fd8fb028872d232e40eee506c8a605eb9dc907bf781bdf8d083a1fc98fefb959',
    );
    expect(sealFixed(2, []).toString('hex', 56, 88)).toBe(
      '6547b4b1fc2e3842ce568028392d2e748f54249b131230c798fdcf09b59449eb',
    );
  });

  test('the nonce of a segment beyond 2^32 carries all of its index', () => {
    expect(segmentNonce(Buffer.alloc(12), 2 ** 32 + 5).toString('hex')).toBe('000000000000000100000005');
    expect(segmentNonce(Buffer.alloc(12, 0xff), 2 ** 37 + 2 ** 31).toString('hex')).toBe('ffffffffffffffdf7fffffff');
  });
});

function okmOf(label: string, suite: 1 | 2, length: number): Buffer {
  const info = Buffer.concat([Buffer.from(`${label}\0`), fixedRandomness.salt(), containerPrefix(suite, ADDRESS)]);
  return expand(DEK, info, length);
}
