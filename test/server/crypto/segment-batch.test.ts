import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SegmentBatch } from '../../../server/crypto/segment-batch.ts';
import { sealSegments } from '../../../server/crypto/segments.ts';
import { HEADER_LENGTH, SEGMENT, segmentLength, segmentsLength, textOffset } from '../../../server/crypto/sizes.ts';
import { fixedRandomness, fixedSealer, pattern, SUITES, sealFixed } from './fixtures.ts';

const S = SEGMENT;

describe.each(SUITES)('batches for $label', ({ suite }) => {
  test('each segment stands where it will be sealed, however the plaintext came', () => {
    const plain = pattern(3 * S);
    fc.assert(
      fc.property(fc.array(fc.nat(plain.length), { maxLength: 12 }), fc.nat(4 * S), (cuts, expected) => {
        const batch = new SegmentBatch(suite, Buffer.from('head'), 3 * S, expected);
        const edges = [0, ...cuts.sort((a, b) => a - b), plain.length];
        for (const [i, edge] of edges.slice(1).entries()) {
          const chunk = plain.subarray(edges[i], edge);
          expect(batch.add(chunk)).toBe(chunk.length);
          expect(batch.length).toBe(edge);
        }
        expect(batch.memory.toString('latin1', 0, 4)).toBe('head');
        for (let i = 0; i < 3; i += 1) {
          const at = 4 + i * segmentLength(suite) + textOffset(suite);
          expect(batch.memory.subarray(at, at + S).equals(plain.subarray(i * S, (i + 1) * S))).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('no more is taken than there may be', () => {
    const batch = new SegmentBatch(suite, null, S, 0);
    expect([batch.add(pattern(10)), batch.add(pattern(S)), batch.add(pattern(1)), batch.length]).toEqual([
      10,
      S - 10,
      0,
      S,
    ]);
  });

  test('its memory has room for the last segment, and grows no further than for the most', () => {
    for (const [length, most] of [
      [0, 4 * S],
      [1, 4 * S],
      [S - 1, 4 * S],
      [S, 4 * S],
      [4 * S, 4 * S],
    ] as const) {
      const batch = new SegmentBatch(suite, null, most, 0);
      for (let at = 0; at < length; at += 1000) batch.add(pattern(Math.min(1000, length - at)));
      expect(batch.memory.length).toBeGreaterThanOrEqual(segmentsLength(suite, length));
      expect(batch.memory.length).toBeLessThanOrEqual(segmentsLength(suite, Math.min(most, 2 * length)));
    }
  });

  test('sealing takes the memory of the batch, in which nothing of the plaintext is left', () => {
    const sealer = fixedSealer(suite);
    const batch = sealer.batch(4 * S, 4 * S);
    const plain = Buffer.alloc(3 * S + 5, 'secret words, ');
    batch.add(plain);
    const sealed = sealSegments(sealer.next(batch, true), fixedRandomness);
    expect([sealed.buffer, sealed.byteOffset]).toEqual([batch.memory.buffer, batch.memory.byteOffset]);
    expect(sealed.equals(sealFixed(suite, [plain]))).toBe(true);
    expect(sealed.length).toBe(HEADER_LENGTH + segmentsLength(suite, plain.length));
    expect(sealed.includes('secret')).toBe(false);
  });
});
