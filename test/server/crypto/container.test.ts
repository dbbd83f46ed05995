import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ContainerOpener, ContainerSealer } from '../../../server/crypto/container.ts';
import { IntegrityError } from '../../../server/crypto/integrity.ts';
import { openSegments, sealSegments } from '../../../server/crypto/segments.ts';
import {
  containerSize,
  HEADER_LENGTH,
  SEGMENT,
  sealedLength,
  segmentLength,
  segmentSpan,
} from '../../../server/crypto/sizes.ts';
import { piece } from '../../support/piece.ts';
import {
  ADDRESS,
  DEK,
  fixedRandomness,
  fixedSealer,
  flip,
  pattern,
  SUITES,
  sealContainer,
  sealFixed,
} from './fixtures.ts';
import { openContainer } from './open-container.ts';

const S = SEGMENT;
const BATCH = 16 * S;
const SIZES = [
  0,
  1,
  15,
  16,
  17,
  S - 1,
  S,
  S + 1,
  2 * S - 1,
  2 * S,
  2 * S + 1,
  BATCH - 1,
  BATCH,
  BATCH + 1,
  3 * BATCH + 7,
];

describe.each(SUITES)('containers of $label', ({ suite }) => {
  test.each(SIZES)('%i bytes come back, in a container of the computed size', (n) => {
    const plain = pattern(n);
    const container = sealContainer(suite, plain);
    expect(container.length).toBe(containerSize(suite, n));
    expect(openContainer(suite, DEK, ADDRESS, container).equals(plain)).toBe(true);
  });

  test.each([1, S - 1, S, S + 1])('writes of %i bytes give the same container as one write', (cut) => {
    const plain = pattern(cut === 1 ? S + 3 : BATCH + S + 3);
    const chunks: Buffer[] = [Buffer.alloc(0)];
    for (let at = 0; at < plain.length; at += cut) chunks.push(plain.subarray(at, at + cut), Buffer.alloc(0));
    expect(sealFixed(suite, chunks).equals(sealFixed(suite, [plain]))).toBe(true);
  });

  test('any cutting of the input gives the same container', () => {
    const plain = pattern(2 * BATCH + 100);
    const whole = sealFixed(suite, [plain]);
    fc.assert(
      fc.property(fc.array(fc.nat(plain.length), { maxLength: 40 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), plain.length];
        const chunks = edges.slice(1).map((edge, i) => plain.subarray(edges[i], edge));
        expect(sealFixed(suite, chunks).equals(whole)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('a container sealed piece by piece is the one that is sealed at once', () => {
    const plain = pattern(2 * BATCH + S + 3);
    const whole = sealFixed(suite, [plain]);
    const sealer = fixedSealer(suite);
    const sealed = [
      piece(sealer, [plain.subarray(0, 10), plain.subarray(10, S)], false),
      piece(sealer, [], false),
      piece(sealer, [plain.subarray(S, 2 * BATCH)], false),
      piece(sealer, [plain.subarray(2 * BATCH)], true),
    ].map((work) => sealSegments(work, fixedRandomness));
    expect(Buffer.concat(sealed).equals(whole)).toBe(true);
    expect(sealed.map(({ length }) => length)).toEqual([
      HEADER_LENGTH + segmentLength(suite),
      0,
      31 * segmentLength(suite),
      segmentLength(suite) + sealedLength(suite, 3),
    ]);
    expect(sealer.length).toBe(plain.length);
  });

  test('only the end may be cut within a segment', () => {
    const sealer = new ContainerSealer(suite, DEK, ADDRESS);
    expect(() => piece(sealer, [pattern(S - 1)], false)).toThrow(RangeError);
    expect(sealer.length).toBe(0);
  });

  test('header and commitment are known before the first byte, and every sealing has its own', () => {
    const [a, b] = [new ContainerSealer(suite, DEK, ADDRESS), new ContainerSealer(suite, DEK, ADDRESS)];
    expect(a.header.length).toBe(HEADER_LENGTH);
    expect(a.header.subarray(56)).toEqual(new Uint8Array(a.commitment));
    expect(a.header.subarray(0, 32)).toEqual(b.header.subarray(0, 32));
    expect(a.header.subarray(32, 56)).not.toEqual(b.header.subarray(32, 56));
    expect(a.commitment).not.toEqual(b.commitment);
    expect(new Uint8Array(sealSegments(piece(a, [], true)).subarray(0, HEADER_LENGTH))).toEqual(a.header);
  });

  test('nothing is sealed after the end', () => {
    const sealer = new ContainerSealer(suite, DEK, ADDRESS);
    piece(sealer, [], true);
    expect(() => piece(sealer, [Buffer.of(1)], false)).toThrow('finished');
    expect(() => piece(sealer, [], true)).toThrow('finished');
  });

  test('the header is written once, and batches are sealed in their turn', () => {
    const sealer = new ContainerSealer(suite, DEK, ADDRESS);
    const [first, second] = [sealer.batch(S, 0), sealer.batch(S, 0)];
    expect(sealSegments(sealer.next(first, false)).length).toBe(HEADER_LENGTH);
    expect(() => sealer.next(second, true)).toThrow('turn');
    expect(sealSegments(piece(sealer, [], true)).length).toBe(sealedLength(suite, 0));
  });

  test('any range opens from its own segments alone', () => {
    const plain = pattern(3 * S + 500);
    const container = sealContainer(suite, plain);
    const opener = openerOf(container);
    fc.assert(
      fc.property(fc.nat(plain.length), fc.nat(plain.length), (a, b) => {
        const [start, end] = a < b ? [a, b] : [b, a];
        const span = segmentSpan(suite, start, end, plain.length);
        const stored = Buffer.from(container.subarray(span.start, span.end));
        const opened = openSegments(opener.segments(span.first, stored, span.reachesEnd));
        const from = start - span.first * S;
        expect(opened.subarray(from, from + end - start).equals(plain.subarray(start, end))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('plaintext takes the place of what was opened; of what was tampered with nothing is left', () => {
    const container = sealContainer(suite, pattern(2 * S + 5));
    const sealed = Buffer.from(container.subarray(HEADER_LENGTH));
    const plain = openSegments(openerOf(container).segments(0, sealed, true));
    expect(plain.equals(pattern(2 * S + 5))).toBe(true);
    expect([plain.buffer, plain.byteOffset]).toEqual([sealed.buffer, sealed.byteOffset]);

    const damaged = flip(container.subarray(HEADER_LENGTH), 2 * segmentLength(suite) + 17);
    expect(() => openSegments(openerOf(container).segments(0, damaged, true))).toThrow(IntegrityError);
    expect(damaged.equals(Buffer.alloc(damaged.length))).toBe(true);
  });

  // The keystream over zeros repeats if, and only if, key and counter do; suite 2 shows its IVs.
  test('no key and nonce and no IV repeats over 10^5 segments of many parts and retries', () => {
    const dek = randomBytes(32);
    const zeros = Buffer.alloc(BATCH);
    const seen = new Set<string>();
    let segments = 0;
    for (let sealing = 0; sealing < 420; sealing += 1) {
      const sealer = new ContainerSealer(suite, dek, { ...ADDRESS, part: Math.floor(sealing / 3) });
      for (let batches = 0; batches < 15; batches += 1) {
        const sealed = sealSegments(piece(sealer, [zeros], false));
        for (let at = sealed.length % segmentLength(suite); at < sealed.length; at += segmentLength(suite)) {
          seen.add(sealed.toString('latin1', at, at + 16));
          segments += 1;
        }
      }
    }
    expect(segments).toBeGreaterThan(100_000);
    expect(seen.size).toBe(segments);
  }, 180_000);

  function openerOf(container: Buffer): ContainerOpener {
    return new ContainerOpener(
      suite,
      DEK,
      ADDRESS,
      container.subarray(0, HEADER_LENGTH),
      container.subarray(56, HEADER_LENGTH),
    );
  }
});
