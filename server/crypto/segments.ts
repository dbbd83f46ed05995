import { release } from '../memory/release.ts';
import { IntegrityError } from './integrity.ts';
import { type Randomness, systemRandomness } from './randomness.ts';
import { SEGMENT, sealedLength, segmentLayout, segmentLength } from './sizes.ts';
import { type Suite, type SuiteId, suiteOf } from './suites.ts';

/** Segments of one container that follow one another: one piece of work, for whichever thread. */
interface Segments {
  suite: SuiteId;
  /** Of the suite's own kind. */
  keys: unknown;
  /** Index of the first. */
  first: number;
  /** Whether the container's last segment is among them. */
  last: boolean;
}

export interface SegmentsToSeal extends Segments {
  /** Written in front of them as it is. */
  header: Uint8Array | null;
  /** Cut anyhow; a multiple of SEGMENT bytes, unless `last`. */
  plain: Uint8Array[];
  /** Bytes of `plain`. */
  length: number;
}

export interface SegmentsToOpen extends Segments {
  /** Whole segments. The plaintext takes their place. */
  sealed: Buffer;
}

/**
 * Header and sealed segments, in memory of their own. How the plaintext is cut makes no difference. Only the known
 * answers give a randomness.
 */
export function sealSegments(work: SegmentsToSeal, randomness: Randomness = systemRandomness): Buffer {
  const { header, plain, length, last } = work;
  const suite = suiteOf(work.suite);
  const full = Math.floor(length / SEGMENT);
  const rest = length - full * SEGMENT;
  const body = full * segmentLength(suite.id) + (last ? sealedLength(suite.id, rest) : 0);
  const target = Buffer.allocUnsafeSlow((header?.length ?? 0) + body);
  if (header) target.set(header, 0);
  const pieces = new Pieces(plain);
  let at = header?.length ?? 0;
  for (let i = 0; i < full; i += 1) {
    at += suite.seal(work.keys, work.first + i, pieces.next(SEGMENT), target, at, randomness);
  }
  if (last) suite.seal(work.keys, work.first + full, pieces.next(rest), target, at, randomness);
  pieces.clear();
  return target;
}

/**
 * Authenticates each segment and puts its plaintext where the sealed bytes were, from their beginning on. Suite 2 does
 * not show the last one's exact length outside: compare what comes out with the part's length.
 * @throws IntegrityError when any is not what was sealed at its index, or too long or too short for its place; `sealed`
 * is overwritten then
 */
export function openSegments({ suite: id, keys, first, last, sealed }: SegmentsToOpen): Buffer {
  const suite = suiteOf(id);
  const step = segmentLength(id);
  const { full, end } = layout(id, sealed.length, last);
  let length = 0;
  const put = (plain: Buffer) => {
    sealed.set(plain, length);
    length += plain.length;
    release(plain);
  };
  try {
    for (let i = 0; i < full; i += 1) put(openFull(suite, keys, first + i, sealed.subarray(i * step, (i + 1) * step)));
    if (last) put(suite.open(keys, first + full, sealed.subarray(full * step, full * step + end)));
  } catch (error) {
    sealed.fill(0);
    throw error;
  }
  return sealed.subarray(0, length);
}

function layout(suite: SuiteId, length: number, last: boolean): { full: number; end: number } {
  if (last) {
    const { full, last: end } = segmentLayout(suite, length);
    return { full, end };
  }
  if (length % segmentLength(suite) !== 0) throw new IntegrityError('size');
  return { full: length / segmentLength(suite), end: 0 };
}

function openFull(suite: Suite, keys: unknown, index: number, sealed: Buffer): Buffer {
  const plain = suite.open(keys, index, sealed);
  // The padding of suite 2 could hide up to fifteen bytes more in a full segment.
  if (plain.length !== SEGMENT) throw new IntegrityError('padding');
  return plain;
}

/** Hands chunks out as pieces of given lengths. Only one that lies in several chunks is copied. */
class Pieces {
  readonly #chunks: Uint8Array[];
  #chunk = 0;
  #at = 0;
  #joined: Uint8Array | null = null;

  constructor(chunks: Uint8Array[]) {
    this.#chunks = chunks;
  }

  /** The next `length` bytes, at most SEGMENT and no more than are left; valid until the next call. */
  next(length: number): Uint8Array {
    let piece = this.#some(length);
    if (piece.length === length) return piece;
    this.#joined ??= new Uint8Array(SEGMENT);
    let filled = 0;
    for (;;) {
      this.#joined.set(piece, filled);
      filled += piece.length;
      if (filled === length) return this.#joined.subarray(0, length);
      piece = this.#some(length - filled);
    }
  }

  /** Overwrites what was copied. */
  clear(): void {
    this.#joined?.fill(0);
  }

  #some(most: number): Uint8Array {
    while (this.#at === this.#chunks[this.#chunk]?.length) {
      this.#chunk += 1;
      this.#at = 0;
    }
    const piece = this.#chunks[this.#chunk]?.subarray(this.#at, this.#at + most) ?? new Uint8Array();
    this.#at += piece.length;
    return piece;
  }
}
