import { BODY_HEADER, BodyOpener, BodySealer } from './body.ts';
import { systemRandomness } from './randomness.ts';
import { sealSegments } from './segments.ts';
import { suiteOf } from './suites.ts';

const COBBLESTONE = suiteOf(1);

/** The one wrapping function (FORMAT.md section 3): Cobblestone-256 of `secret`; 104 bytes for 32. */
export function wrap(key: Buffer, context: Buffer, secret: Buffer): Buffer {
  const sealer = new BodySealer(COBBLESTONE, key, context, Buffer.alloc(0), systemRandomness.salt());
  const batch = sealer.batch(secret.length, secret.length);
  batch.add(secret);
  return sealSegments(sealer.next(batch, true));
}

/**
 * What was wrapped, in memory of its own that may be zero-filled.
 * @throws IntegrityError when key or context are others (reason `commitment`) or a byte was changed
 */
export function unwrap(key: Buffer, context: Buffer, wrapped: Buffer): Buffer {
  const opener = new BodyOpener(COBBLESTONE, key, context, wrapped.subarray(0, BODY_HEADER));
  return opener.openAll(wrapped.subarray(BODY_HEADER));
}
