import { u32, uuidBytes } from './encoding.ts';

/**
 * The store's key of one container (FORMAT.md section 2).
 * @throws IntegrityError when `fileId` is not canonical uuid text or `part` not a number of 32 bits
 */
export function objectKey(fileId: string, part: number): string {
  return `${filePrefix(fileId)}${u32(part).readUInt32BE()}.enc`;
}

/**
 * What the keys of all containers of a file begin with, ending in `/`.
 * @throws IntegrityError when `fileId` is not canonical uuid text
 */
export function filePrefix(fileId: string): string {
  return `${uuidBytes(fileId).toString('hex', 0, 1)}/${fileId}/`;
}
