import { IntegrityError } from './integrity.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The 16 raw bytes of a uuid.
 * @throws IntegrityError when `text` is not the canonical lower-case form
 */
export function uuidBytes(text: string): Buffer {
  if (!UUID.test(text)) throw new IntegrityError('id');
  return Buffer.from(text.replaceAll('-', ''), 'hex');
}

/**
 * Four bytes, big-endian.
 * @throws IntegrityError outside 0 … 2^32 - 1
 */
export function u32(value: number): Buffer {
  if (!Number.isInteger(value) || value < 0 || value >= 2 ** 32) throw new IntegrityError('number');
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/**
 * Eight bytes, big-endian.
 * @throws IntegrityError outside 0 … 2^53 - 1
 */
export function u64(value: number): Buffer {
  if (!Number.isSafeInteger(value) || value < 0) throw new IntegrityError('number');
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(Math.floor(value / 2 ** 32), 0);
  bytes.writeUInt32BE(value % 2 ** 32, 4);
  return bytes;
}
