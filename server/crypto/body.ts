import { timingSafeEqual } from 'node:crypto';
import { IntegrityError } from './integrity.ts';
import { SegmentBatch } from './segment-batch.ts';
import { openSegments, type SegmentsToOpen, type SegmentsToSeal } from './segments.ts';
import { SEGMENT, SEGMENTS_MAX } from './sizes.ts';
import type { Suite } from './suites.ts';

const SALT = 24;
const COMMITMENT = 32;
/** Bytes of salt and commitment. */
export const BODY_HEADER = SALT + COMMITMENT;

/**
 * Cuts the work of sealing `salt ‖ commitment ‖ segments` under a context, behind `lead` bytes that are written as they
 * are. It takes its salt as an argument, for the known answers; other rooms use ContainerSealer and `wrap`.
 */
export class BodySealer {
  /** What precedes the segments: lead, salt, commitment. */
  readonly header: Uint8Array;
  readonly commitment: Buffer;
  /** Plaintext bytes taken so far. */
  length = 0;
  readonly #suite: Suite;
  readonly #keys: unknown;
  #begun = false;
  #finished = false;

  constructor(suite: Suite, key: Buffer, context: Buffer, lead: Buffer, salt: Buffer) {
    const { commitment, keys } = suite.deriveKeys(key, salt, context);
    this.#suite = suite;
    this.#keys = keys;
    this.commitment = commitment;
    this.header = new Uint8Array(Buffer.concat([lead, salt, commitment]));
  }

  batch(most: number, expected: number): SegmentBatch {
    return new SegmentBatch(this.#suite.id, this.#begun ? null : this.header, most, expected);
  }

  next({ memory, lead, length }: SegmentBatch, last: boolean): SegmentsToSeal {
    if (this.#finished) throw new Error('sealing is finished');
    if (this.#begun === lead > 0) throw new Error('not the batch whose turn it is');
    const first = this.length / SEGMENT;
    if (!last && length % SEGMENT !== 0) throw new RangeError('only the last segment may be short');
    if (this.length + length >= SEGMENTS_MAX * SEGMENT) throw new RangeError('too many segments for one container');
    this.#begun = true;
    this.#finished = last;
    this.length += length;
    return { suite: this.#suite.id, keys: this.#keys, first, last, memory, lead, length };
  }
}

/** Cuts the work of opening one body, in any order, after its commitment was found right. */
export class BodyOpener {
  readonly #suite: Suite;
  readonly #keys: unknown;

  /**
   * @param header salt and commitment
   * @throws IntegrityError when the commitment does not belong to key, salt and context
   */
  constructor(suite: Suite, key: Buffer, context: Buffer, header: Buffer) {
    if (header.length !== BODY_HEADER) throw new IntegrityError('size');
    const { commitment, keys } = suite.deriveKeys(key, header.subarray(0, SALT), context);
    if (!timingSafeEqual(commitment, header.subarray(SALT))) throw new IntegrityError('commitment');
    this.#suite = suite;
    this.#keys = keys;
  }

  segments(first: number, sealed: Buffer, last: boolean): SegmentsToOpen {
    return { suite: this.#suite.id, keys: this.#keys, first, last, sealed };
  }

  /**
   * All segments at once, in memory of its own.
   * @throws IntegrityError when any byte is not what was sealed, or any is missing or too many
   */
  openAll(sealed: Buffer): Buffer {
    const copy = Buffer.allocUnsafeSlow(sealed.length);
    copy.set(sealed);
    return openSegments(this.segments(0, copy, true));
  }
}
