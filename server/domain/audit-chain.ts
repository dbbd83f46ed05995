import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import type { AuditRow } from '../catalog/audit.ts';
import { privateKeyOf } from '../crypto/ed25519.ts';

/*
 * The chain as RECORD.md defines it: how an event is hashed and signed. Knows no catalog and no vault.
 */

/** What stands before the first event. */
export const BEGINNING: Buffer = Buffer.alloc(32);

const EVENT = 'strongroom/record/v1/event';
const EXPORT = 'strongroom/record/v1/export';

/** All of an event that its hash covers. */
export type HashedEvent = Omit<AuditRow, 'sealed' | 'hash' | 'signature'>;

/** SHA-256 over the canonical form. */
export function hashOf(event: HashedEvent): Buffer {
  return hash('sha256', canonicalForm(event), 'buffer');
}

/** RFC 8785 JSON of an array in this order; hashes in lower-case hex. */
function canonicalForm(event: HashedEvent): string {
  return JSON.stringify([
    EVENT,
    event.seq,
    event.id,
    event.at,
    event.action,
    event.actorKind,
    event.actorId,
    event.actorUserId,
    event.ownerId,
    event.address,
    event.fileId,
    event.folderId,
    event.shareId,
    event.grantId,
    event.requestId,
    event.userId,
    event.bytes,
    event.complete,
    event.namesDigest?.toString('hex') ?? null,
    event.prevHash.toString('hex'),
  ]);
}

/** What signs hashes, beside the main thread: of events, and of an export's trailer. */
export interface Signer {
  event(hash: Buffer): Promise<Buffer>;
  trailer(hash: Buffer): Promise<Buffer>;
}

const signed = promisify(sign);

/** A signer by a 32-byte seed, which it does not keep. */
export function signerOf(seed: Buffer): Signer {
  const key = privateKeyOf(seed);
  return {
    event: (hash) => signed(null, labelled(EVENT, hash), key),
    trailer: (hash) => signed(null, labelled(EXPORT, hash), key),
  };
}

/** Whether one of the keys signed this hash, of an event or a trailer; which it was, or null. */
export function signedBy<Key extends PublicKey>(
  keys: readonly Key[],
  what: 'event' | 'trailer',
  hash: Buffer,
  signature: Buffer,
): Key | null {
  const message = labelled(what === 'event' ? EVENT : EXPORT, hash);
  return keys.find(({ key }) => verify(null, message, key, signature)) ?? null;
}

export interface PublicKey {
  /** 32 bytes. */
  raw: Buffer;
  key: KeyObject;
}

/** SubjectPublicKeyInfo (RFC 8410 section 4) up to the key. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** A key by its 32 raw bytes. */
export function publicKey(raw: Buffer): PublicKey {
  return { raw, key: createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' }) };
}

function labelled(label: string, hash: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${label}\0`, 'ascii'), hash]);
}
