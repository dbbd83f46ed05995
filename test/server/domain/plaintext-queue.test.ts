import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SEGMENT } from '../../../server/crypto/sizes.ts';
import { PlaintextQueue } from '../../../server/domain/plaintext-queue.ts';
import { pattern } from '../crypto/fixtures.ts';

const lengthOf = (chunks: Uint8Array[]) => chunks.reduce((sum, { length }) => sum + length, 0);

test('however it is cut, what was added is taken in order, in whole segments, until it is all there is', () => {
  const sizes = fc.array(fc.oneof(fc.nat(40), fc.nat(4 * SEGMENT), fc.constantFrom(SEGMENT - 1, SEGMENT, SEGMENT + 1)));
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 4 }), (lengths, wanted, more) => {
      const queue = new PlaintextQueue();
      const added: Uint8Array[] = [];
      const taken: Uint8Array[] = [];
      let seed = 0;
      const take = () => {
        const had = queue.length;
        const chunks = queue.take(wanted * SEGMENT, (wanted + more) * SEGMENT);
        const length = lengthOf(chunks);
        expect(length).toBeLessThanOrEqual((wanted + more) * SEGMENT);
        if (had < wanted * SEGMENT) expect(length).toBe(had);
        else expect([length % SEGMENT, length >= wanted * SEGMENT]).toEqual([0, true]);
        expect(queue.length).toBe(had - length);
        taken.push(...chunks.map((chunk) => new Uint8Array(chunk)));
      };
      for (const length of lengths) {
        const chunk = pattern(length).map((byte) => byte + seed++);
        added.push(new Uint8Array(chunk));
        queue.add(chunk);
        if (queue.length >= 3 * wanted * SEGMENT) take();
      }
      while (queue.length > 0) take();
      expect(Buffer.concat(taken).equals(Buffer.concat(added))).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('a chunk that owns its memory is taken as it came; others and small ones as copies', () => {
  const queue = new PlaintextQueue();
  const own = new Uint8Array(3 * SEGMENT);
  const shared = new Uint8Array(3 * SEGMENT).subarray(SEGMENT);
  const small = new Uint8Array(10);
  for (const chunk of [own, shared, small]) queue.add(chunk);
  const [first, ...others] = queue.take(6 * SEGMENT, 6 * SEGMENT);
  expect(first).toBe(own);
  expect(others.every(({ buffer }) => buffer !== shared.buffer && buffer !== small.buffer)).toBe(true);
});

test('many tiny chunks take little more memory than their bytes', () => {
  const queue = new PlaintextQueue();
  for (let i = 0; i < 3 * SEGMENT; i += 1) queue.add(Uint8Array.of(i));
  const chunks = queue.take(SEGMENT, 3 * SEGMENT);
  expect(chunks.length).toBe(1);
  expect(chunks[0]?.buffer.byteLength).toBeLessThanOrEqual(4 * SEGMENT);
});
