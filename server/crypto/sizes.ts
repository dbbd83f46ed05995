import { IntegrityError } from './integrity.ts';
import type { SuiteId } from './suites.ts';

/** Plaintext bytes of a full segment. */
export const SEGMENT = 16_384;
/** Bytes before the first segment: prefix 32, salt 24, commitment 32. */
export const HEADER_LENGTH = 88;
/** Most plaintext bytes that the service puts in one part. */
export const PART_MAX = 16 * 1024 * 1024;
/** Most segments in one container. */
export const SEGMENTS_MAX = 2 ** 38;

/** Bytes of a full sealed segment. */
export function segmentLength(suite: SuiteId): number {
  return sealedLength(suite, SEGMENT);
}

/** Bytes that a segment of `n` plaintext bytes takes once sealed. */
export function sealedLength(suite: SuiteId, n: number): number {
  return suite === 1 ? n + 16 : 64 + 16 * Math.floor(n / 16);
}

/** Bytes of a sealed segment in front of its text: the IV of suite 2. */
export function textOffset(suite: SuiteId): number {
  return suite === 1 ? 0 : 16;
}

/** Bytes of all segments of a container that holds `n` plaintext bytes. */
export function segmentsLength(suite: SuiteId, n: number): number {
  return Math.floor(n / SEGMENT) * segmentLength(suite) + sealedLength(suite, n % SEGMENT);
}

/** Bytes of the container that holds `n` plaintext bytes. */
export function containerSize(suite: SuiteId, n: number): number {
  return HEADER_LENGTH + segmentsLength(suite, n);
}

/** How the bytes behind a header divide: `full` whole segments, then the last one of `last` sealed bytes. */
export interface Layout {
  full: number;
  last: number;
}

/**
 * Divides `length` bytes of sealed segments.
 * @throws IntegrityError when no plaintext gives that length
 */
export function segmentLayout(suite: SuiteId, length: number): Layout {
  const full = Math.floor(length / segmentLength(suite));
  const last = length - full * segmentLength(suite);
  if (length < 0 || !isLastLength(suite, last)) throw new IntegrityError('size');
  return { full, last };
}

/** Whether a last segment, which holds less than SEGMENT bytes, can be sealed into `length` bytes. */
function isLastLength(suite: SuiteId, length: number): boolean {
  if (length < sealedLength(suite, 0) || length >= segmentLength(suite)) return false;
  return suite === 1 || length % 16 === 0;
}

/** Where a plaintext range lies in a container. */
export interface SegmentSpan {
  /** Byte range of the container: `start … end - 1`, whole sealed segments. */
  start: number;
  end: number;
  /** Index of the first and of the last segment in it. */
  first: number;
  last: number;
  /** Whether `last` is the container's last segment. */
  reachesEnd: boolean;
}

/**
 * The segments that hold the plaintext bytes `start … end - 1` of a container of `n` plaintext bytes. A range up
 * to `n` takes in the last segment even where that is empty, so that a full read verifies it.
 * @throws RangeError unless 0 ≤ start ≤ end ≤ n
 */
export function segmentSpan(suite: SuiteId, start: number, end: number, n: number): SegmentSpan {
  if (!(start >= 0 && start <= end && end <= n)) throw new RangeError('range outside the container');
  const first = Math.floor(start / SEGMENT);
  const final = Math.floor(n / SEGMENT);
  const last = end === n ? final : Math.max(first, Math.floor((end - 1) / SEGMENT));
  const reachesEnd = last === final;
  const step = segmentLength(suite);
  return {
    start: HEADER_LENGTH + first * step,
    end: reachesEnd ? containerSize(suite, n) : HEADER_LENGTH + (last + 1) * step,
    first,
    last,
    reachesEnd,
  };
}
