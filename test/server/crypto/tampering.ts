import { randomBytes } from 'node:crypto';
import type { PartAddress } from '../../../server/crypto/container.ts';
import { containerSize, HEADER_LENGTH, SEGMENT, segmentLength } from '../../../server/crypto/sizes.ts';
import type { SuiteId } from '../../../server/crypto/suites.ts';
import { ADDRESS, DEK, flip, OTHER_FILE_ID, pattern, sealContainer } from './fixtures.ts';

const S = SEGMENT;
const H = HEADER_LENGTH;
export const WHOLE = 3 * S + 100;

/** What a reader is given; every row changes some of it. */
export interface Reading {
  suite: SuiteId;
  dek: Buffer;
  address: PartAddress;
  bytes: Buffer;
  /** The part row's commitment; absent where the row would hide what the container code finds by itself. */
  expected?: Buffer;
}

export class Scene {
  readonly suite: SuiteId;
  /** Three full segments and a short one. */
  readonly bytes: Buffer;
  /** Two full segments and the empty last one. */
  readonly even: Buffer;
  /** The same plaintext sealed again for the same place. */
  readonly again: Buffer;
  /** Of another file, under its own key. */
  readonly otherFile: Buffer;

  constructor(suite: SuiteId) {
    this.suite = suite;
    this.bytes = sealContainer(suite, pattern(WHOLE));
    this.even = sealContainer(suite, pattern(2 * S));
    this.again = sealContainer(suite, pattern(WHOLE));
    this.otherFile = sealContainer(suite, pattern(WHOLE), { fileId: OTHER_FILE_ID, part: 0 }, randomBytes(32));
  }

  get step(): number {
    return segmentLength(this.suite);
  }

  segment(i: number, of = this.bytes): Buffer {
    return of.subarray(H + i * this.step, Math.min(of.length, H + (i + 1) * this.step));
  }

  /** Our header with these segments behind it. */
  joined(...segments: Buffer[]): Buffer {
    return Buffer.concat([this.bytes.subarray(0, H), ...segments]);
  }
}

type Row = [name: string, change: (scene: Scene) => Partial<Reading>];

