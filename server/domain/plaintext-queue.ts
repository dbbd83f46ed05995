import { SEGMENT } from '../crypto/sizes.ts';

/** Bytes of memory for chunks that are too small for memory of their own. */
const LOOSE = 4 * SEGMENT;
/** Bytes from which on a chunk is cut: what is left of one that is taken in part is copied. */
const LARGE = 64 * SEGMENT;

/** Plaintext that was read and not yet sealed, in memory that can be given away. */
export class PlaintextQueue {
  /** Bytes in it. */
  length = 0;
  readonly #chunks: Uint8Array[] = [];
  #loose: Uint8Array = new Uint8Array();
  #looseLength = 0;

  /** Takes a chunk: as it is when it owns its memory and is not large, or else as a copy. */
  add(chunk: Uint8Array): void {
    this.length += chunk.length;
    if (chunk.length < SEGMENT) {
      this.#keep(chunk);
    } else {
      this.#close();
      if (chunk.length === chunk.buffer.byteLength && chunk.length <= LARGE) this.#chunks.push(chunk);
      else
        for (let at = 0; at < chunk.length; at += LARGE)
          this.#chunks.push(new Uint8Array(chunk.subarray(at, at + LARGE)));
    }
  }

  /**
   * The first `wanted` bytes and what else their last chunk holds of whole segments, at most `most` bytes; all there is
   * when that is less than `wanted`. `wanted` and `most` are multiples of SEGMENT.
   */
  take(wanted: number, most: number): Uint8Array[] {
    this.#close();
    let end = 0;
    let length = 0;
    for (const chunk of this.#chunks) {
      if (length >= wanted) break;
      length += chunk.length;
      end += 1;
    }
    const taken = this.#chunks.splice(0, end);
    const last = taken.at(-1);
    const over = length < wanted ? 0 : length - Math.min(most, length - (length % SEGMENT));
    if (last && over > 0) {
      taken[end - 1] = last.subarray(0, last.length - over);
      this.#chunks.unshift(new Uint8Array(last.subarray(last.length - over)));
    }
    this.length -= length - over;
    return taken;
  }

  #keep(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      if (this.#looseLength === this.#loose.length) {
        this.#close();
        this.#loose = Buffer.allocUnsafeSlow(LOOSE);
      }
      const some = chunk.subarray(at, at + this.#loose.length - this.#looseLength);
      this.#loose.set(some, this.#looseLength);
      this.#looseLength += some.length;
      at += some.length;
    }
  }

  #close(): void {
    if (this.#looseLength > 0) this.#chunks.push(this.#loose.subarray(0, this.#looseLength));
    this.#loose = new Uint8Array();
    this.#looseLength = 0;
  }
}
