import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IntegrityError } from '../../../server/crypto/integrity.ts';
import {
  containerSize,
  HEADER_LENGTH,
  PART_MAX,
  SEGMENT,
  segmentLayout,
  segmentLength,
  segmentSpan,
} from '../../../server/crypto/sizes.ts';
import { SUITES } from './fixtures.ts';

const MOST = 2 ** 52 - 1;

describe('sizes', () => {
  test.each([
    [1, 0, 104],
    [1, 16_384, 16_504],
    [1, 2 ** 20, 1_049_704],
    [2, 0, 152],
    [2, 16_384, 16_600],
    [2, 2 ** 20, 1_052_824],
  ] as const)('suite %i makes of %i bytes a container of %i', (suite, n, size) => {
    expect(containerSize(suite, n)).toBe(size);
  });

  test('a part of the service holds whole segments', () => {
    expect(PART_MAX).toBe(1024 * SEGMENT);
    expect([segmentLength(1), segmentLength(2)]).toEqual([16_400, 16_448]);
  });

  describe.each(SUITES)('$label', ({ suite }) => {
    test('the size of a container tells how many full segments it holds, and grows with the plaintext', () => {
      fc.assert(
        fc.property(
          fc.oneof(
            fc.nat(5 * SEGMENT),
            fc.maxSafeNat().filter((n) => n <= MOST),
          ),
          (n) => {
            const size = containerSize(suite, n);
            expect(segmentLayout(suite, size - HEADER_LENGTH).full).toBe(Math.floor(n / SEGMENT));
            expect(containerSize(suite, n + 16)).toBeGreaterThan(size);
          },
        ),
      );
    });

    test('a size that no plaintext gives is refused', () => {
      const possible = new Set(Array.from({ length: 2 * SEGMENT }, (_, n) => containerSize(suite, n)));
      const wrong: number[] = [];
      for (let c = 0; c < containerSize(suite, 2 * SEGMENT); c += 1) {
        if (isSize(suite, c) !== possible.has(c)) wrong.push(c);
      }
      expect(wrong).toEqual([]);
    });

    test('a range names the whole segments that hold it and no more', () => {
      fc.assert(
        fc.property(fc.nat(6 * SEGMENT), fc.nat(6 * SEGMENT), fc.nat(6 * SEGMENT), (a, b, c) => {
          const [start = 0, end = 0, n = 0] = [a, b, c].sort((x, y) => x - y);
          const span = segmentSpan(suite, start, end, n);
          const step = segmentLength(suite);
          expect(span.first).toBe(Math.floor(start / SEGMENT));
          expect(span.start).toBe(HEADER_LENGTH + span.first * step);
          const final = Math.floor(n / SEGMENT);
          expect(span.reachesEnd).toBe(span.last === final);
          expect(span.end).toBe(span.reachesEnd ? containerSize(suite, n) : HEADER_LENGTH + (span.last + 1) * step);
          if (end === n) expect(span.last).toBe(final);
          else expect(span.last).toBe(Math.floor(Math.max(end - 1, start) / SEGMENT));
        }),
      );
    });

    test('a full read of whole segments takes in the empty last one', () => {
      expect(segmentSpan(suite, 0, 2 * SEGMENT, 2 * SEGMENT)).toMatchObject({ first: 0, last: 2, reachesEnd: true });
      expect(segmentSpan(suite, 0, 0, 0)).toMatchObject({ first: 0, last: 0, reachesEnd: true });
    });

    test('sizes beyond 32 bits stay exact', () => {
      const span = segmentSpan(suite, 2 ** 39, 2 ** 39 + 1, 2 ** 40);
      expect(span.start).toBe(HEADER_LENGTH + 2 ** 25 * segmentLength(suite));
      expect(span.end - span.start).toBe(segmentLength(suite));
    });

    test.each([
      [-1, 0, 5],
      [3, 2, 5],
      [0, 6, 5],
      [Number.NaN, 1, 5],
    ])('the range %d to %d of %d bytes is refused', (start, end, n) => {
      expect(() => segmentSpan(suite, start, end, n)).toThrow(RangeError);
    });
  });
});

function isSize(suite: 1 | 2, c: number): boolean {
  try {
    segmentLayout(suite, c - HEADER_LENGTH);
    return true;
  } catch (error) {
    if (error instanceof IntegrityError) return false;
    throw error;
  }
}
