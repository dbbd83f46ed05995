import { cbcSuite } from './cbc.ts';
import { gcmSuite } from './gcm.ts';
import { IntegrityError } from './integrity.ts';
import type { Randomness } from './randomness.ts';

/** 1: AES-256-GCM. 2: AES-256-CBC with HMAC-SHA-512. */
export type SuiteId = 1 | 2;

/**
 * One way to seal segments (FORMAT.md section 1). `Keys` are those of one container: an object that structured clone
 * gives to another thread, where a KeyObject shares its bytes.
 */
export interface Suite<Keys = unknown> {
  readonly id: SuiteId;
  /** Derives what seals the segments of one container and the commitment to its key, salt and context. */
  deriveKeys(key: Buffer, salt: Buffer, context: Buffer): { commitment: Buffer; keys: Keys };
  /** Seals the `length` bytes of text that stand at their offset in `place`, which the sealed segment then fills. */
  seal(keys: Keys, index: number, place: Buffer, length: number, randomness: Randomness): void;
  /**
   * Authenticates, then gives the plaintext in memory of its own.
   * @throws IntegrityError when it is not the segment that was sealed at this index
   */
  open(keys: Keys, index: number, sealed: Buffer): Buffer;
}

/** @throws IntegrityError for a number that is no suite */
export function suiteOf(id: number): Suite {
  if (id === 1) return gcmSuite;
  if (id === 2) return cbcSuite;
  throw new IntegrityError('suite');
}
