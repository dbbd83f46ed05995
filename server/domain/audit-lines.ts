import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AuditRow } from '../catalog/audit.ts';

/*
 * An export (RECORD.md): a line of JSON for each event, then one for its end. There is one way to write each line, so
 * that a reader can hold what it read against what it would have written.
 */

/** An event out of an export: all but its names. */
export type ExportedEvent = Omit<AuditRow, 'sealed'>;

/** What an export ends in. */
export interface Trailer {
  /** Place of the first event; always 1. */
  first: number;
  /** Place of the last event; 0 for an export without any. */
  last: number;
  /** Hash of the last event. */
  head: Buffer;
  /** When the export was made, in milliseconds. */
  at: number;
  /** The public key that signed the trailer, 32 bytes. */
  key: Buffer;
}

const TRAILER = 'strongroom/record/v1/export';

export function eventLine(event: ExportedEvent): string {
  return JSON.stringify({
    seq: event.seq,
    id: event.id,
    at: event.at,
    action: event.action,
    actorKind: event.actorKind,
    actorId: event.actorId,
    actorUserId: event.actorUserId,
    ownerId: event.ownerId,
    address: event.address,
    fileId: event.fileId,
    folderId: event.folderId,
    shareId: event.shareId,
    grantId: event.grantId,
    requestId: event.requestId,
    userId: event.userId,
    bytes: event.bytes,
    complete: event.complete,
    namesDigest: hex(event.namesDigest),
    prevHash: hex(event.prevHash),
    hash: hex(event.hash),
    signature: hex(event.signature),
  });
}

export function trailerLine({ first, last, head, at, key }: Trailer, signature: Buffer): string {
  return JSON.stringify({
    trailer: { first, last, head: hex(head), at, key: hex(key) },
    signature: hex(signature),
  });
}

/** What of a trailer is signed. */
export function trailerHash({ first, last, head, at, key }: Trailer): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([TRAILER, first, last, hex(head), at, hex(key)]))
    .digest();
}

export type Line = { event: ExportedEvent } | { trailer: Trailer; signature: Buffer };

/** What a line says, or null when it is not to the byte what we would have written. */
export function readLine(bytes: Buffer): Line | null {
  const line = parse(bytes);
  if (line === null) return null;
  const again = 'event' in line ? eventLine(line.event) : trailerLine(line.trailer, line.signature);
  return Buffer.from(again).equals(bytes) ? line : null;
}

const BYTES = z.hex().transform((text) => Buffer.from(text, 'hex'));
const TEXT = z.string().nullable();

const EVENT = z.object({
  seq: z.int().positive(),
  id: z.string(),
  at: z.int(),
  action: z.string(),
  actorKind: z.string(),
  actorId: TEXT,
  actorUserId: TEXT,
  ownerId: TEXT,
  address: z.string(),
  fileId: TEXT,
  folderId: TEXT,
  shareId: TEXT,
  grantId: TEXT,
  requestId: TEXT,
  userId: TEXT,
  bytes: z.int().nullable(),
  complete: z.boolean().nullable(),
  namesDigest: BYTES.nullable(),
  prevHash: BYTES,
  hash: BYTES,
  signature: BYTES.nullable(),
});

const END = z.object({
  trailer: z.object({ first: z.int(), last: z.int(), head: BYTES, at: z.int(), key: BYTES }),
  signature: BYTES,
});

function parse(bytes: Buffer): Line | null {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
  const event = EVENT.safeParse(value);
  if (event.success) return { event: event.data };
  const end = END.safeParse(value);
  return end.success ? end.data : null;
}

const hex = (bytes: Buffer | null) => bytes?.toString('hex') ?? null;
