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
  /** The batch's: sealed bytes take the plaintext's place. */
  memory: Buffer;
  /** Bytes in front of the segments. */
  lead: number;
  /** Bytes of plaintext; a multiple of SEGMENT, unless `last`. */
  length: number;
}

export interface SegmentsToOpen extends Segments {
  /** Whole segments. The plaintext takes their place. */
  sealed: Buffer;
}

/** Header and sealed segments, in the memory of the batch. Only the known answers give a randomness. */
export function sealSegments(work: SegmentsToSeal, randomness: Randomness = systemRandomness): Buffer {
  const { suite: id, keys, memory, length } = work;
  const suite = suiteOf(id);
  const full = Math.floor(length / SEGMENT);
  let end = work.lead;
  const seal = (index: number, bytes: number) => {
    const place = memory.subarray(end, end + sealedLength(id, bytes));
    suite.seal(keys, index, place, bytes, randomness);
    end += place.length;
  };
  for (let i = 0; i < full; i += 1) seal(work.first + i, SEGMENT);
  if (work.last) seal(work.first + full, length % SEGMENT);
  return memory.subarray(0, end);
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
