import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BodySealer } from '../../../server/crypto/body.ts';
import { ContainerSealer, type PartAddress } from '../../../server/crypto/container.ts';
import { u64 } from '../../../server/crypto/encoding.ts';
import { containerPrefix } from '../../../server/crypto/prefix.ts';
import { type Randomness } from '../../../server/crypto/randomness.ts';
import { sealSegments } from '../../../server/crypto/segments.ts';
import { type SuiteId, suiteOf } from '../../../server/crypto/suites.ts';
import { piece } from '../../support/piece.ts';

/** FORMAT.md section 7. */
export const DEK = Buffer.from(Array.from({ length: 32 }, (_, i) => i));
export const FILE_ID = '00112233-4455-4677-8899-aabbccddeeff';
export const OTHER_FILE_ID = 'ffeeddcc-bbaa-4988-b766-554433221100';
export const ADDRESS: PartAddress = { fileId: FILE_ID, part: 0 };

export const SUITES = [
  { suite: 1, label: 'AES-256-GCM' },
  { suite: 2, label: 'AES-256-CBC with HMAC-SHA-512' },
] as const;

export const fixedRandomness: Randomness = {
  salt: () => Buffer.from(Array.from({ length: 24 }, (_, i) => 0xa0 + i)),
  iv: (index, place) => {
    createHash('sha256').update('sfe1-kat-iv').update(u64(index)).digest().copy(place, 0, 0, 16);
  },
};

/** Byte j = (31·j + 7 + floor(j/256)) mod 256. */
export function pattern(n: number): Buffer {
  const bytes = Buffer.alloc(n);
  for (let j = 0; j < n; j += 1) bytes[j] = (31 * j + 7 + Math.floor(j / 256)) % 256;
  return bytes;
}

/** A container with the known answers' salt and IVs, its input cut into the given chunks. */
export function sealFixed(suite: SuiteId, chunks: Iterable<Uint8Array>): Buffer {
  return sealSegments(piece(fixedSealer(suite), [...chunks], true), fixedRandomness);
}

/** A sealer with the known answers' salt. */
export function fixedSealer(suite: SuiteId): BodySealer {
  const prefix = containerPrefix(suite, ADDRESS);
  return new BodySealer(suiteOf(suite), DEK, prefix, prefix, fixedRandomness.salt());
}

/** A container as the service seals it. */
export function sealContainer(suite: SuiteId, plain: Uint8Array, address = ADDRESS, dek = DEK): Buffer {
  return sealSegments(piece(new ContainerSealer(suite, dek, address), [plain], true));
}

/** `bytes` with one bit turned. */
export function flip(bytes: Buffer, offset: number, bit = 0): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(offset) ^ (2 ** bit), offset);
  return copy;
}

/** A file of public vectors beside the repository, or null with a printed reason. */
export function readVectors<T>(name: string): T | null {
  const path = fileURLToPath(new URL(`../../../../shared/vectors/${name}`, import.meta.url));
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as T;
  console.warn(`skipped: public vectors ${name} are not beside the repository (../shared/vectors)`);
  return null;
}
