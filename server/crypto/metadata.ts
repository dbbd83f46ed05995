import { createHash, timingSafeEqual } from 'node:crypto';
import { u32, u64 } from './encoding.ts';
import { IntegrityError } from './integrity.ts';

/** What the catalog must not show of a file that is being received. */
export interface DraftMetadata {
  name: string;
  /** Media type. */
  type: string;
}

/** What is sealed about a stored file (FORMAT.md section 4). */
export interface Metadata extends DraftMetadata {
  /** Plaintext bytes. */
  size: number;
  /** How many parts. */
  parts: number;
  /** `partsDigest` of them, 32 bytes. */
  digest: Buffer;
  /** SHA-256 of the contents in hex, where a receipt needs it and it was made. */
  sha256?: string | undefined;
  /** The name as a sender without an account gave it, whatever the owner calls it since. */
  sentAs?: string | undefined;
}

export interface PartRecord {
  part: number;
  /** Plaintext bytes. */
  length: number;
  commitment: Buffer;
}

/** The plaintext of `sealed_meta` of a stored file: JSON, zero-padded to a multiple of 512 bytes. */
export function encodeMetadata(metadata: Metadata): Buffer {
  const { name, type, size, parts, digest, sha256, sentAs } = metadata;
  return pad({ v: 1, name, type, size, parts, digest: digest.toString('base64'), sha256, sentAs });
}

/** @throws IntegrityError when it is not a whole record, as when a draft was put back */
export function decodeMetadata(bytes: Buffer): Metadata {
  const record = unpad(bytes);
  const { size, parts, digest } = record;
  if (!isCount(size) || !isCount(parts) || parts === 0 || typeof digest !== 'string') {
    throw new IntegrityError('metadata');
  }
  const raw = Buffer.from(digest, 'base64');
  if (raw.length !== 32 || raw.toString('base64') !== digest) throw new IntegrityError('metadata');
  return { ...draftOf(record), size, parts, digest: raw, ...optionsOf(record) };
}

/** The optional keys that we write. */
function optionsOf({ sha256, sentAs }: Record<string, unknown>): Pick<Metadata, 'sha256' | 'sentAs'> {
  if (sha256 !== undefined && !(typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256))) {
    throw new IntegrityError('metadata');
  }
  if (sentAs !== undefined && typeof sentAs !== 'string') throw new IntegrityError('metadata');
  return { ...(sha256 === undefined ? {} : { sha256 }), ...(sentAs === undefined ? {} : { sentAs }) };
}

/** The plaintext of `sealed_meta` while a file is `receiving`. */
export function encodeDraft(draft: DraftMetadata): Buffer {
  return pad({ v: 1, name: draft.name, type: draft.type });
}

/** @throws IntegrityError when it is not a record */
export function decodeDraft(bytes: Buffer): DraftMetadata {
  return draftOf(unpad(bytes));
}

/** SHA-256 over part u32 ‖ length u64 ‖ commitment 32 of each part, in the order given. */
export function partsDigest(parts: readonly PartRecord[]): Buffer {
  const hash = createHash('sha256');
  for (const { part, length, commitment } of parts) {
    if (commitment.length !== 32) throw new IntegrityError('parts');
    hash.update(u32(part)).update(u64(length)).update(commitment);
  }
  return hash.digest();
}

/**
 * Holds the part rows of a file, in the order of their numbers, against its authentic metadata.
 * @throws IntegrityError when any is missing, changed, out of order or from elsewhere
 */
export function verifyParts(metadata: Metadata, parts: readonly PartRecord[]): void {
  const rising = parts.every(({ part }, i) => part > (parts[i - 1]?.part ?? -1));
  const filled = parts.every(({ length }) => length > 0) || (parts.length === 1 && metadata.size === 0);
  const sum = parts.reduce((total, { length }) => total + length, 0);
  if (!rising || !filled || parts.length !== metadata.parts || sum !== metadata.size) throw new IntegrityError('parts');
  if (!timingSafeEqual(partsDigest(parts), metadata.digest)) throw new IntegrityError('parts');
}

const STEP = 512;

function pad(record: object): Buffer {
  const json = Buffer.from(JSON.stringify(record), 'utf8');
  const padded = Buffer.alloc(Math.ceil(json.length / STEP) * STEP);
  padded.set(json);
  return padded;
}

function unpad(bytes: Buffer): Record<string, unknown> {
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  if (bytes.length % STEP !== 0 || bytes.length - end >= STEP) throw new IntegrityError('metadata');
  try {
    const record: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end)));
    if (typeof record === 'object' && record !== null && 'v' in record && record.v === 1) return { ...record };
  } catch {
    // Falls through to the one refusal; a parser's message could quote the name.
  }
  throw new IntegrityError('metadata');
}

function draftOf(record: Record<string, unknown>): DraftMetadata {
  const { name, type } = record;
  if (typeof name !== 'string' || typeof type !== 'string') throw new IntegrityError('metadata');
  return { name, type };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
