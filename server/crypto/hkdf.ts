import { createHmac } from 'node:crypto';
import { IntegrityError } from './integrity.ts';

/**
 * HKDF-Expand with SHA-512 (RFC 5869 section 2.3), at most 128 bytes. Node's `hkdfSync` extracts first,
 * which is another function.
 * @throws IntegrityError unless `key` has 32 bytes
 */
export function expand(key: Buffer, info: Buffer, length: number): Buffer {
  if (key.length !== 32) throw new IntegrityError('key');
  const first = createHmac('sha512', key).update(info).update(Buffer.of(1)).digest();
  const second = createHmac('sha512', key).update(first).update(info).update(Buffer.of(2)).digest();
  const both = Buffer.alloc(128);
  first.copy(both, 0);
  second.copy(both, 64);
  first.fill(0);
  second.fill(0);
  return both.subarray(0, length);
}