/** FORMAT.md section 6 as far as one container goes. Each row: what was done, and what the reader is given then. */
export const ROWS: Row[] = [
  ...range(0, 8).map((i) => row(`magic byte ${i} changed`, (s) => ({ bytes: flip(s.bytes, i) }))),
  row('version changed', (s) => ({ bytes: flip(s.bytes, 8, 1) })),
  row('suite byte changed to the other suite', (s) => ({ bytes: flip(flip(s.bytes, 9, 0), 9, 1) })),
  row('suite byte changed to an unknown one', (s) => ({ bytes: flip(s.bytes, 9, 7) })),
  row('read as the other suite', (s) => ({ suite: s.suite === 1 ? 2 : 1 })),
  row('suite changed in the object and in the row', (s) => ({
    bytes: flip(flip(s.bytes, 9, 0), 9, 1),
    suite: s.suite === 1 ? 2 : 1,
  })),
  row('read as a suite that does not exist', () => ({ suite: 3 as SuiteId })),
  ...range(0, 8).map((bit) => row(`flag bit ${bit} set`, (s) => ({ bytes: flip(s.bytes, 10, bit) }))),
  ...range(0, 8).map((bit) => row(`reserved bit ${bit} set`, (s) => ({ bytes: flip(s.bytes, 11, bit) }))),
  row('part number changed in the object', (s) => ({ bytes: flip(s.bytes, 15) })),
  row('part number changed in the row', () => ({ address: { ...ADDRESS, part: 1 } })),
  row('part number changed in both', (s) => ({ bytes: flip(s.bytes, 15), address: { ...ADDRESS, part: 1 } })),
  row('fileId changed in the object', (s) => ({ bytes: flip(s.bytes, 20) })),
  row('fileId changed in the row', () => ({ address: { fileId: OTHER_FILE_ID, part: 0 } })),
  row('fileId changed in both', (s) => ({
    bytes: Buffer.concat([s.bytes.subarray(0, 16), s.otherFile.subarray(16, 32), s.bytes.subarray(32)]),
    address: { fileId: OTHER_FILE_ID, part: 0 },
  })),
  row('salt changed', (s) => ({ bytes: flip(s.bytes, 32) })),
  row('commitment changed', (s) => ({ bytes: flip(s.bytes, 87, 7) })),
  row('commitment changed in the row', (s) => ({ expected: flip(s.bytes.subarray(56, H), 0) })),
  row('commitment zeroed', (s) => ({
    bytes: Buffer.concat([s.bytes.subarray(0, 56), Buffer.alloc(32), s.bytes.subarray(H)]),
  })),
  row('commitment zeroed in the object and in the row', (s) => ({
    bytes: Buffer.concat([s.bytes.subarray(0, 56), Buffer.alloc(32), s.bytes.subarray(H)]),
    expected: Buffer.alloc(32),
  })),
  row('commitment of the row cut short', (s) => ({ expected: s.bytes.subarray(56, 72) })),
  row('salt and commitment taken from another sealing under the same key', (s) => ({
    bytes: Buffer.concat([s.again.subarray(0, H), s.bytes.subarray(H)]),
  })),
  row('wrong data key', () => ({ dek: randomBytes(32) })),
  row('data key too short', () => ({ dek: DEK.subarray(0, 16) })),
  row('data key too long', () => ({ dek: Buffer.concat([DEK, DEK]) })),
  row('a bit turned in the first segment', (s) => ({ bytes: flip(s.bytes, H + 40, 3) })),
  row('a bit turned in the first byte of a segment (the IV of suite 2)', (s) => ({ bytes: flip(s.bytes, H + s.step) })),
  row('a bit turned in a middle tag', (s) => ({ bytes: flip(s.bytes, H + 2 * s.step - 1) })),
  row('a bit turned in the last block of a full segment (the padding of suite 2)', (s) => ({
    bytes: flip(s.bytes, H + s.step - (s.suite === 1 ? 17 : 33)),
  })),
  row('a bit turned in the last block of the last segment', (s) => ({
    bytes: flip(s.bytes, s.bytes.length - (s.suite === 1 ? 17 : 33)),
  })),
  row('a bit turned in the last tag', (s) => ({ bytes: flip(s.bytes, s.bytes.length - 1, 7) })),
  row('a bit turned in the tag of an empty last segment', (s) => ({ bytes: flip(s.even, s.even.length - 1) })),
  row('segments 0 and 1 swapped', (s) => ({ bytes: s.joined(s.segment(1), s.segment(0), s.segment(2), s.segment(3)) })),
  row('a segment doubled', (s) => ({
    bytes: s.joined(s.segment(0), s.segment(0), s.segment(1), s.segment(2), s.segment(3)),
  })),
  row('a segment doubled in the place of the next', (s) => ({
    bytes: s.joined(s.segment(0), s.segment(0), s.segment(2), s.segment(3)),
  })),
  row('a segment dropped', (s) => ({ bytes: s.joined(s.segment(0), s.segment(2), s.segment(3)) })),
  row('a random segment inserted', (s) => ({
    bytes: s.joined(s.segment(0), randomBytes(s.step), s.segment(1), s.segment(2), s.segment(3)),
  })),
  row('the last segment moved earlier', (s) => ({ bytes: s.joined(s.segment(0), s.segment(3)) })),
  row('the last segment moved to the front', (s) => ({
    bytes: s.joined(s.segment(3), s.segment(0), s.segment(1), s.segment(2)),
  })),
  row('the last segment dropped', (s) => ({ bytes: s.bytes.subarray(0, H + 3 * s.step) })),
  row('an empty last segment dropped', (s) => ({ bytes: s.even.subarray(0, H + 2 * s.step) })),
  row('a full segment cut so that it looks final', (s) => ({
    bytes: s.bytes.subarray(0, containerSize(s.suite, 2 * S + 100)),
  })),
  row('a full segment cut to an empty final one', (s) => ({
    bytes: s.bytes.subarray(0, containerSize(s.suite, 2 * S)),
  })),
  ...[1, 16, 64].map((n) => row(`${n} bytes appended`, (s) => ({ bytes: Buffer.concat([s.bytes, Buffer.alloc(n)]) }))),
  ...[1, 16, 64].map((n) =>
    row(`${n} bytes appended after an empty last segment`, (s) => ({
      bytes: Buffer.concat([s.even, Buffer.alloc(n)]),
    })),
  ),
  row('the last segment appended again', (s) => ({ bytes: Buffer.concat([s.bytes, s.segment(3)]) })),
  row('two containers joined', (s) => ({ bytes: Buffer.concat([s.bytes, s.again]) })),
  row('two containers joined without the second header', (s) => ({
    bytes: Buffer.concat([s.even, s.again.subarray(H)]),
  })),
  row('a segment taken from another sealing of the same file', (s) => ({
    bytes: s.joined(s.segment(0), s.segment(1, s.again), s.segment(2), s.segment(3)),
  })),
  row('the last segment taken from another sealing of the same file', (s) => ({
    bytes: s.joined(s.segment(0), s.segment(1), s.segment(2), s.segment(3, s.again)),
  })),
  row('a segment taken from another file', (s) => ({
    bytes: s.joined(s.segment(0), s.segment(1, s.otherFile), s.segment(2), s.segment(3)),
  })),
  row('the object of another file', (s) => ({ bytes: s.otherFile })),
  row('the object of another part of this file', (s) => ({
    bytes: sealContainer(s.suite, pattern(WHOLE), { ...ADDRESS, part: 1 }),
  })),
  row('an older container of the same size, against the row', (s) => ({
    bytes: s.again,
    expected: s.bytes.subarray(56, H),
  })),
  row('an older container of another size, against the row', (s) => ({
    bytes: s.even,
    expected: s.bytes.subarray(56, H),
  })),
  row('4 bytes cut off the last tag', (s) => ({ bytes: s.bytes.subarray(0, -4) })),
  row('8 bytes cut off the last tag', (s) => ({ bytes: s.bytes.subarray(0, -8) })),
  row('12 bytes cut off the last tag', (s) => ({ bytes: s.bytes.subarray(0, -12) })),
];

function row(name: string, change: Row[1]): Row {
  return [name, change];
}

export function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i);
}
