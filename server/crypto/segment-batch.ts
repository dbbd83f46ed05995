import { release } from '../memory/release.ts';
import { SEGMENT, segmentLength, segmentsLength, textOffset } from './sizes.ts';
import type { SuiteId } from './suites.ts';

/**
 * Plaintext of segments that follow one another, each laid where its sealed bytes are to stand: they take its place,
 * and leave no plaintext behind.
 */
export class SegmentBatch {
  /** Bytes of plaintext in it. */
  length = 0;
  /** Bytes in front of the segments, already in their place. */
  readonly lead: number;
  readonly #suite: SuiteId;
  readonly #most: number;
  #memory: Buffer;
  /** Plaintext bytes that the memory has room for. */
  #room: number;

  /**
   * @param header written in front of the segments as it is
   * @param most bytes of plaintext that it takes
   * @param expected bytes that it has room for from the beginning; it grows up to `most`
   */
  constructor(suite: SuiteId, header: Uint8Array | null, most: number, expected: number) {
    this.#suite = suite;
    this.lead = header?.length ?? 0;
    this.#most = most;
    this.#room = expected;
    this.#memory = this.#allocated();
    if (header) this.#memory.set(header);
  }

  /** Header and plaintext, in memory of their own, with room for what sealing adds, and for more. */
  get memory(): Buffer {
    return this.#memory;
  }

  /** Copies as much of `chunk` as there is room for; gives the number of bytes. */
  add(chunk: Uint8Array): number {
    const taken = Math.min(chunk.length, this.#most - this.length);
    if (this.length + taken > this.#room) this.#grow(this.length + taken);
    for (let at = 0; at < taken; ) {
      const within = this.length % SEGMENT;
      const some = Math.min(taken - at, SEGMENT - within);
      const segment = this.lead + Math.floor(this.length / SEGMENT) * segmentLength(this.#suite);
      this.#memory.set(chunk.subarray(at, at + some), segment + textOffset(this.#suite) + within);
      this.length += some;
      at += some;
    }
    return taken;
  }

  #grow(length: number): void {
    this.#room = Math.min(this.#most, Math.max(length, 2 * this.#room));
    const before = this.#memory;
    this.#memory = this.#allocated();
    this.#memory.set(before);
    release(before);
  }

  #allocated(): Buffer {
    return Buffer.allocUnsafeSlow(this.lead + segmentsLength(this.#suite, this.#room));
  }
}
