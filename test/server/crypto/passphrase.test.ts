import { describe, expect, test } from 'vitest';
import { IntegrityError } from '../../../server/crypto/integrity.ts';
import { createSealParams, deriveUnsealKey, KdfBusy, parseSealParams } from '../../../server/crypto/passphrase.ts';

const SALT = Buffer.alloc(16, 7);
const LEAST = { N: 2 ** 15, r: 8, p: 1, salt: SALT };

describe('seal parameters', () => {
  test('new ones are what the format shows, each with its own salt', () => {
    const text = createSealParams();
    expect(text).toMatch(/^\{"kdf":"scrypt","N":131072,"r":8,"p":1,"salt":"[A-Za-z0-9+/]{22}=="\}$/);
    expect(parseSealParams(text)).toMatchObject({ N: 131_072, r: 8, p: 1 });
    expect(parseSealParams(text).salt.length).toBe(16);
    expect(createSealParams()).not.toBe(text);
  });

  test.each([
    { N: 2 ** 15, p: 4 },
    { N: 2 ** 19, p: 1 },
  ])('$N and $p lie within the bounds', (change) => {
    expect(parseSealParams(paramsWith(change))).toMatchObject(change);
  });

  test.each([
    ['N too small', paramsWith({ N: 2 ** 14 })],
    ['N too large', paramsWith({ N: 2 ** 20 })],
    ['N no power of two', paramsWith({ N: 100_000 })],
    ['N a text', paramsWith({ N: '131072' })],
    ['N not finite', paramsWith({ N: 1e400 })],
    ['r other than 8', paramsWith({ r: 16 })],
    ['p of 0', paramsWith({ p: 0 })],
    ['p too large', paramsWith({ p: 5 })],
    ['p no integer', paramsWith({ p: 1.5 })],
    ['another function', paramsWith({ kdf: 'pbkdf2' })],
    ['a salt too short', paramsWith({ salt: 'AAAA' })],
    ['a salt that is no base64', paramsWith({ salt: '!'.repeat(24) })],
    ['no salt', paramsWith({ salt: undefined })],
    ['one more key', paramsWith({ maxmem: 1 })],
    ['no JSON', '{'],
    ['no object', '7'],
    ['null', 'null'],
  ])('%s is refused', (_, text) => {
    expect(() => parseSealParams(text)).toThrow(IntegrityError);
  });

  function paramsWith(change: Record<string, unknown>): string {
    return JSON.stringify({ kdf: 'scrypt', N: 131_072, r: 8, p: 1, salt: SALT.toString('base64'), ...change });
  }
});

describe('the unseal key', () => {
  test('is scrypt as RFC 7914 section 12 shows it', async () => {
    const params = { N: 16_384, r: 8, p: 1, salt: Buffer.from('SodiumChloride') };
    const key = await deriveUnsealKey('pleaseletmein', params);
    expect(key.toString('hex')).toBe('7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2');
  });

  test('does not depend on how a keyboard composes a letter', async () => {
    const composed = await deriveUnsealKey('Schl\u00fcssel \ufb01', LEAST);
    expect(await deriveUnsealKey('Schlu\u0308ssel fi', LEAST)).toEqual(composed);
    expect(await deriveUnsealKey('Schlussel fi', LEAST)).not.toEqual(composed);
  });

  test('is derived one at a time, off the main thread', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 5);
    const first = deriveUnsealKey('a', { ...LEAST, N: 2 ** 17 });
    await expect(deriveUnsealKey('b', LEAST)).rejects.toThrow(KdfBusy);
    expect((await first).length).toBe(32);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
    expect((await deriveUnsealKey('b', LEAST)).length).toBe(32);
  });
});
