import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  draftContext,
  metadataContext,
  recordContext,
  sealMkContext,
  secretContext,
  wrapDekContext,
  wrapKekContext,
} from '../../../server/crypto/contexts.ts';
import { IntegrityError } from '../../../server/crypto/integrity.ts';
import { unwrap, wrap } from '../../../server/crypto/wrap.ts';
import { FILE_ID, flip, OTHER_FILE_ID, pattern } from './fixtures.ts';

const KEY = randomBytes(32);
const SECRET = randomBytes(32);
const ID = '00112233445546778899aabbccddeeff';

describe('wrapping', () => {
  test.each([0, 1, 32, 512, 16_384, 40_000])('%i bytes come back, 72 and a tag a segment longer', (n) => {
    const context = metadataContext(FILE_ID, 1);
    const wrapped = wrap(KEY, context, pattern(n));
    expect(wrapped.length).toBe(56 + n + 16 * (Math.floor(n / 16_384) + 1));
    expect(unwrap(KEY, context, wrapped).equals(pattern(n))).toBe(true);
  });

  test('a wrapped key has 104 bytes and never the same twice', () => {
    const context = wrapDekContext(FILE_ID, 1);
    expect(wrap(KEY, context, SECRET).length).toBe(104);
    expect(wrap(KEY, context, SECRET)).not.toEqual(wrap(KEY, context, SECRET));
  });

  test('what comes back lies in memory of its own, so that it may be zero-filled', () => {
    const context = wrapDekContext(FILE_ID, 1);
    expect(unwrap(KEY, context, wrap(KEY, context, SECRET)).buffer.byteLength).toBe(32 + 16);
  });

  test.each([
    ['under the wrap of another file', () => unwrap(KEY, wrapDekContext(OTHER_FILE_ID, 1), dek())],
    ['under another kekId', () => unwrap(KEY, wrapDekContext(FILE_ID, 2), dek())],
    ['under another KEK', () => unwrap(randomBytes(32), wrapDekContext(FILE_ID, 1), dek())],
    ['as metadata', () => unwrap(KEY, metadataContext(FILE_ID, 1), dek())],
    ['with a byte appended', () => unwrap(KEY, wrapDekContext(FILE_ID, 1), Buffer.concat([dek(), Buffer.of(0)]))],
    ['after another wrap', () => unwrap(KEY, wrapDekContext(FILE_ID, 1), Buffer.concat([dek(), dek()]))],
    ['of no bytes', () => unwrap(KEY, wrapDekContext(FILE_ID, 1), Buffer.alloc(0))],
  ])('a wrapped data key does not open %s', (_, open) => {
    expect(open).toThrow(IntegrityError);
  });

  test('no bit of a wrapped data key can be turned and none of its bytes cut', () => {
    const wrapped = dek();
    for (let i = 0; i < wrapped.length * 8; i += 1) {
      const changed = flip(wrapped, Math.floor(i / 8), i % 8);
      expect(() => unwrap(KEY, wrapDekContext(FILE_ID, 1), changed)).toThrow(IntegrityError);
    }
    for (let length = 0; length < wrapped.length; length += 1) {
      expect(() => unwrap(KEY, wrapDekContext(FILE_ID, 1), wrapped.subarray(0, length))).toThrow(IntegrityError);
    }
  });

  function dek(): Buffer {
    return wrap(KEY, wrapDekContext(FILE_ID, 1), SECRET);
  }
});

describe('contexts', () => {
  const ascii = (text: string) => Buffer.from(text).toString('hex');

  test.each([
    ['wrap-kek', wrapKekContext(7, FILE_ID), `${ascii('sfe/v1/wrap-kek\0')}00000007${ID}`],
    ['wrap-dek', wrapDekContext(FILE_ID, 258), `${ascii('sfe/v1/wrap-dek\0')}${ID}00000102`],
    ['meta', metadataContext(FILE_ID, 2 ** 32 - 1), `${ascii('sfe/v1/meta\0')}${ID}ffffffff`],
    ['meta-draft', draftContext(FILE_ID), `${ascii('sfe/v1/meta-draft\0')}${ID}`],
    ['record', recordContext('folder', FILE_ID, 1, 2), `${ascii('sfe/v1/record\0folder\0')}${ID}0000000100000002`],
    ['secret', secretContext('link-signing', FILE_ID), `${ascii('sfe/v1/secret\0link-signing\0')}${ID}`],
    [
      'seal-mk',
      sealMkContext(FILE_ID, '{"kdf":"scrypt"}'),
      `${ascii('sfe/v1/seal-mk\0')}${ID}${createHash('sha256').update('{"kdf":"scrypt"}').digest('hex')}`,
    ],
  ])('the context %s has the bytes that the format gives', (_, context, expected) => {
    expect(context.toString('hex')).toBe(expected);
  });

  test.each([
    ['an upper-case id', () => draftContext(FILE_ID.toUpperCase())],
    ['an id that is no uuid', () => draftContext('../../etc/passwd')],
    ['a number below 0', () => wrapDekContext(FILE_ID, -1)],
    ['a number beyond 32 bits', () => wrapDekContext(FILE_ID, 2 ** 32)],
    ['a number that is none', () => metadataContext(FILE_ID, Number.NaN)],
    ['a kind with a NUL', () => recordContext('a\0b', FILE_ID, 1, 1)],
    ['a kind beyond ASCII', () => recordContext('ä', FILE_ID, 1, 1)],
  ])('%s is refused', (_, build) => {
    expect(build).toThrow(IntegrityError);
  });
});
