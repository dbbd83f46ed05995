import { u32, uuidBytes } from './encoding.ts';
import type { SuiteId } from './suites.ts';

const MAGIC = Buffer.from('89534645' + '0d0a1a0a', 'hex');
const VERSION = 1;
const FLAGS = 0;
const RESERVED = 0;

/** Bytes of PREFIX. */
export const PREFIX_LENGTH = 32;

/** Which container of which file. */
export interface PartAddress {
  /** Canonical uuid text. */
  fileId: string;
  /** 0, 1, 2 … */
  part: number;
}

/**
 * The one PREFIX that a container of this suite at this address may begin with.
 * @throws IntegrityError when the address is not one
 */
export function containerPrefix(suite: SuiteId, address: PartAddress): Buffer {
  const kind = Buffer.of(VERSION, suite, FLAGS, RESERVED);
  return Buffer.concat([MAGIC, kind, u32(address.part), uuidBytes(address.fileId)]);
}
