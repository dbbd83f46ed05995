import { createHash } from 'node:crypto';
import { u32, uuidBytes } from './encoding.ts';
import { IntegrityError } from './integrity.ts';

/*
 * What each wrap is bound to (the table in FORMAT.md section 3). All of them throw IntegrityError for an id
 * that is no uuid and for a number outside 32 bits.
 */

/** MK under the unseal key; `params` as it is stored. */
export function sealMkContext(mkId: string, params: string): Buffer {
  const hash = createHash('sha256').update(params, 'utf8').digest();
  return Buffer.concat([label('sfe/v1/seal-mk'), uuidBytes(mkId), hash]);
}

/** KEK under MK. */
export function wrapKekContext(kekId: number, mkId: string): Buffer {
  return Buffer.concat([label('sfe/v1/wrap-kek'), u32(kekId), uuidBytes(mkId)]);
}

/** DEK under KEK. */
export function wrapDekContext(fileId: string, kekId: number): Buffer {
  return Buffer.concat([label('sfe/v1/wrap-dek'), uuidBytes(fileId), u32(kekId)]);
}

/** Metadata of a stored file under its DEK. */
export function metadataContext(fileId: string, metaRev: number): Buffer {
  return Buffer.concat([label('sfe/v1/meta'), uuidBytes(fileId), u32(metaRev)]);
}

/** Metadata under the DEK while the file is `receiving`. */
export function draftContext(fileId: string): Buffer {
  return Buffer.concat([label('sfe/v1/meta-draft'), uuidBytes(fileId)]);
}

/** Any other sealed text under KEK. */
export function recordContext(kind: string, rowId: string, kekId: number, rev: number): Buffer {
  return Buffer.concat([label('sfe/v1/record'), label(kind), uuidBytes(rowId), u32(kekId), u32(rev)]);
}

/** A long-lived secret under MK. */
export function secretContext(use: string, id: string): Buffer {
  return Buffer.concat([label('sfe/v1/secret'), label(use), uuidBytes(id)]);
}

/** ASCII and a NUL that ends it, so that no label is the beginning of another. */
function label(text: string): Buffer {
  if (!/^[\x21-\x7e]+$/.test(text)) throw new IntegrityError('id');
  return Buffer.from(`${text}\0`, 'ascii');
}
