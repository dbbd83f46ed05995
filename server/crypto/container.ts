import { timingSafeEqual } from 'node:crypto';
import { BodyOpener, BodySealer } from './body.ts';
import { IntegrityError } from './integrity.ts';
import { containerPrefix, type PartAddress, PREFIX_LENGTH } from './prefix.ts';
import { systemRandomness } from './randomness.ts';
import type { SegmentBatch } from './segment-batch.ts';
import type { SegmentsToOpen, SegmentsToSeal } from './segments.ts';
import { HEADER_LENGTH } from './sizes.ts';
import { type SuiteId, suiteOf } from './suites.ts';

export type { PartAddress } from './prefix.ts';

/**
 * Cuts the work of sealing one container (FORMAT.md section 1) in one pass, whatever its length. A container is sealed
 * once: a repeat is a new sealer, under a new part number.
 */
export class ContainerSealer {
  readonly #body: BodySealer;

  /**
   * @param dek 32 bytes; not kept
   * @throws IntegrityError when key or address have the wrong form
   */
  constructor(suite: SuiteId, dek: Buffer, address: PartAddress) {
    const prefix = containerPrefix(suite, address);
    this.#body = new BodySealer(suiteOf(suite), dek, prefix, prefix, systemRandomness.salt());
  }

  /** The container's first 88 bytes; they are also the first bytes of the output. */
  get header(): Uint8Array {
    return this.#body.header;
  }

  /** The 32 bytes that the catalog keeps for this part. */
  get commitment(): Buffer {
    return this.#body.commitment;
  }

  /** Plaintext bytes so far. */
  get length(): number {
    return this.#body.length;
  }

  /**
   * To be filled with what follows in the container, up to `most` bytes; it begins with memory for `expected`.
   * The first holds the header too.
   */
  batch(most: number, expected: number): SegmentBatch {
    return this.#body.batch(most, expected);
  }

  /**
   * The work of sealing the batch asked for last: a multiple of SEGMENT bytes, or with `last` the container's end, of
   * any length, behind which nothing can be sealed.
   */
  next(batch: SegmentBatch, last: boolean): SegmentsToSeal {
    return this.#body.next(batch, last);
  }
}

/** Cuts the work of opening one container, in any order. */
export class ContainerOpener {
  readonly #body: BodyOpener;

  /**
   * Checks the header: prefix, then commitment (in constant time) against the catalog's and against the key's.
   * @param header the container's first 88 bytes
   * @param expectedCommitment the part row's
   * @throws IntegrityError when any of it differs
   */
  constructor(suite: SuiteId, dek: Buffer, address: PartAddress, header: Buffer, expectedCommitment: Buffer) {
    if (header.length !== HEADER_LENGTH || expectedCommitment.length !== 32) throw new IntegrityError('size');
    const prefix = containerPrefix(suite, address);
    if (!prefix.equals(header.subarray(0, PREFIX_LENGTH))) throw new IntegrityError('prefix');
    if (!timingSafeEqual(expectedCommitment, header.subarray(-32))) throw new IntegrityError('commitment');
    this.#body = new BodyOpener(suiteOf(suite), dek, prefix, header.subarray(PREFIX_LENGTH));
  }

  /** The work of opening whole segments, the first of index `first`, in the memory that `sealed` lies in. */
  segments(first: number, sealed: Buffer, last: boolean): SegmentsToOpen {
    return this.#body.segments(first, sealed, last);
  }
}
