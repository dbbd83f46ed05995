import { beforeAll, describe, expect, test } from 'vitest';
import { ContainerOpener } from '../../../server/crypto/container.ts';
import { IntegrityError } from '../../../server/crypto/integrity.ts';
import { systemRandomness } from '../../../server/crypto/randomness.ts';
import { openSegments } from '../../../server/crypto/segments.ts';
import { HEADER_LENGTH, SEGMENT, sealedLength, textOffset } from '../../../server/crypto/sizes.ts';
import { suiteOf } from '../../../server/crypto/suites.ts';
import { ADDRESS, DEK, flip, pattern, SUITES, sealContainer } from './fixtures.ts';
import { openContainer } from './open-container.ts';
import { type Reading, ROWS, range, Scene, WHOLE } from './tampering.ts';

const S = SEGMENT;
const H = HEADER_LENGTH;

describe.each(SUITES)('what was tampered with is refused: $label', ({ suite }) => {
  let scene: Scene;
  beforeAll(() => {
    scene = new Scene(suite);
  });

  const read = (change: Partial<Reading>) => {
    const {
      suite: as,
      dek,
      address,
      bytes,
      expected,
    } = {
      suite,
      dek: DEK,
      address: ADDRESS,
      bytes: scene.bytes,
      ...change,
    };
    return openContainer(as, dek, address, bytes, expected);
  };

  test('what was not tampered with opens', () => {
    expect(read({}).equals(pattern(WHOLE))).toBe(true);
    expect(read({ expected: scene.bytes.subarray(56, H) }).equals(pattern(WHOLE))).toBe(true);
    expect(read({ bytes: scene.even }).equals(pattern(2 * S))).toBe(true);
    expect(read({ bytes: scene.joined(...range(0, 4).map((i) => scene.segment(i))) }).length).toBe(WHOLE);
  });

  test.each(ROWS)('%s', (_, change) => {
    const changed = change(scene);
    let error: unknown;
    try {
      read(changed);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(IntegrityError);
    expect((error as Error).message).toBe('The stored bytes are not what was sealed.');
  });

  test.each([0, 5, 16, S, S + 5])('no cut of a container of %i bytes opens', (n) => {
    const container = sealContainer(suite, pattern(n));
    let opened = 0;
    for (let length = 0; length < container.length; length += 1) {
      try {
        read({ bytes: container.subarray(0, length) });
        opened += 1;
      } catch (error) {
        if (!(error instanceof IntegrityError)) throw error;
      }
    }
    expect(opened).toBe(0);
  });

  test('no single bit of a small container can be turned', () => {
    const container = sealContainer(suite, pattern(21));
    let opened = 0;
    for (let i = 0; i < container.length * 8; i += 1) {
      try {
        read({ bytes: flip(container, Math.floor(i / 8), i % 8) });
        opened += 1;
      } catch (error) {
        if (!(error instanceof IntegrityError)) throw error;
      }
    }
    expect(opened).toBe(0);
  });

  test('a range that crosses a corrupt segment gives what stands before it and then fails', () => {
    const bytes = flip(scene.bytes, H + 2 * scene.step + 99);
    const opener = new ContainerOpener(suite, DEK, ADDRESS, bytes.subarray(0, H), bytes.subarray(56, H));
    const open = (i: number, sealed: Buffer) => openSegments(opener.segments(i, Buffer.from(sealed), false));
    expect(open(1, scene.segment(1, bytes)).equals(pattern(2 * S).subarray(S))).toBe(true);
    expect(() => open(2, scene.segment(2, bytes))).toThrow(IntegrityError);
    const both = bytes.subarray(H + scene.step, H + 3 * scene.step);
    expect(() => open(1, both)).toThrow(IntegrityError);
  });

  test('a segment is refused at a place that its length does not fit', () => {
    const { bytes } = scene;
    const opener = new ContainerOpener(suite, DEK, ADDRESS, bytes.subarray(0, H), bytes.subarray(56, H));
    const open = (i: number, sealed: Buffer, last: boolean) =>
      openSegments(opener.segments(i, Buffer.from(sealed), last));
    expect(() => open(0, scene.segment(0), true)).toThrow(IntegrityError);
    expect(() => open(3, scene.segment(3), false)).toThrow(IntegrityError);
    expect(() => open(0, scene.segment(0).subarray(1), false)).toThrow(IntegrityError);
    expect(() => open(0, bytes.subarray(H, H + scene.step + 1), false)).toThrow(IntegrityError);
    expect(() => open(3, Buffer.alloc(0), true)).toThrow(IntegrityError);
    expect(open(3, scene.segment(3), true).length).toBe(100);
  });

  test('a full segment that holds more than a segment is refused, even under the right keys', () => {
    const header = scene.bytes.subarray(0, H);
    const { keys } = suiteOf(suite).deriveKeys(DEK, header.subarray(32, 56), header.subarray(0, 32));
    const sealed = Buffer.alloc(sealedLength(suite, S + 1));
    pattern(S + 1).copy(sealed, textOffset(suite));
    suiteOf(suite).seal(keys, 0, sealed, S + 1, systemRandomness);
    const opener = new ContainerOpener(suite, DEK, ADDRESS, header, header.subarray(56));
    expect(() => openSegments(opener.segments(0, sealed, false))).toThrow(IntegrityError);
  });
});
