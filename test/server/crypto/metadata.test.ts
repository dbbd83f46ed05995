import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { draftContext, metadataContext } from '../../../server/crypto/contexts.ts';
import { IntegrityError } from '../../../server/crypto/integrity.ts';
import {
  decodeDraft,
  decodeMetadata,
  encodeDraft,
  encodeMetadata,
  type Metadata,
  type PartRecord,
  partsDigest,
  verifyParts,
} from '../../../server/crypto/metadata.ts';
import { unwrap, wrap } from '../../../server/crypto/wrap.ts';
import { DEK, FILE_ID, flip, OTHER_FILE_ID } from './fixtures.ts';

const PARTS: PartRecord[] = [0, 1, 3].map((part) => ({ part, length: 100 + part, commitment: randomBytes(32) }));
const METADATA: Metadata = {
  name: 'Röntgen ‮gpj.exe 🩻.pdf',
  type: 'application/pdf',
  size: 304,
  parts: 3,
  digest: partsDigest(PARTS),
};

describe('metadata', () => {
  test('comes back as it was', () => {
    expect(decodeMetadata(encodeMetadata(METADATA))).toEqual(METADATA);
    expect(decodeDraft(encodeDraft({ name: 'a', type: 'b' }))).toEqual({ name: 'a', type: 'b' });
  });

  test('has the keys that the format names, in UTF-8', () => {
    const json = encodeMetadata(METADATA).toString('utf8').replace(/\0+$/, '');
    expect(JSON.parse(json)).toEqual({ v: 1, ...METADATA, digest: METADATA.digest.toString('base64') });
  });

  test('is padded to a multiple of 512 bytes, and not where it is one already', () => {
    const bare = JSON.stringify({ v: 1, name: '', type: '' }).length;
    const sizeOf = (n: number) => encodeDraft({ name: 'x'.repeat(n), type: '' }).length;
    expect([1, 512 - bare, 513 - bare, 1024 - bare].map(sizeOf)).toEqual([512, 512, 1024, 1024]);
    expect(decodeDraft(encodeDraft({ name: 'x'.repeat(512 - bare), type: '' })).name.length).toBe(512 - bare);
  });

  test('keys that a reader does not know are ignored', () => {
    const record = JSON.stringify({ v: 1, later: [1], ...METADATA, digest: METADATA.digest.toString('base64') });
    const bytes = Buffer.alloc(512);
    bytes.write(record);
    expect(decodeMetadata(bytes)).toEqual(METADATA);
  });

  test.each([
    ['of no bytes', Buffer.alloc(0)],
    ['of zeros', Buffer.alloc(512)],
    ['that is not padded', Buffer.from(JSON.stringify({ v: 1, name: 'a', type: 'b' }))],
    ['that is padded too far', Buffer.concat([encodeMetadata(METADATA), Buffer.alloc(512)])],
    ['that is no JSON', padded('{"v":1,')],
    ['that is no object', padded('[1]')],
    ['that is null', padded('null')],
    ['that is no UTF-8', Buffer.concat([Buffer.of(0xff), Buffer.alloc(511)])],
    ['of another version', changed({ v: 2 })],
    ['without a name', changed({ name: undefined })],
    ['with a name that is no text', changed({ name: 5 })],
    ['without parts, like a draft', encodeDraft(METADATA)],
    ['of no parts', changed({ parts: 0 })],
    ['of a size below 0', changed({ size: -1 })],
    ['of a size that is no integer', changed({ size: 1.5 })],
    ['of a size beyond 2^53', changed({ size: 2 ** 53 })],
    ['without a digest', changed({ digest: undefined })],
    ['with a digest too short', changed({ digest: 'AAAA' })],
    ['with a digest that is no base64', changed({ digest: `${'!'.repeat(43)}=` })],
  ])('a record %s is refused', (_, bytes) => {
    expect(() => decodeMetadata(bytes)).toThrow(IntegrityError);
  });

  function padded(text: string): Buffer {
    const bytes = Buffer.alloc(512);
    bytes.write(text);
    return bytes;
  }

  function changed(change: Record<string, unknown>): Buffer {
    return padded(JSON.stringify({ v: 1, ...METADATA, digest: METADATA.digest.toString('base64'), ...change }));
  }
});

