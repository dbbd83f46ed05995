import { timingSafeEqual } from 'node:crypto';
import { IntegrityError } from './integrity.ts';
import type { Randomness } from './randomness.ts';
import { isLastLength, SEGMENT, SEGMENTS_MAX, sealedLength, segmentLayout, segmentLength } from './sizes.ts';
import type { SegmentCipher, Suite } from './suites.ts';

/** Segments that leave together: 256 KiB of plaintext. */
const BATCH = 16;
const SALT = 24;
const COMMITMENT = 32;
/** Bytes of salt and commitment. */
export const BODY_HEADER = SALT + COMMITMENT;

/**
 * Seals `salt ‖ commitment ‖ segments` under a context, behind `lead` bytes that are written as they are.
 * It takes its randomness as an argument, for the known answers; other rooms use ContainerSealer and `wrap`.
 */
export class BodySealer {
  /** What precedes the segments: lead, salt, commitment. */
  readonly header: Buffer;
  readonly commitment: Buffer;
  /** Plaintext bytes taken so far. */
  length = 0;
  readonly #suite: Suite;
  readonly #randomness: Randomness;
  readonly #segments: SegmentCipher;
  #index = 0;
  /** Plaintext of the segment that is not full yet. */
  #rest: Buffer | null = null;
  #restLength = 0;
  #batch: Buffer | null = null;
  #batchLength = 0;
  /** A batch that was given back. */
  #spare: ArrayBufferLike | null = null;
  #finished = false;

  constructor(suite: Suite, key: Buffer, context: Buffer, lead: Buffer, randomness: Randomness) {
    const salt = randomness.salt();
    const { commitment, segments } = suite.deriveKeys(key, salt, context);
    this.#suite = suite;
    this.#randomness = randomness;
    this.#segments = segments;
    this.commitment = commitment;
    this.header = Buffer.concat([lead, salt, commitment]);
  }

  update(chunk: Uint8Array): Buffer[] {
    if (this.#finished) throw new Error('sealing is finished');
    const full: Buffer[] = [];
    let at = 0;
    if (this.#restLength > 0) {
      at = Math.min(SEGMENT - this.#restLength, chunk.length);
      this.#keep(chunk.subarray(0, at));
      if (this.#rest !== null && this.#restLength === SEGMENT) {
        this.#restLength = 0;
        this.#seal(this.#rest, full);
      }
    }
    for (; chunk.length - at >= SEGMENT; at += SEGMENT) this.#seal(chunk.subarray(at, at + SEGMENT), full);
    if (at < chunk.length) this.#keep(chunk.subarray(at));
    this.length += chunk.length;
    return full;
  }

  final(): Buffer {
    if (this.#finished) throw new Error('sealing is finished');
    this.#finished = true;
    const plain = this.#rest?.subarray(0, this.#restLength) ?? Buffer.alloc(0);
    const batch = this.#batch ?? this.#newBatch(sealedLength(this.#suite.id, plain.length));
    this.#batchLength += this.#segments.seal(this.#index, plain, batch, this.#batchLength, this.#randomness);
    this.#rest?.fill(0);
    this.#batch = null;
    return batch.subarray(0, this.#batchLength);
  }

  /** Takes a batch back that `update` gave and nobody reads any more: the next one is written into it. */
  recycle(batch: Buffer): void {
    this.#spare = batch.buffer;
  }

  #keep(bytes: Uint8Array): void {
    this.#rest ??= Buffer.allocUnsafeSlow(SEGMENT);
    this.#rest.set(bytes, this.#restLength);
    this.#restLength += bytes.length;
  }

  #seal(plain: Uint8Array, full: Buffer[]): void {
    if (this.#index >= SEGMENTS_MAX - 1) throw new RangeError('too many segments for one container');
    this.#batch ??= this.#newBatch(BATCH * segmentLength(this.#suite.id));
    this.#batchLength += this.#segments.seal(this.#index, plain, this.#batch, this.#batchLength, this.#randomness);
    this.#index += 1;
    if (this.#index % BATCH === 0) {
      full.push(this.#batch.subarray(0, this.#batchLength));
      this.#batch = null;
    }
  }

  #newBatch(room: number): Buffer {
    const length = this.header.length + room;
    const batch = this.#spare?.byteLength === length ? Buffer.from(this.#spare) : Buffer.allocUnsafeSlow(length);
    this.#spare = null;
    this.#batchLength = this.#index === 0 ? this.header.length : 0;
    if (this.#index === 0) batch.set(this.header, 0);
    return batch;
  }
}

/** Opens the segments of one body, in any order, after its commitment was found right. */
export class BodyOpener {
  readonly #suite: Suite;
  readonly #segments: SegmentCipher;

  /**
   * @param header salt and commitment
   * @throws IntegrityError when the commitment does not belong to key, salt and context
   */
  constructor(suite: Suite, key: Buffer, context: Buffer, header: Buffer) {
    if (header.length !== BODY_HEADER) throw new IntegrityError('size');
    const { commitment, segments } = suite.deriveKeys(key, header.subarray(0, SALT), context);
    if (!timingSafeEqual(commitment, header.subarray(SALT))) throw new IntegrityError('commitment');
    this.#suite = suite;
    this.#segments = segments;
  }

  openSegment(index: number, sealed: Buffer, isLast: boolean): Buffer {
    const fits = isLast ? isLastLength(this.#suite.id, sealed.length) : sealed.length === segmentLength(this.#suite.id);
    if (!fits) throw new IntegrityError('size');
    const plain = this.#segments.open(index, sealed);
    // The padding of suite 2 could hide up to fifteen bytes more in a full segment.
    if (!isLast && plain.length !== SEGMENT) throw new IntegrityError('padding');
    return plain;
  }

  /**
   * All segments at once, in memory of its own.
   * @throws IntegrityError when any byte is not what was sealed, or any is missing or too many
   */
  openAll(sealed: Buffer): Buffer {
    const { full, last } = segmentLayout(this.#suite.id, sealed.length);
    const step = segmentLength(this.#suite.id);
    const end = this.openSegment(full, sealed.subarray(sealed.length - last), true);
    if (full === 0) return end;
    const plain = Buffer.allocUnsafeSlow(full * SEGMENT + end.length);
    for (let i = 0; i < full; i += 1) {
      plain.set(this.openSegment(i, sealed.subarray(i * step, (i + 1) * step), false), i * SEGMENT);
    }
    plain.set(end, full * SEGMENT);
    return plain;
  }
}
