import { timingSafeEqual } from 'node:crypto';
import { BodyOpener, BodySealer } from './body.ts';
import { IntegrityError } from './integrity.ts';
import { containerPrefix, type PartAddress, PREFIX_LENGTH } from './prefix.ts';
import { systemRandomness } from './randomness.ts';
import { HEADER_LENGTH } from './sizes.ts';
import { type SuiteId, suiteOf } from './suites.ts';

export type { PartAddress } from './prefix.ts';

/**
 * Seals one container (FORMAT.md section 1) in one pass, whatever its length. A container is sealed once: a
 * repeat is a new sealer, under a new part number. The result does not depend on how the input is cut.
 */
export class ContainerSealer {
  readonly #body: BodySealer;

  /**
   * @param dek 32 bytes; not kept
   * @throws IntegrityError when key or address have the wrong form
   */
  constructor(suite: SuiteId, dek: Buffer, address: PartAddress) {
    const prefix = containerPrefix(suite, address);
    this.#body = new BodySealer(suiteOf(suite), dek, prefix, prefix, systemRandomness);
  }

  /** The container's first 88 bytes; they are also the first bytes of the output. */
  get header(): Buffer {
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
   * Takes plaintext and gives the sealed bytes that are ready, in order: none, or batches of 256 KiB of
   * plaintext each. The chunk may be reused afterwards; the batches are the caller's own.
   */
  update(chunk: Uint8Array): Buffer[] {
    return this.#body.update(chunk);
  }

  /** Takes a batch back that `update` gave and nobody reads any more: the next one is written into it. */
  recycle(batch: Buffer): void {
    this.#body.recycle(batch);
  }

  /** The rest, with the last segment. Nothing can be sealed afterwards. */
  final(): Buffer {
    return this.#body.final();
  }
}

/** Opens the segments of one container, in any order. */
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

  /**
   * Authenticates one segment and gives its plaintext, in memory of its own: 16384 bytes, or fewer for the last.
   * Suite 2 does not show the last one's exact length outside: compare what comes out with the part's length.
   * @throws IntegrityError when it is not what was sealed at this index, or too long or too short for its place
   */
  openSegment(index: number, sealed: Buffer, isLast: boolean): Buffer {
    return this.#body.openSegment(index, sealed, isLast);
  }
}
