import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ContainerOpener, ContainerSealer } from '../../../server/crypto/container.ts';
import { containerSize, HEADER_LENGTH, SEGMENT, segmentLength, segmentSpan } from '../../../server/crypto/sizes.ts';
import { ADDRESS, DEK, pattern, SUITES, sealContainer, sealFixed } from './fixtures.ts';
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

  test('a chunk may be overwritten once it was taken', () => {
    const sealer = new ContainerSealer(suite, DEK, ADDRESS);
    const chunk = Buffer.alloc(1000, 1);
    const sealed = sealer.update(chunk);
    chunk.fill(2);
    sealed.push(...sealer.update(chunk), sealer.final());
    const plain = Buffer.concat([Buffer.alloc(1000, 1), Buffer.alloc(1000, 2)]);
    expect(openContainer(suite, DEK, ADDRESS, Buffer.concat(sealed))).toEqual(plain);
  });

  test('sealed bytes leave in batches of 16 segments, the first behind the header', () => {
    const sealer = new ContainerSealer(suite, DEK, ADDRESS);
    expect(sealer.update(pattern(BATCH - 1))).toEqual([]);
    const [first, ...none] = sealer.update(pattern(1));
    expect(none).toEqual([]);
    expect(first?.length).toBe(HEADER_LENGTH + 16 * segmentLength(suite));
    expect(first?.subarray(0, HEADER_LENGTH)).toEqual(sealer.header);
    expect(sealer.update(pattern(2 * BATCH)).map(({ length }) => length)).toEqual(
      Array(2).fill(16 * segmentLength(suite)),
    );
    expect(sealer.length).toBe(3 * BATCH);
  });

  test('header and commitment are known before the first byte, and every sealing has its own', () => {
    const [a, b] = [new ContainerSealer(suite, DEK, ADDRESS), new ContainerSealer(suite, DEK, ADDRESS)];
    expect(a.header.length).toBe(HEADER_LENGTH);
    expect(a.header.subarray(56)).toEqual(a.commitment);
    expect(a.header.subarray(0, 32)).toEqual(b.header.subarray(0, 32));
    expect(a.header.subarray(32, 56)).not.toEqual(b.header.subarray(32, 56));
    expect(a.commitment).not.toEqual(b.commitment);
    expect(a.final().subarray(0, HEADER_LENGTH)).toEqual(a.header);
  });

  test('nothing is sealed after the end', () => {
    const sealer = new ContainerSealer(suite, DEK, ADDRESS);
    sealer.final();
    expect(() => sealer.update(Buffer.of(1))).toThrow('finished');
    expect(() => sealer.final()).toThrow('finished');
  });

  test('any range opens from its own segments alone', () => {
    const plain = pattern(3 * S + 500);
    const container = sealContainer(suite, plain);
    const opener = openerOf(container);
    fc.assert(
      fc.property(fc.nat(plain.length), fc.nat(plain.length), (a, b) => {
        const [start, end] = a < b ? [a, b] : [b, a];
        const span = segmentSpan(suite, start, end, plain.length);
        const stored = container.subarray(span.start, span.end);
        const opened: Buffer[] = [];
        for (let i = span.first, at = 0; i <= span.last; i += 1, at += segmentLength(suite)) {
          const sealed = stored.subarray(at, at + segmentLength(suite));
          opened.push(opener.openSegment(i, sealed, span.reachesEnd && i === span.last));
        }
        const from = start - span.first * S;
        expect(
          Buffer.concat(opened)
            .subarray(from, from + end - start)
            .equals(plain.subarray(start, end)),
        ).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('opened plaintext lies in memory of its own', () => {
    const container = sealContainer(suite, pattern(5));
    const plain = openerOf(container).openSegment(0, container.subarray(HEADER_LENGTH), true);
    expect(plain.buffer.byteLength).toBeLessThan(64);
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
        const sealed = Buffer.concat(sealer.update(zeros));
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
