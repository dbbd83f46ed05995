import { createCipheriv, createDecipheriv, createHash, createSecretKey } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openCbcHmac, sealCbcHmac } from '../../../server/crypto/cbc.ts';
import { openGcm, sealGcm } from '../../../server/crypto/gcm.ts';
import { IntegrityError } from '../../../server/crypto/integrity.ts';
import { unwrap } from '../../../server/crypto/wrap.ts';
import { readVectors } from './fixtures.ts';

interface Vectors<T> {
  testGroups: { ivSize: number; keySize: 128 | 192 | 256 | 512; tests: T[] }[];
}

type Hex = string;
type Result = 'valid' | 'invalid';
type ChunkedCase = { tcId: number; key: Hex; ctx: Hex; ct: Hex; msgLength: number; msgSha512: Hex; result: Result };
type AeadCase = { tcId: number; key: Hex; iv: Hex; aad: Hex; msg: Hex; ct: Hex; tag: Hex; result: Result };

const chunked = readVectors<Vectors<ChunkedCase>>('c2sp_chunked_encryption_aes_256_gcm_test.json');
const cbcHmac = readVectors<Vectors<AeadCase>>('a256cbc_hs512_test.json');
const gcm = readVectors<Vectors<AeadCase>>('aes_gcm_test.json');

const hex = (text: Hex) => Buffer.from(text, 'hex');

describe.skipIf(chunked === null)('Wycheproof: Cobblestone-256', () => {
  const cases = chunked?.testGroups.flatMap(({ tests }) => tests) ?? [];

  test('there are 35 cases', () => expect(cases.length).toBe(35));

  test.each(cases)('case $tcId is $result', ({ key, ctx, ct, msgLength, msgSha512, result }) => {
    const open = () => unwrap(hex(key), hex(ctx), inflateSync(hex(ct)));
    if (result === 'invalid') {
      expect(open).toThrow(IntegrityError);
      return;
    }
    const plain = open();
    expect(plain.length).toBe(msgLength);
    expect(createHash('sha512').update(plain).digest('hex')).toBe(msgSha512);
  });
});

describe.skipIf(cbcHmac === null)('Wycheproof: A256CBC-HS512', () => {
  const cases = cbcHmac?.testGroups.flatMap(({ tests }) => tests) ?? [];

  test('there are 94 cases', () => expect(cases.length).toBe(94));

  test.each(cases)('case $tcId is $result', ({ key, iv, aad, msg, ct, tag, result }) => {
    const [macKey, encKey] = [createSecretKey(hex(key).subarray(0, 32)), createSecretKey(hex(key).subarray(32))];
    const sealed = hex(iv + ct + tag);
    const open = () => openCbcHmac(macKey, encKey, hex(aad), sealed);
    if (result === 'invalid') {
      expect(open).toThrow(IntegrityError);
      return;
    }
    expect(open()).toEqual(hex(msg));
    const place = Buffer.concat([hex(iv), hex(msg)], sealed.length);
    sealCbcHmac(macKey, encKey, hex(aad), place, hex(msg).length);
    expect(place).toEqual(sealed);
  });
});

describe.skipIf(gcm === null)('Wycheproof: AES-GCM with 96-bit IVs', () => {
  const groups = gcm?.testGroups.filter(({ ivSize }) => ivSize === 96) ?? [];
  const cases = groups.flatMap(({ keySize, tests }) => tests.map((one) => ({ keySize, ...one })));
  const ours = cases.filter(({ keySize, aad }) => keySize === 256 && aad === '');

  test('there are cases, and some are of the form that the format uses', () => {
    expect(cases.length).toBe(197);
    expect(ours.length).toBeGreaterThan(30);
  });

  test.each(ours)('case $tcId is $result to the segment code', ({ key, iv, msg, ct, tag, result }) => {
    const secret = createSecretKey(hex(key));
    const open = () => openGcm(secret, hex(iv), hex(ct + tag));
    if (result === 'invalid') {
      expect(open).toThrow(IntegrityError);
      return;
    }
    expect(open()).toEqual(hex(msg));
    const place = Buffer.concat([hex(msg)], hex(ct + tag).length);
    sealGcm(secret, hex(iv), place, hex(msg).length);
    expect(place).toEqual(hex(ct + tag));
  });

  test.each(cases)('case $tcId ($keySize bits) is $result to the platform', (one) => {
    const algorithm = `aes-${one.keySize as 128 | 192 | 256}-gcm` as const;
    const decipher = createDecipheriv(algorithm, hex(one.key), hex(one.iv), { authTagLength: 16 });
    decipher.setAAD(hex(one.aad)).setAuthTag(hex(one.tag));
    const plain = decipher.update(hex(one.ct));
    if (one.result === 'invalid') {
      expect(() => decipher.final()).toThrow();
      return;
    }
    decipher.final();
    expect(plain).toEqual(hex(one.msg));
    const cipher = createCipheriv(algorithm, hex(one.key), hex(one.iv), { authTagLength: 16 }).setAAD(hex(one.aad));
    expect(Buffer.concat([cipher.update(hex(one.msg)), cipher.final()])).toEqual(hex(one.ct));
  });
});