describe('sealed metadata', () => {
  const sealed = wrap(DEK, metadataContext(FILE_ID, 1), encodeMetadata(METADATA));

  test('opens in its own row and revision', () => {
    expect(decodeMetadata(unwrap(DEK, metadataContext(FILE_ID, 1), sealed))).toEqual(METADATA);
  });

  test.each([
    ['in the row of another file', () => unwrap(DEK, metadataContext(OTHER_FILE_ID, 1), sealed)],
    ['under another revision', () => unwrap(DEK, metadataContext(FILE_ID, 2), sealed)],
    ['as a draft', () => unwrap(DEK, draftContext(FILE_ID), sealed)],
    ['under the key of another file', () => unwrap(randomBytes(32), metadataContext(FILE_ID, 1), sealed)],
    ['with a byte of it edited', () => unwrap(DEK, metadataContext(FILE_ID, 1), flip(sealed, 100))],
  ])('does not open %s', (_, open) => {
    expect(open).toThrow(IntegrityError);
  });

  test('a draft that is put back does not open as the real one', () => {
    const draft = wrap(DEK, draftContext(FILE_ID), encodeDraft(METADATA));
    expect(() => unwrap(DEK, metadataContext(FILE_ID, 1), draft)).toThrow(IntegrityError);
    expect(() => unwrap(DEK, metadataContext(FILE_ID, 0), draft)).toThrow(IntegrityError);
  });
});

describe('the digest of the parts', () => {
  const [a, b, c] = PARTS as [PartRecord, PartRecord, PartRecord];

  test('is SHA-256 over number, length and commitment of each', () => {
    const bytes = Buffer.concat([
      Buffer.from('00000007' + '0000000100000005', 'hex'),
      Buffer.alloc(32, 9),
      Buffer.from('00000008' + '0000000000000001', 'hex'),
      Buffer.alloc(32, 8),
    ]);
    const parts = [
      { part: 7, length: 2 ** 32 + 5, commitment: Buffer.alloc(32, 9) },
      { part: 8, length: 1, commitment: Buffer.alloc(32, 8) },
    ];
    expect(partsDigest(parts)).toEqual(createHash('sha256').update(bytes).digest());
  });

  test('holds for the parts that were published', () => {
    expect(() => verifyParts(METADATA, PARTS)).not.toThrow();
  });

  test.each([
    ['reordered', [b, a, c]],
    ['renumbered to another order', [{ ...b, part: 0 }, { ...a, part: 1 }, c]],
    ['without the last', [a, b]],
    ['without one in the middle', [a, c]],
    ['with one doubled', [a, b, b, c]],
    ['with one more', [a, b, c, { ...c, part: 4 }]],
    ['with one of another upload', [a, { ...b, commitment: randomBytes(32) }, c]],
    ['with lengths moved between them', [{ ...a, length: 101 }, { ...b, length: 100 }, c]],
    ['with an empty one', [a, b, c, { part: 4, length: 0, commitment: randomBytes(32) }]],
    ['with a commitment cut short', [a, b, { ...c, commitment: c.commitment.subarray(1) }]],
    ['gone', []],
  ])('does not hold for parts %s', (_, parts) => {
    expect(() => verifyParts(METADATA, parts)).toThrow(IntegrityError);
  });

  test('an empty part is refused even where the digest agrees, except as the only part of an empty file', () => {
    const empty = { part: 0, length: 0, commitment: randomBytes(32) };
    const of = (...parts: PartRecord[]) => ({
      ...METADATA,
      size: parts.reduce((sum, { length }) => sum + length, 0),
      parts: parts.length,
      digest: partsDigest(parts),
    });
    expect(() => verifyParts(of(empty), [empty])).not.toThrow();
    expect(() => verifyParts(of(empty, b), [empty, b])).toThrow(IntegrityError);
    expect(() => verifyParts(of(empty, { ...empty, part: 1 }), [empty, { ...empty, part: 1 }])).toThrow(IntegrityError);
    expect(() => verifyParts({ ...of(a), size: 99 }, [a])).toThrow(IntegrityError);
  });

  test('parts that do not rise are refused even where the digest agrees', () => {
    for (const parts of [
      [b, a],
      [a, a],
    ]) {
      const agreeing = { ...METADATA, size: 0, parts: 2, digest: partsDigest(parts) };
      for (const { length } of parts) agreeing.size += length;
      expect(() => verifyParts(agreeing, parts)).toThrow(IntegrityError);
      expect(() => verifyParts({ ...agreeing, size: 201, digest: partsDigest([a, b]) }, [a, b])).not.toThrow();
    }
  });
});
